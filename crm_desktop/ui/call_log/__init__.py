"""The call log: which calls there were, what became of them, and who is to be called back."""
