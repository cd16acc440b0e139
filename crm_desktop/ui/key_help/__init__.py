"""F1: every key of the program."""
