"""What operators say: scripts with places for who is spoken to."""

from __future__ import annotations

from collections.abc import Mapping


def filled_script(body: str, places: Mapping[str, str]) -> str:
    """Return ``body`` with ``{name}`` and its like replaced by what ``places`` says.

    Other braces stay as they are, and so does a place of which nothing is known yet; what is filled
    in is not looked through again.
    """
    first, *rest = body.split("{")
    return first + "".join(_filled(part, places) for part in rest)


def _filled(part: str, places: Mapping[str, str]) -> str:
    name, closed, after = part.partition("}")
    value = places.get(name, "")
    return value + after if closed and value else "{" + part
