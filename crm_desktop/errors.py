"""Errors a person can be told about; anything else is a bug."""

from __future__ import annotations


class CrmError(Exception):
    """Base of every expected failure. Carries facts; the UI chooses the words."""
