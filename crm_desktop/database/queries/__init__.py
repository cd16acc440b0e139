"""SELECTs that return frozen rows, one subject a file. Must not hand out ORM objects."""
