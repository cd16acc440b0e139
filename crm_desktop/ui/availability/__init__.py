"""Whether the person at the desk can take calls: what they say of it, and how it is kept."""
