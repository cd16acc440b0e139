"""The page of an idle desk: what is to be done today, and who could not be spoken to."""
