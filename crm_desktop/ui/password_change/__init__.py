"""Changing one's own password, wished or due; knows no database, only callables."""
