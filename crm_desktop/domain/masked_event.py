"""What a phone system said, fit to be shown: without secrets, and without persons where wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

HIDDEN: Final = "***"
LONGEST_VALUE: Final = 300
MOST_FIELDS: Final = 60

Fields = dict[str, str]


def without_secrets(raw: Mapping[str, Any]) -> Fields:
    """Return the fields of ``raw`` as texts; what proves who sent it, or is very long, is cut."""
    return {
        str(name)[:LONGEST_VALUE]: HIDDEN if _SECRET.search(str(name)) else _text(value)
        for name, value in list(raw.items())[:MOST_FIELDS]
    }


def without_persons(raw: Mapping[str, Any]) -> Fields:
    """Return what tells how a call went, and of everything else only that it was there.

    Numbers of five digits and more are blanked wherever they stand.
    """
    return {
        without_numbers(_ascii(name)): _harmless(name, text)
        for name, text in without_secrets(raw).items()
    }


def without_numbers(text: str) -> str:
    """Return ``text`` with each digit of longer numbers replaced by ``*``, however it is set out.

    Numbers of up to four digits, such as extensions, stay.
    """
    return _NUMBER.sub(lambda found: _DIGIT.sub("*", found[0]), text)


def _harmless(name: str, text: str) -> str:
    word = _SIGNS.sub("", name).lower()
    if not text:
        return ""
    if word in _CHANNELS:
        return text if _TELEPHONE.fullmatch(text) else HIDDEN
    if word in _COURSE and text.isascii():
        return without_numbers(text)
    return HIDDEN


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))[:LONGEST_VALUE]
    return str(value)[:LONGEST_VALUE]


def _ascii(name: str) -> str:
    return name if name.isascii() else HIDDEN


_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d(?:[-‐‑–ー－−().（）\s/]{0,2}\d){4,}")
_SIGNS: Final = re.compile(r"[^A-Za-z]")
_SECRET: Final = re.compile(r"token|secret|key|sign|auth|pass|hash|hmac|cookie|credential", re.I)
_TELEPHONE: Final = re.compile(r"[A-Za-z0-9]{2,10}/[0-9]{1,4}(?:-[0-9a-f]{8})?(?:;[12])?")
_CHANNELS: Final = frozenset({"channel", "destchannel", "interface", "membername"})
_COURSE: Final = frozenset(
    {
        "event",
        "callstate",
        "callstatus",
        "direction",
        "cause",
        "causetxt",
        "hangupcause",
        "status",
        "dialstatus",
        "type",
        "reason",
        "channelstate",
        "channelstatedesc",
        "privilege",
        "uniqueid",
        "linkedid",
        "destuniqueid",
        "destlinkedid",
        "bridgeid",
        "bridgeuniqueid",
        "callid",
        "duration",
    }
)
