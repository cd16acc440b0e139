"""What colleagues typed on the open card and did not save: who, when, and taking it over."""
