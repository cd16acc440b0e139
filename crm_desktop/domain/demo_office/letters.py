"""Letters that came in, and whether somebody thanked for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.letter_texts import LetterText
from crm_desktop.domain.demo_office.numbering import Numbering
from crm_desktop.domain.demo_office.plan import in_japan
from crm_desktop.domain.demo_office.rows import LetterRow

_WAYS: Final = ("post", "postcard", "fax", "email")
_WAY_WEIGHTS: Final = (64, 28, 5, 3)
_THANKED_HOW: Final = ("お礼状", "お電話", "次回のお荷物に一筆")
_UNREAD_DAYS: Final = 4
_THANKED_SOON_DAYS: Final = 25
_THANKED_SOON_CHANCE: Final = 0.4
_THANKED_CHANCE: Final = 0.93
_OPENED_S: Final = 10 * 3600
_STAFF_WHO_THANK: Final = 12


def letter_row(
    numbering: Numbering,
    customer_id: int,
    received_on: date,
    text: LetterText,
    document_id: int | None,
    *,
    way: str = "post",
) -> LetterRow:
    """Return a letter that was read and not answered yet."""
    return LetterRow(
        id=next(numbering.letters),
        customer_id=customer_id,
        received_on=received_on,
        way=way,
        state="read",
        summary=text.summary,
        transcription="\n".join(text.lines),
        thanked_on=None,
        thanked_how="",
        thanked_by_id=None,
        document_id=document_id,
        created_at=in_japan(received_on, _OPENED_S),
    )


def letters_of(
    rng: Random,
    numbering: Numbering,
    customer_id: int,
    received_on: Sequence[date],
    papers: Sequence[tuple[LetterText, int]],
    *,
    today: date,
) -> Iterator[LetterRow]:
    """Yield one letter for each day, of ``papers`` (text and document id)."""
    for day in received_on:
        text, document_id = rng.choice(papers)
        way = rng.choices(_WAYS, _WAY_WEIGHTS)[0]
        letter = letter_row(numbering, customer_id, day, text, document_id, way=way)
        yield _answered(rng, letter, today)


def _answered(rng: Random, letter: LetterRow, today: date) -> LetterRow:
    days = (today - letter.received_on).days
    if days <= _UNREAD_DAYS:
        return letter._replace(state="scanned")
    soon = days <= _THANKED_SOON_DAYS
    if rng.random() > (_THANKED_SOON_CHANCE if soon else _THANKED_CHANCE):
        return letter
    thanked_on = letter.received_on + timedelta(days=rng.randint(1, _UNREAD_DAYS))
    return letter._replace(
        state="answered",
        thanked_on=thanked_on,
        thanked_how=rng.choice(_THANKED_HOW),
        thanked_by_id=rng.randint(1, _STAFF_WHO_THANK),
    )
