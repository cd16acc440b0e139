"""Help while talking: asked with a key, seen by supervisors, answered by a word on the card."""
