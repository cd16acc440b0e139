"""An address as a person reads it, from the parts that are stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.japanese_text import widened


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """The parts of an address as they are read; what is not there is ""."""

    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""

    @property
    def line(self) -> str:
        """Return the address in one line, the building apart; "" for none."""
        street = f"{self.prefecture}{self.city}{self.town}{self._gap}{self.block}"
        return f"{street} {self.building}".strip()

    @property
    def _gap(self) -> str:
        """Return a blank where two numbers would run into one (浦臼第1, then 1-2)."""
        return " " if _NUMBERS_MEET.search(f"{self.town[-1:]}{self.block[:1]}") else ""


def shown_block(block: str, chome: str) -> str:
    """Return ``block`` with ``chome`` (丁目, in Sakai 丁) behind its first number; "" for none."""
    first, hyphen, others = block.partition("-")
    return f"{first}{chome}{others}" if chome and hyphen and first.isdecimal() else block


def shown_town(town: str) -> str:
    """Return ``town`` with numbers half-width: the post office writes 東光１８条."""
    return widened(town)


_NUMBERS_MEET: Final = re.compile(
    "[0-9〇一二三四五六七八九十][0-9甲乙丙丁イロハニホヘト〇一二三四五六七八九十]"
)
