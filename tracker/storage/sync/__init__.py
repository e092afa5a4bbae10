"""What the database keeps of the exchange with other machines."""
