"""Where scanned paper comes from, one file a kind of source. Must not import Qt or SQL."""
