"""Letters that came in today and yesterday, and that nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from crm_desktop.domain.demo_office.letter_texts import letter_texts
from crm_desktop.domain.phone_number import national_display
from crm_desktop.domain.postal_code import postal_display


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote: a customer of the office; ``phone`` is E.164, ``postal_code`` seven digits."""

    code: str
    name: str
    name_kana: str
    phone: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """One letter as it is written; ``days_ago`` it came.

    ``is_read``: a machine has read it already. ``has_blank_back``: its back was scanned too.
    """

    lines: tuple[str, ...]
    code_read: str
    way: str
    days_ago: int
    is_read: bool
    has_blank_back: bool


class _Signed(Enum):
    """What of themselves people write under a letter."""

    WHOLLY = "wholly"
    BY_NAME = "name"
    BY_KANA = "kana"
    NOT = "not"


def waiting_letters(senders: Sequence[Sender]) -> Iterator[WaitingLetter]:
    """Yield a letter of each of ``senders``, at most eight."""
    for number, (sender, how) in enumerate(zip(senders, _HOW_SIGNED, strict=False)):
        text = letter_texts()[number * 2]
        yield WaitingLetter(
            lines=(*text.lines, *_signature(sender, how)),
            code_read=sender.code if number == _WITH_CODE else "",
            way="postcard" if how is _Signed.BY_KANA else "post",
            days_ago=(len(_HOW_SIGNED) - number) // 3,
            is_read=number != _UNREAD,
            has_blank_back=number == _WITH_BACK,
        )


def _signature(sender: Sender, how: _Signed) -> tuple[str, ...]:
    match how:
        case _Signed.WHOLLY:
            postal = f"〒{postal_display(sender.postal_code)}"
            return postal, sender.name, national_display(sender.phone)
        case _Signed.BY_NAME:
            return (sender.name,)
        case _Signed.BY_KANA:
            return (sender.name_kana,)
        case _Signed.NOT:
            return ()


_HOW_SIGNED: Final = (
    _Signed.WHOLLY,
    _Signed.BY_NAME,
    _Signed.NOT,
    _Signed.WHOLLY,
    _Signed.BY_KANA,
    _Signed.BY_NAME,
    _Signed.WHOLLY,
    _Signed.NOT,
)
MOST_WAITING: Final = len(_HOW_SIGNED)
_WITH_CODE: Final = 2
_UNREAD: Final = 5
_WITH_BACK: Final = 3
