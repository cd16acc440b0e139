"""What the post office knows: towns and offices behind a code, codes of a town."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PostalKind(StrEnum):
    """Whether a code belongs to towns or to one large receiver of mail."""

    TOWN = "town"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """One place that a code means.

    ``town`` and ``kana`` (its reading) are "" for "the rest of the city". ``note`` narrows a town
    (``2〜4丁目``, ``8階``) or names an office, whose house number is ``block``.
    """

    prefecture: str
    city: str
    town: str
    kana: str
    note: str
    kind: PostalKind
    block: str = ""


@dataclass(frozen=True, slots=True)
class TownCode:
    """One code of a town and the note that narrows it, "" for the whole town.

    ``has_chome`` tells that what it means is divided into 丁目.
    """

    code: str
    note: str
    has_chome: bool = False


class PlaceDirectory(Protocol):
    """Where the domain asks for places; `crm_desktop.maps.postal_directory` answers."""

    def addresses_for(self, code: str) -> tuple[PostalAddress, ...]:
        """Return every place that seven digits mean; empty for an unknown code."""

    def cities(self) -> tuple[tuple[str, str], ...]:
        """Return all (prefecture, city), cities with their 郡 or, for wards, their city."""

    def cities_with_towns(self, prefecture: str, beginning: str) -> tuple[str, ...]:
        """Return the cities of a prefecture with a town whose name begins so."""

    def towns(self, prefecture: str, city: str) -> Mapping[str, tuple[TownCode, ...]]:
        """Return the towns of a city with their codes; the town "" is the rest of the city."""
