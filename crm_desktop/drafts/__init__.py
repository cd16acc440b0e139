"""Drafts on this PC: encrypted files, and their key in the keyring. No Qt, no SQL in here."""
