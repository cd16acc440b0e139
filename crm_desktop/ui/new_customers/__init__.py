"""Customers that a move brought to whoever works here: a list to work off, a line on the card."""
