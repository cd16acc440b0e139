"""Values an office has settled, read by key; one of the wrong kind is as if it were not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def text(settings: Mapping[str, Any], key: str, *, default: str = "") -> str:
    """Return the words under ``key``, stripped."""
    value = settings.get(key)
    return value.strip() if isinstance(value, str) else default


def text_list(
    settings: Mapping[str, Any], key: str, *, default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the words under ``key``, each stripped and once, in their order.

    What is no text, or empty, is left out of a list; a list of nothing else is as if it were not.
    """
    value = settings.get(key)
    if not isinstance(value, list):
        return default
    words = (word.strip() for word in value if isinstance(word, str))
    return tuple(dict.fromkeys(word for word in words if word)) or default


def whole_number(
    settings: Mapping[str, Any],
    key: str,
    *,
    default: int = 0,
    least: int = 0,
    most: int = 2**31 - 1,
) -> int:
    """Return the whole number under ``key``; one outside ``least`` to ``most`` is none."""
    value = settings.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        return default
    return value


def switch(settings: Mapping[str, Any], key: str, *, default: bool = False) -> bool:
    """Return the yes or no under ``key``."""
    value = settings.get(key)
    return value if isinstance(value, bool) else default
