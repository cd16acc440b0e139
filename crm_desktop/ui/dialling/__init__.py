"""Dialling from the screen."""
