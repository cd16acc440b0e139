"""Letters that came in: whose they are, how their pages lie, what could not be taken in."""
