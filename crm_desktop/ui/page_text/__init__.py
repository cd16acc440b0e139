"""What stands on a page: found in it, corrected by a person."""
