"""Who looked at a card: one customer's part of the record, for supervisors."""
