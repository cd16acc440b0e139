"""The page on which supervisors keep talk scripts and unwanted callers."""
