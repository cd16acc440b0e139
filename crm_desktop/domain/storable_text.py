"""What of a text a database in UTF-8 can hold."""

from __future__ import annotations


def storable_text(text: str) -> str:
    """Return ``text`` without NUL, and with U+FFFD in place of each half of a character.

    Half a character is what a length limit or a clipboard leaves of one outside the first plane.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "")
