"""Builds the program: the only package that knows every class. Must not hold rules or words."""
