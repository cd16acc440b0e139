"""What a person or the gateway does: one function, one transaction. Must not commit."""
