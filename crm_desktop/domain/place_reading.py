"""From an entry of a file of places to a place, or to why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm_desktop.domain.japanese_text import widened
from crm_desktop.domain.place import Place, PlaceProblem
from crm_desktop.domain.place_chain import branch_in, chain_of, convenience_chain_named
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.position import Position
from crm_desktop.errors.map import BadPosition

OSM_TAGS: Final = (
    ("shop", "convenience"),
    ("amenity", "post_office"),
    ("amenity", "bank"),
    ("amenity", "atm"),
)
OSM_LICENCE: Final = "ODbL 1.0"
OSM_CREDIT: Final = "© OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class RawPlace:
    """One entry of a file; ``where`` tells a person which, such as ``node/123`` or ``line 5``.

    ``tags`` are named as in OpenStreetMap, besides ``kind`` and ``chain`` in words. Values and
    degrees are of whatever type the file has; None for what it lacks.
    """

    where: str
    external_id: str
    tags: Mapping[str, object]
    latitude: object = None
    longitude: object = None
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a file says of itself, "" and None where it says nothing."""

    licence: str = ""
    credit: str = ""
    fetched_on: date | None = None


def place_of(raw: RawPlace, usual_kind: PlaceKind | None = None) -> Place | PlaceProblem | None:
    """Return the place, why there is none, or None for something else than a place to pay.

    ``usual_kind`` is what an entry is that does not say so itself.
    """
    if raw.is_broken:
        return PlaceProblem.BROKEN
    if _is_something_else(raw.tags):
        return None
    texts = {name: _words(raw.tags.get(name)) for name in _TEXTS}
    if not texts["name"]:
        texts["name"] = _words(raw.tags.get("name:ja")) or _words(raw.tags.get("name:en"))
    if len(raw.external_id) > _LONGEST or any(len(text) > _LONGEST for text in texts.values()):
        return PlaceProblem.TOO_LONG
    kind = _kind(raw.tags, texts["name"]) or usual_kind
    if kind is None:
        return PlaceProblem.KIND_UNKNOWN
    position = _position(raw.latitude, raw.longitude)
    if isinstance(position, PlaceProblem):
        return position
    return _place(raw.external_id, kind, texts, position)


def one_line(text: str) -> str:
    """Return ``text`` on one line, without what cannot be printed."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def _place(external_id: str, kind: PlaceKind, texts: dict[str, str], position: Position) -> Place:
    chain = chain_of(
        kind,
        brand=texts["brand"],
        name=texts["name"],
        operator=texts["operator"],
        wikidata=texts["brand:wikidata"],
    )
    return Place(
        external_id=one_line(external_id),
        kind=kind,
        chain=chain,
        name=texts["name"] or texts["brand"],
        branch=texts["branch"] or branch_in(texts["name"], chain),
        opening_hours=texts["opening_hours"],
        position=position,
    )


def _is_something_else(tags: Mapping[str, object]) -> bool:
    return ("shop" in tags or "amenity" in tags) and _tagged_kind(tags) is None


def _tagged_kind(tags: Mapping[str, object]) -> PlaceKind | None:
    if tags.get("shop") == "convenience":
        return PlaceKind.CONVENIENCE
    amenity = tags.get("amenity")
    return next((kind for kind in _OSM_AMENITIES if kind == amenity), None)


def _kind(tags: Mapping[str, object], name: str) -> PlaceKind | None:
    if tagged := _tagged_kind(tags):
        return tagged
    said = _words(tags.get("kind")).casefold()
    if said:
        return next((kind for word, kind in _KIND_WORDS if word in said), None)
    if told := next((kind for word, kind in _NAME_WORDS if name.endswith(word)), None):
        return told
    if convenience_chain_named(name):  # ファミリーマート 中央郵便局前店 is none
        return PlaceKind.CONVENIENCE
    return next((kind for word, kind in _NAME_WORDS if word in name), None)


def _position(latitude: object, longitude: object) -> Position | PlaceProblem:
    if latitude is None or longitude is None:
        return PlaceProblem.NO_COORDINATES
    try:
        return Position(_degrees(latitude), _degrees(longitude))
    except BadPosition as error:
        return PlaceProblem(error.problem)
    except (TypeError, OverflowError):
        return PlaceProblem.NOT_A_NUMBER


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def _words(value: object) -> str:
    """Return a text on one line, full-width letters narrow, without what cannot be printed."""
    if not isinstance(value, str):
        return ""
    if len(value) > _LONGEST:
        return value  # too long in any form
    return one_line(widened(value))


_LONGEST: Final = 255
_TEXTS: Final = ("name", "brand", "operator", "branch", "opening_hours", "brand:wikidata")
_OSM_AMENITIES: Final = (PlaceKind.POST_OFFICE, PlaceKind.BANK, PlaceKind.ATM)
_KIND_WORDS: Final = (
    ("atm", PlaceKind.ATM),
    ("コンビニ", PlaceKind.CONVENIENCE),
    ("convenience", PlaceKind.CONVENIENCE),
    ("郵便", PlaceKind.POST_OFFICE),
    ("post", PlaceKind.POST_OFFICE),
    ("銀行", PlaceKind.BANK),
    ("bank", PlaceKind.BANK),
    ("信用金庫", PlaceKind.BANK),
    ("信用組合", PlaceKind.BANK),
)
_NAME_WORDS: Final = (
    ("ATM", PlaceKind.ATM),
    ("郵便局", PlaceKind.POST_OFFICE),
    ("銀行", PlaceKind.BANK),
    ("信用金庫", PlaceKind.BANK),
    ("信用組合", PlaceKind.BANK),
    ("労働金庫", PlaceKind.BANK),
)
