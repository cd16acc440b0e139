"""The form for a customer who calls for the first time."""
