"""Tables, one family a file. Must not import queries."""
