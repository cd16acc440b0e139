"""Moving customers between staff: finding, sharing out, doing, taking back. No SQL, no files."""
