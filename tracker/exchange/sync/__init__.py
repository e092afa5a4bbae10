"""What several machines wrote, and the folder through which they exchange it; nothing is loaded until it is used."""
