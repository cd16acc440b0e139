"""A place to pay: what it is, what it is called, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.place_chain import JAPAN_POST, chain_name
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.position import Position


class PlaceProblem(StrEnum):
    """Why an entry of a file is no place that can be kept."""

    NO_COORDINATES = "no_coordinates"
    NOT_A_NUMBER = "not_a_number"
    ZERO = "zero"
    SWAPPED = "swapped"
    OUTSIDE = "outside"
    KIND_UNKNOWN = "kind_unknown"
    TOO_LONG = "too_long"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Place:
    """One shop, post office, bank or cash machine; ``external_id`` is its name in its file.

    ``chain`` is a key of `place_chain`, the name of a bank, or ""; ``name`` and ``branch`` are as
    written, without what cannot be printed. Each text may be "".
    """

    external_id: str
    kind: PlaceKind
    chain: str
    name: str
    branch: str
    opening_hours: str
    position: Position


def display_name(kind: PlaceKind, chain: str, name: str, branch: str) -> str:
    """Return what to call a place aloud, such as ``ファミリーマート 外神田三丁目店``.

    "" when nothing is known but its kind.
    """
    called = _called(kind, chain)
    if kind is PlaceKind.POST_OFFICE:
        return name or called
    if branch and branch not in name:
        return f"{called or name} {branch}".strip()
    if kind is PlaceKind.CONVENIENCE:
        return f"{called} {branch}".strip() if called else name
    return name if called in name else called


def _called(kind: PlaceKind, chain: str) -> str:
    if chain == JAPAN_POST and kind is not PlaceKind.POST_OFFICE:
        return "ゆうちょ銀行"
    return chain_name(chain)
