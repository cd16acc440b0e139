"""Which calls of the log are wanted, and what a typed text means there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.japanese_text import is_kana, kana_key, name_key

GOING_ON: Final = "going_on"
"""Stands for the result of a call that has none yet."""
ABANDONED: Final = "abandoned"
"""Stands for the result of a missed call of which it is known that the caller gave up."""


@dataclass(frozen=True, slots=True)
class CallFilter:
    """What is not said is not filtered for.

    ``result`` is a `CallResult`, `GOING_ON` or `ABANDONED`; ``queue`` a queue, or a line without
    one.
    ``words`` are part of a number, a whole extension, or part of a customer's name or reading;
    ``staff_id`` is whose telephone rang.
    """

    direction: CallDirection | None = None
    result: CallResult | str = ""
    words: str = ""
    staff_id: int | None = None
    queue: str = ""


@dataclass(frozen=True, slots=True)
class CallWords:
    """What a typed text is looked for as: ``digits`` as dialled here, or search keys of a name."""

    digits: str = ""
    name: str = ""
    kana: str = ""


def call_words(text: str) -> CallWords:
    """Return what ``text`` may mean, +81 3… as 03…; all empty for an empty one."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).replace("\0", "").strip()
    plain = plain.encode("utf-8", "ignore").decode()
    if _NUMBER.fullmatch(plain):
        digits = re.sub(r"\D", "", plain)
        home = plain.startswith("+81")
        return CallWords(digits="0" + digits[2:] if home else digits)
    return CallWords(name=name_key(plain), kana=kana_key(plain) if is_kana(plain) else "")


_LONGEST: Final = 100
_NUMBER: Final = re.compile(r"\+?[0-9][-0-9 ().‐‑‒–—―−─━ー]*")
