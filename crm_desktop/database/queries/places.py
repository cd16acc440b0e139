"""Places to pay near a home, and where they were told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, literal_column, or_, select
from sqlalchemy.orm import Session

from crm_desktop.database.models import place as stored
from crm_desktop.domain.place import Place, display_name
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.place_twins import SeenPlaces
from crm_desktop.domain.position import (
    Compass,
    Position,
    bearing_deg,
    compass,
    distance_m,
    walking_minutes,
)
from crm_desktop.domain.where_to_pay import TakenAt, WhereToPay

BEYOND_M: Final = 10_000.0
_Columns = tuple[int, str, str, str, str, str, float, float]


@dataclass(frozen=True, slots=True)
class NearPlace:
    """One place as seen from a home: metres as the crow flies, minutes on foot, direction.

    ``name`` is what to call it aloud, "" where only its kind is known; ``opening_hours`` is as
    OpenStreetMap writes them, or "".
    """

    place_id: int
    kind: PlaceKind
    chain: str
    name: str
    opening_hours: str
    position: Position
    distance_m: float
    minutes: int
    direction: Compass


@dataclass(frozen=True, slots=True)
class SourceOfPlaces:
    """One file of places that was taken in, and the credit that its licence asks for."""

    name: str
    licence: str
    credit: str
    fetched_on: date | None
    imported_at: datetime
    place_count: int


@dataclass(frozen=True, slots=True)
class PlacesAnswer:
    """Where a payment can be made near a home.

    ``near`` are those within walking distance, the nearest first. Where there is none, ``beyond``
    is the nearest within 10 km. Without ``sources`` nothing has been taken in yet.
    """

    where: WhereToPay
    near: tuple[NearPlace, ...]
    beyond: NearPlace | None
    sources: tuple[SourceOfPlaces, ...]


def places_to_pay(
    session: Session, home: Position, where: WhereToPay, *, within_m: float, most: int = 5
) -> PlacesAnswer:
    """Return what an operator tells of places to pay; two statements, four where none is near."""
    sources = place_sources(session)
    near = places_near(session, home, within_m=within_m, taken_at=where.taken_at, most=most)
    beyond = None if near or not sources else nearest_place(session, home, taken_at=where.taken_at)
    return PlacesAnswer(where, near, beyond, sources)


def places_near(
    session: Session,
    home: Position,
    *,
    within_m: float,
    taken_at: tuple[TakenAt, ...],
    most: int = 5,
) -> tuple[NearPlace, ...]:
    """Return the nearest places of the kinds and chains in ``taken_at``, at most ``most``.

    A place that stands in two sources is told once. Empty when nothing is within ``within_m``.
    """
    if not taken_at or not most:
        return ()
    if within_m > _AROUND_THE_CORNER_M:
        # In a city that is enough, and a larger square would hold thousands.
        near = _within_reach(session, home, _AROUND_THE_CORNER_M, taken_at=taken_at, most=most)
        if len(near) == most:
            return near
    return _within_reach(session, home, within_m, taken_at=taken_at, most=most)


def nearest_place(
    session: Session, home: Position, *, taken_at: tuple[TakenAt, ...]
) -> NearPlace | None:
    """Return the nearest place of the kinds and chains in ``taken_at``; None within 10 km.

    The index knows the nearest in degrees, which lie closer together from west to east. None that
    is nearer in metres is farther than that one.
    """
    if not taken_at:
        return None
    here = func.point(home.longitude, home.latitude)
    by_degrees = _where().op("<->")(here)
    statement = _within(home, BEYOND_M, taken_at).order_by(by_degrees).limit(literal_column("1"))
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    at_most_m = distance_m(home, _place(row).position)
    near = _within_reach(session, home, at_most_m + 1, taken_at=taken_at, most=1)
    return near[0] if near and near[0].distance_m <= BEYOND_M else None


def place_sources(session: Session) -> tuple[SourceOfPlaces, ...]:
    """Return all files that places came from, by name."""
    source = stored.PlaceSource
    statement = select(
        source.name,
        source.licence,
        source.credit,
        source.fetched_on,
        source.imported_at,
        source.place_count,
    ).order_by(source.name)
    return tuple(SourceOfPlaces(*row) for row in session.execute(statement))


def _within_reach(
    session: Session, home: Position, within_m: float, *, taken_at: tuple[TakenAt, ...], most: int
) -> tuple[NearPlace, ...]:
    rows = session.execute(_nearest(home, within_m, taken_at).limit(most * _SPARE))
    places = [(row.id, _place(row)) for row in rows]
    near = sorted(
        _seen_from(home, _without_twins(places)), key=lambda one: (one.distance_m, one.place_id)
    )
    return tuple(one for one in near[:most] if one.distance_m <= within_m)


def _nearest(home: Position, within_m: float, taken_at: tuple[TakenAt, ...]) -> Select[*_Columns]:
    """Return the statement for the places around ``home``, roughly the nearest first.

    Degrees as they lie at ``home`` are good for an order within some kilometres.
    """
    row = stored.Place
    narrowing = math.cos(math.radians(home.latitude))
    eastward = (row.longitude - home.longitude) * narrowing
    northward = row.latitude - home.latitude
    by_metres = eastward * eastward + northward * northward
    return _within(home, within_m, taken_at).order_by(by_metres, row.id)


def _within(home: Position, within_m: float, taken_at: tuple[TakenAt, ...]) -> Select[*_Columns]:
    """Return the statement for the places in a square around ``home``, in no order."""
    row = stored.Place
    north = within_m / _METRES_IN_A_DEGREE
    east = north / math.cos(math.radians(home.latitude))
    square = func.box(
        func.point(home.longitude - east, home.latitude - north),
        func.point(home.longitude + east, home.latitude + north),
    )
    return select(
        row.id,
        row.kind,
        row.chain,
        row.name,
        row.branch,
        row.opening_hours,
        row.latitude,
        row.longitude,
    ).where(_where().op("<@")(square), or_(false(), *map(_is_taken_at, taken_at)))


def _where() -> ColumnElement[object]:
    """Return what the index is on."""
    return func.point(stored.Place.longitude, stored.Place.latitude)


def _is_taken_at(taker: TakenAt) -> ColumnElement[bool]:
    is_kind = stored.Place.kind == taker.kind
    return and_(is_kind, stored.Place.chain.in_(taker.chains)) if taker.chains else is_kind


def _place(row: Row[*_Columns]) -> Place:
    where = Position(row.latitude, row.longitude)
    kind = PlaceKind(row.kind)
    return Place("", kind, row.chain, row.name, row.branch, row.opening_hours, where)


def _without_twins(places: Iterable[tuple[int, Place]]) -> Iterator[tuple[int, Place]]:
    seen = SeenPlaces()
    return ((place_id, place) for place_id, place in places if not seen.is_twin(place))


def _seen_from(home: Position, places: Iterable[tuple[int, Place]]) -> Iterator[NearPlace]:
    for place_id, place in places:
        metres = distance_m(home, place.position)
        yield NearPlace(
            place_id=place_id,
            kind=place.kind,
            chain=place.chain,
            name=display_name(place.kind, place.chain, place.name, place.branch),
            opening_hours=place.opening_hours,
            position=place.position,
            distance_m=metres,
            minutes=walking_minutes(metres),
            direction=compass(bearing_deg(home, place.position)),
        )


_SPARE: Final = 4
_AROUND_THE_CORNER_M: Final = 800.0
_METRES_IN_A_DEGREE: Final = 111_000.0  # a little less than it is, so that the square is larger
