"""Has the sheets signed that are to be printed for customers' letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.queries.intake import SignedCode, names_in_sight, signed_codes
from crm_desktop.domain.letter_code import LetterCodeKind, letter_code_text
from crm_desktop.errors.printed_papers import MailingUnknown
from crm_desktop.images.cover_sheet import SheetToPrint

MOST_SHEETS: Final = 5_000
_COVER: Final = "お客様の手紙"
_CARD: Final = "返信はがき"
_SEPARATOR: Final = "区切り"
_COVER_NOTE: Final = "この紙を手紙の上にのせて読み取ってください"
_CARD_NOTE: Final = "二次元コードを折ったり汚したりしないでください"
_SEPARATOR_NOTE: Final = "この紙の次から別の手紙です"


@dataclass(frozen=True, slots=True)
class SheetsToPrint:
    """The sheets in the order that was asked for; ``unknown`` are codes that nobody has."""

    sheets: tuple[SheetToPrint, ...]
    unknown: tuple[str, ...] = ()


def separators(session: Session, count: int) -> SheetsToPrint:
    """Return ``count`` equal sheets that part letters."""
    (signed,) = signed_codes(session, LetterCodeKind.SEPARATOR, [""])
    sheet = SheetToPrint(letter_code_text(signed.code), _SEPARATOR, note=_SEPARATOR_NOTE)
    return SheetsToPrint((sheet,) * count)


def cover_sheets(session: Session, codes: Sequence[str]) -> SheetsToPrint:
    """Return a cover for each customer; of one that was merged, for the other."""
    signed = signed_codes(session, LetterCodeKind.COVER, codes)
    return _for_customers(session, codes, signed, heading=_COVER, note=_COVER_NOTE)


def reply_cards(session: Session, codes: Sequence[str], mailing_code: str) -> SheetsToPrint:
    """Return a card for each customer to send back, which says what mailing it came with.

    Raises:
        MailingUnknown: no mailing has the code.
    """
    found = session.execute(
        select(Mailing.id, Mailing.title).where(Mailing.code == mailing_code)
    ).one_or_none()
    if found is None:
        raise MailingUnknown(mailing_code)
    signed = signed_codes(session, LetterCodeKind.CARD, codes, found.id)
    heading = f"{found.title} {_CARD}"
    return _for_customers(session, codes, signed, heading=heading, note=_CARD_NOTE)


def _for_customers(
    session: Session,
    wanted: Sequence[str],
    signed: Sequence[SignedCode],
    *,
    heading: str,
    note: str,
) -> SheetsToPrint:
    names = names_in_sight(session, [each.code.customer_code for each in signed])
    sheets = tuple(
        SheetToPrint(
            letter_code_text(each.code),
            heading,
            each.code.customer_code,
            _addressed(names.get(each.code.customer_code, "")),
            note,
        )
        for each in signed
    )
    known = {each.wanted for each in signed}
    return SheetsToPrint(sheets, tuple(code for code in wanted if code not in known))


def _addressed(name: str) -> str:
    return f"{name} 様" if name else ""
