"""Two people changed the same fields of one record: which value is to be kept, field by field."""
