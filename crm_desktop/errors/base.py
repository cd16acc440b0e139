"""The base of every expected failure."""

from __future__ import annotations


class CrmError(Exception):
    """Base of every expected failure. Carries facts; the UI chooses the words."""
