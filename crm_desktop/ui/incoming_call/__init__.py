"""A call that rings here: who it may be, and what the middle of the window shows for it."""
