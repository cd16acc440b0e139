"""Rules in plain Python. Must not import Qt, SQL, files or a clock."""
