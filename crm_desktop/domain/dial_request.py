"""What becomes of a number that somebody asks to be dialled."""

from __future__ import annotations

from enum import StrEnum


class DialState(StrEnum):
    """How far it has come; PLACED: whoever dials has taken it."""

    ASKED = "asked"
    PLACED = "placed"
    FAILED = "failed"


class NumberShown(StrEnum):
    """Whether the called person sees the office's number: as usual, always (186) or never (184)."""

    AS_USUAL = "as_usual"
    SHOWN = "shown"
    HIDDEN = "hidden"
