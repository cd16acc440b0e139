"""Japanese postal codes: stored as seven digits, shown as 123-4567."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from crm_desktop.errors.text import BadPostalCode, PostalCodeProblem


def parse_postal_code(text: str) -> str:
    """Return the seven digits of ``text``, in any width, with or without 〒 and hyphen.

    Whether the post office knows the code is not asked here.

    Raises:
        BadPostalCode: not seven digits; a code that lost its leading zeros in a spreadsheet
            is refused with the whole code as its proposal.
    """
    if len(text) > _LONGEST:
        raise BadPostalCode(text, PostalCodeProblem.TOO_LONG)
    bare = _bare(text)
    if not bare:
        raise BadPostalCode(text, PostalCodeProblem.EMPTY)
    if found := _CODE.fullmatch(bare):
        return found[1] + found[2]
    raise _refusal(text, bare)


def postal_display(code: str) -> str:
    """Return the seven digits of ``code`` as 123-4567; anything else as it is."""
    return f"{code[:3]}-{code[3:]}" if len(code) == _LENGTH else code


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_HYPHENS)
    bare = _LABEL.sub("", plain.strip(_QUOTES)).strip()
    return bare.partition(".")[0] if _SPREADSHEET_NUMBER.fullmatch(bare) else bare


def _refusal(text: str, bare: str) -> BadPostalCode:
    if found := _CODE_AND_MORE.match(bare):
        return _refusal_of_more(text, found[1] + found[2], found[3])
    digits = re.sub(r"[-\s]", "", bare)
    if not (digits.isascii() and digits.isdigit()):
        return BadPostalCode(text, PostalCodeProblem.LETTERS)
    if len(digits) > _LENGTH:
        return BadPostalCode(text, PostalCodeProblem.TOO_LONG)
    if _LOST_ZEROS.fullmatch(bare):
        padded = digits.zfill(_LENGTH)
        return BadPostalCode(text, PostalCodeProblem.LOST_ZERO, proposal=padded)
    return BadPostalCode(text, PostalCodeProblem.TOO_SHORT)


def _refusal_of_more(text: str, code: str, rest: str) -> BadPostalCode:
    if rest[0].isdigit():
        return BadPostalCode(text, PostalCodeProblem.TOO_LONG)
    if _CODE.search(rest):
        return BadPostalCode(text, PostalCodeProblem.TWO_CODES)
    return BadPostalCode(text, PostalCodeProblem.MORE_THAN_CODE, proposal=code)


_LENGTH: Final = 7
_LONGEST: Final = 200
_CODE: Final = re.compile(r"([0-9]{3})\s*[-.]?\s*([0-9]{4})")
_CODE_AND_MORE: Final = re.compile(r"([0-9]{3})\s*[-.]?\s*([0-9]{4})(.+)", re.DOTALL)
_LOST_ZEROS: Final = re.compile(r"[0-9]{5,6}|[0-9]{1,2}\s*-\s*[0-9]{4}")
_SPREADSHEET_NUMBER: Final = re.compile(r"[0-9]{5,7}\.0+")
_LABEL: Final = re.compile(
    r"^\s*(?:〒|〠|郵便番号|郵便|postal code|zip code|zip|t(?=[0-9]))[\s:]*", re.I
)
# Blanks, and what spreadsheets put round digits to keep them text.
_QUOTES: Final = " \t\r\n'\"`="
_HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ー─━~_‧・﹣", "-"))
_INVISIBLE: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
