"""What others do with the card that is open: what they change, and that they are there."""
