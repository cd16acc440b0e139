"""The Japanese numbering plan: which number is of which kind, and where its hyphens stand."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final

_KEPT: Final = 4_096
"""How many numbers are remembered as they are shown: each is asked for many times in a call."""


class PhoneKind(StrEnum):
    """What answers at a number; the value is what is stored and printed."""

    FIXED = "fixed"
    MOBILE = "mobile"
    TOLLFREE = "tollfree"
    NAVI = "navi"
    IP = "ip"
    PAGER = "pager"
    PREMIUM = "premium"
    SPECIAL = "special"
    LOCAL = "local"
    FOREIGN = "foreign"


def kind_in_plan(dialled: str) -> tuple[PhoneKind, int]:
    """Return the kind of a number that begins with its 0, and how many digits such a one has."""
    for prefix, kind, length in _PLAN:
        if dialled.startswith(prefix):
            return kind, length
    return PhoneKind.FIXED, 10


def is_special(digits: str) -> bool:
    """Tell whether ``digits`` is a number of the kind of 110 or #9110, never dialled by itself."""
    return digits in _SPECIAL or (len(digits) == _HASH_LENGTH and digits[0] == "#")


def hyphenated(national: str) -> str:
    """Return a Japanese number, given without its 0 (or in full when it begins with 00), as shown.

    Digits only, of any count: what the plan does not know is shown without hyphens.
    """
    for prefix, length, first, second in _HYPHENS:
        if len(national) == length and national.startswith(prefix):
            return f"0{national[:first]}-{national[first:second]}-{national[second:]}"
    return _by_library(national)


@lru_cache(maxsize=_KEPT)
def _by_library(national: str) -> str:
    # Here, not at the top: 40 ms that a start without a fixed-line number can do without.
    from phonenumbers import PhoneNumber, PhoneNumberFormat, format_number  # noqa: PLC0415

    zeros = len(national) - len(national.lstrip("0"))
    number = PhoneNumber(
        country_code=81,
        national_number=int(national or "0"),
        italian_leading_zero=zeros > 0 or None,
        number_of_leading_zeros=zeros or None,
    )
    shown = format_number(number, PhoneNumberFormat.NATIONAL)
    if "-" in shown:
        return shown
    dialled = national if zeros else f"0{national}"
    return f"{dialled[:4]}-{dialled[4:6]}-{dialled[6:]}" if len(dialled) == _USUAL else dialled


@lru_cache(maxsize=_KEPT)
def in_numbering_plan(national: str) -> bool:
    """Tell whether the block of ``national`` (as in `hyphenated`) is known to be in use."""
    from phonenumbers import PhoneNumber, is_valid_number  # noqa: PLC0415

    zeros = len(national) - len(national.lstrip("0"))
    return is_valid_number(
        PhoneNumber(
            country_code=81,
            national_number=int(national or "0"),
            italian_leading_zero=zeros > 0 or None,
            number_of_leading_zeros=zeros or None,
        )
    )


# The first prefix that fits decides, so the longer stand first.
_PLAN: Final = (
    ("0120", PhoneKind.TOLLFREE, 10),
    ("0800", PhoneKind.TOLLFREE, 11),
    ("0570", PhoneKind.NAVI, 10),
    ("0990", PhoneKind.PREMIUM, 10),
    ("0170", PhoneKind.SPECIAL, 10),
    ("0180", PhoneKind.SPECIAL, 10),
    ("0200", PhoneKind.PAGER, 14),
    ("020", PhoneKind.PAGER, 11),
    ("050", PhoneKind.IP, 11),
    ("060", PhoneKind.MOBILE, 11),
    ("070", PhoneKind.MOBILE, 11),
    ("080", PhoneKind.MOBILE, 11),
    ("090", PhoneKind.MOBILE, 11),
)
# Prefix without the 0, length, where the two hyphens stand. 0291-7x-xxxx (Hokota) is here because
# the library splits it otherwise than the ministry's table of blocks.
_HYPHENS: Final = (
    ("800", 10, 3, 6),
    ("90", 10, 2, 6),
    ("80", 10, 2, 6),
    ("70", 10, 2, 6),
    ("60", 10, 2, 6),
    ("50", 10, 2, 6),
    ("20", 10, 2, 6),
    ("200", 13, 3, 8),
    ("120", 9, 3, 6),
    ("570", 9, 3, 6),
    ("990", 9, 3, 6),
    ("170", 9, 3, 6),
    ("180", 9, 3, 6),
    ("291", 9, 3, 5),
)
_SPECIAL_NUMBERS: Final = """
104 106 108 110 111 112 113 114 115 116 117 118 119 121 122 125 134 135 136 140 141 142 144 145
146 147 148 149 151 152 157 159 161 162 164 165 166 167 171 177 178 188 189 1416 1417
"""
_SPECIAL: Final = frozenset(_SPECIAL_NUMBERS.split())
_HASH_LENGTH: Final = 5
_USUAL: Final = 10
