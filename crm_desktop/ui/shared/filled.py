"""Puts values into translated sentences."""

from __future__ import annotations


def filled(words: str, *values: str) -> str:
    """Return ``words`` with %1, %2 … replaced by ``values``; a % inside a value stays as it is."""
    first, *rest = words.split("%")
    return first + "".join(_value(part, values) for part in rest)


def _value(part: str, values: tuple[str, ...]) -> str:
    if part[:1].isdigit() and 0 < int(part[0]) <= len(values):
        return values[int(part[0]) - 1] + part[1:]
    return f"%{part}"
