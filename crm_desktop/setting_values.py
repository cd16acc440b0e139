"""Values of single settings: read from the environment, and what may be wrong with them."""

from __future__ import annotations

import re
from dataclasses import Field
from typing import Any

CALL_GROUPS = frozenset({"number", "event", "direction", "to", "extension", "id"})


def value_in_text(text: str, kind: type) -> object:
    """Return the value of ``kind`` that ``text`` means; ``text`` itself where it means none."""
    if kind is int and re.fullmatch("[0-9]+", text):
        return int(text)
    if kind is bool:
        return _SWITCHES.get(text.lower(), text)
    if kind is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def problem_of_value(value: object, item: Field[Any]) -> str:
    """Return what is wrong with ``value`` as the end of a sentence; empty when nothing is."""
    kind = type(item.default)
    of_texts = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
    if type(value) is not kind or (kind is tuple and not of_texts):
        return f"must be {_KINDS[kind]}"
    choices = item.metadata.get("choices")
    if choices and value not in choices:
        return "must be one of " + ", ".join(f'"{choice}"' for choice in choices)
    low, high = item.metadata.get("range", (value, value))
    if isinstance(value, int) and not low <= value <= high:
        return f"must be from {low} to {high}"
    if "finds_calls" in item.metadata:
        return _pattern_problem(str(value))
    if not re.fullmatch(item.metadata.get("pattern", "(?s).*"), str(value)):
        return str(item.metadata.get("problem", "must be digits only, ten at most"))
    return ""


def _pattern_problem(pattern: str) -> str:
    try:
        groups = re.compile(pattern).groupindex.keys()
    except re.error as error:
        return f"is no regular expression: {error}"
    if pattern and "number" not in groups:
        return "must have a group (?P<number>…)"
    strange = sorted(groups - CALL_GROUPS)
    known = ", ".join(sorted(CALL_GROUPS))
    return f"has a group {strange[0]!r}; known are {known}" if strange else ""


_KINDS: dict[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list of texts",
}
_SWITCHES = {"true": True, "false": False, "1": True, "0": False}
