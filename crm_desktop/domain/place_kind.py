"""The kinds of places where something can be paid."""

from __future__ import annotations

from enum import StrEnum


class PlaceKind(StrEnum):
    """コンビニ, 郵便局, 銀行 and ATM."""

    CONVENIENCE = "convenience"
    POST_OFFICE = "post_office"
    BANK = "bank"
    ATM = "atm"
