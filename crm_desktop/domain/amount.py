"""Amounts of money and counts as people and shops write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from crm_desktop.errors.text import BadAmount


def parse_amount(text: str) -> Decimal:
    """Return the amount of ``1,980円``, ``¥1,980``, ``１９８０``, ``△300`` or ``1980.00``.

    ``△``, ``▲`` and brackets mean less than nothing, as in accounts.

    Raises:
        BadAmount: no number, or one beyond what is kept (two thousand million).
    """
    plain = unicodedata.normalize("NFKC", text.strip()).translate(_SIGNS)
    plain = _YEN_BEHIND.sub("", _YEN_BEFORE.sub(r"\1", "".join(plain.split())))
    if found := _IN_BRACKETS.fullmatch(plain):
        plain = f"-{found[1]}"
    if not _NUMBER.fullmatch(plain):
        raise BadAmount(text)
    amount = Decimal(plain.replace(",", ""))
    if abs(amount) > _LARGEST:
        raise BadAmount(text)
    return amount


def parse_whole(text: str) -> int:
    """Return a whole number of yen or pieces.

    Raises:
        BadAmount: as `parse_amount`, or something stands behind the decimal point.
    """
    amount = parse_amount(text)
    if amount != amount.to_integral_value():
        raise BadAmount(text)
    return int(amount)


_LARGEST: Final = 2_000_000_000
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("△▲‐‑‒–—―−ー", "-"),
        "¥": "\\",
        "、": ",",
        "，": ",",
    }
)
_YEN_BEFORE: Final = re.compile(r"^([-+]?)\\")
_YEN_BEHIND: Final = re.compile(r"(?:円|yen|jpy|個|点|本|箱|袋|-)+$", re.I)
_IN_BRACKETS: Final = re.compile(r"\(([0-9.,]+)\)")
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?")
