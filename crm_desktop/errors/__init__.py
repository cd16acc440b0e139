"""Errors a person can be told about, one family a file; anything else is a bug."""
