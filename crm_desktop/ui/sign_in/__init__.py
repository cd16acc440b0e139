"""The window that asks who it is, and who is the first; knows no database, only callables."""
