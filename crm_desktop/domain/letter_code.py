"""The text in a QR code on a sheet of ours: whose letter follows, signed by the database.

``CRM1:S:SIGNATURE`` parts letters, ``CRM1:C:SIGNATURE:CODE`` is the cover of a customer's letter,
``CRM1:R:SIGNATURE:MAILING:CODE`` a card that a customer sends back. Only such letters are used as
keep a QR code small, as far as the customer's code lets.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SIGNATURE_BYTES: Final = 10
_PREFIX: Final = "CRM1:"
_LONGEST: Final = 300


class LetterCodeKind(StrEnum):
    """What a sheet with a code is."""

    SEPARATOR = "separator"
    COVER = "cover"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class LetterCode:
    """What a code says; whether ``signature`` is right only the database knows.

    ``customer_code`` is empty on a separator, ``mailing_id`` the mailing that a card came with.
    ``signature`` is empty where none could be read.
    """

    kind: LetterCodeKind
    signature: bytes
    customer_code: str = ""
    mailing_id: int | None = None


def letter_code_text(code: LetterCode) -> str:
    """Return the text of the QR code."""
    signature = b32encode(code.signature).decode()
    parts = [_LETTERS[code.kind], signature]
    if code.kind is LetterCodeKind.CARD:
        parts.append(str(code.mailing_id or ""))
    if code.kind is not LetterCodeKind.SEPARATOR:
        parts.append(code.customer_code)
    return _PREFIX + ":".join(parts)


def parse_letter_code(text: str) -> LetterCode | None:
    """Return what a code says, or None when it is none of ours, such as a shop's address.

    One of ours that was damaged or typed by hand comes back with what could be read of it; its
    signature will be wrong.
    """
    if not text.startswith(_PREFIX) or len(text) > _LONGEST:
        return None
    letter, _, rest = text.removeprefix(_PREFIX).partition(":")
    kind = next((kind for kind, known in _LETTERS.items() if known == letter), None)
    if kind is None:
        return LetterCode(LetterCodeKind.COVER, b"")
    signature, _, rest = rest.partition(":")
    mailing = ""
    if kind is LetterCodeKind.CARD:
        mailing, _, rest = rest.partition(":")
    return LetterCode(kind, _signature(signature), rest, _mailing_id(mailing))


def _signature(text: str) -> bytes:
    try:
        return b32decode(text)
    except (NotBase32, ValueError):
        return b""


def _mailing_id(text: str) -> int | None:
    """Return the number, or None when it is none that a mailing can have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


_MOST_DIGITS: Final = 18
_LETTERS: Final = {
    LetterCodeKind.SEPARATOR: "S",
    LetterCodeKind.COVER: "C",
    LetterCodeKind.CARD: "R",
}
