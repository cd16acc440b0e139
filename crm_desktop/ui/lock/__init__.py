"""The desk while nobody sits at it: what is on it stays, and nobody can read it."""
