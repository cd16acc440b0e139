"""Widgets and looks that several screens use."""
