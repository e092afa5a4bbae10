"""What machines exchange of a history."""
