"""The only package that speaks SQL. Must not import Qt."""
