"""A customer who is to be registered, everything in its stored form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What was told in the first call; "" and None: not told. Only the name is a must.

    ``phone`` is E.164 with ``phone_extension`` and ``phone_label`` (home, mobile …) of its own;
    ``postal_code`` is seven digits; ``name_kana`` is full-width katakana.
    """

    name: str
    name_kana: str = ""
    phone: str = ""
    phone_extension: str = ""
    phone_label: str = "home"
    email: str = ""
    birthday: date | None = None
    sex: str = "unknown"
    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""
    attention_memo: str = ""

    @property
    def has_address(self) -> bool:
        """Whether any part of an address was told."""
        parts = (self.prefecture, self.city, self.town, self.block, self.building)
        return bool(self.postal_code) or any(parts)
