"""CSV files: reading, writing, column mapping. Rows in, rows out; must not import the database."""
