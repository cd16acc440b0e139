"""Pictures: bytes in, bytes out. Must not import the database."""
