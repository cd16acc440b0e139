"""The calm bar that says that the database is away, what waits for it, and that it is back."""
