"""Takes in a file of places to pay: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.bulk_load import copy_rows, lift_time_limits, tell_planner
from crm_desktop.database.models.place import Place as StoredPlace
from crm_desktop.database.models.place import PlaceSource
from crm_desktop.domain.place import Place, PlaceProblem
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.place_reading import RawPlace, SourceFacts, one_line, place_of
from crm_desktop.domain.place_twins import SeenPlaces
from crm_desktop.errors.map import NoPlacesFound, PlaceFileBroken

# Japan has some 100,000; each takes some 600 bytes of memory until the file is in.
MOST_PLACES: Final = 1_000_000
Progress = Callable[[int], None]


class PlaceFile(Protocol):
    """A file of places; ``facts`` is complete when all places have been read."""

    facts: SourceFacts

    def places(self) -> Iterator[RawPlace]:
        """Yield every entry.

        Raises:
            CrmError: it cannot be read (any further); the error says why.
        """


@dataclass(frozen=True, slots=True)
class PlacesRequest:
    """What is to be taken in. ``told`` is what the person says of the source; it wins.

    The places of the same ``source`` that were there go. ``usual_kind`` is what an entry is that
    does not say so itself.
    """

    path: Path
    source: str
    told: SourceFacts = field(default_factory=SourceFacts)
    usual_kind: PlaceKind | None = None


class RefusedPlace(NamedTuple):
    """One entry that was left out, and why."""

    where: str
    problem: PlaceProblem


@dataclass(slots=True)
class PlacesTally:
    """What became of the entries of a file; the first thousand refusals are kept.

    ``others`` were no places to pay, ``twins`` stood in the file before. ``replaced`` is how many
    places of this source were there.
    """

    read: int = 0
    kinds: Counter[PlaceKind] = field(default_factory=Counter)
    without_chain: int = 0
    others: int = 0
    twins: int = 0
    refused: int = 0
    refusals: list[RefusedPlace] = field(default_factory=list)
    replaced: int = 0
    facts: SourceFacts = field(default_factory=SourceFacts)

    @property
    def taken(self) -> int:
        """How many places were found."""
        return self.kinds.total()

    def refuse(self, where: str, problem: PlaceProblem) -> None:
        """Count an entry that was left out."""
        self.refused += 1
        if len(self.refusals) < _MOST_REFUSALS:
            self.refusals.append(RefusedPlace(where[:_LONGEST_WHERE], problem))


def import_places(
    session: Session, file: PlaceFile, request: PlacesRequest, progress: Progress
) -> PlacesTally:
    """Put the places of ``file`` where those of the same source were.

    ``progress`` is told how many entries have been read. Two imports wait for each other.

    Raises:
        CrmError: the file cannot be read to its end, or holds no place; nothing may be kept.
    """
    lift_time_limits(session)
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    tally = PlacesTally()
    tally.replaced = _remove(session, request.source)
    source = PlaceSource(name=request.source)
    session.add(source)
    session.flush()
    places = iter(_sound_places(file, request, tally, progress))
    while rows := [_row(source.id, place) for place in islice(places, _ROWS_AT_ONCE)]:
        copy_rows(session, StoredPlace, rows)
    source.licence, source.credit = tally.facts.licence, tally.facts.credit
    source.fetched_on, source.place_count = tally.facts.fetched_on, tally.taken
    session.flush()
    tell_planner(session, StoredPlace)
    return tally


def rehearse_places(
    session: Session, file: PlaceFile, request: PlacesRequest, progress: Progress
) -> PlacesTally:
    """Return what `import_places` would; nothing is changed.

    Raises:
        CrmError: as there.
    """
    lift_time_limits(session)
    tally = PlacesTally()
    count = select(PlaceSource.place_count).where(PlaceSource.name == request.source)
    tally.replaced = session.scalar(count) or 0
    for _place in _sound_places(file, request, tally, progress):
        pass
    return tally


def _sound_places(
    file: PlaceFile, request: PlacesRequest, tally: PlacesTally, progress: Progress
) -> Iterator[Place]:
    """Yield each place once, and count in ``tally`` what becomes of every entry."""
    seen, ids = SeenPlaces(), set[str]()
    for raw in file.places():
        tally.read += 1
        progress(tally.read)
        place = place_of(raw, request.usual_kind)
        if place is None:
            tally.others += 1
        elif isinstance(place, PlaceProblem):
            tally.refuse(raw.where, place)
        elif place.external_id in ids or seen.is_twin(place):
            tally.twins += 1
        else:
            if tally.taken == MOST_PLACES:
                raise PlaceFileBroken(request.path, f"more than {MOST_PLACES:,} places to pay")
            ids.add(place.external_id)
            tally.kinds[place.kind] += 1
            tally.without_chain += not place.chain
            yield place
    if not tally.taken:
        raise NoPlacesFound(request.path, read=tally.read)
    tally.facts = _agreed(request.told, file.facts)


def _agreed(told: SourceFacts, found: SourceFacts) -> SourceFacts:
    return SourceFacts(
        one_line(told.licence or found.licence),
        one_line(told.credit or found.credit),
        told.fetched_on or found.fetched_on,
    )


def _remove(session: Session, name: str) -> int:
    """Remove a source with its places and return how many there were."""
    source_id = session.scalar(select(PlaceSource.id).where(PlaceSource.name == name))
    if source_id is None:
        return 0
    places = delete(StoredPlace).where(StoredPlace.source_id == source_id)
    removed = session.connection().execute(places).rowcount
    session.execute(delete(PlaceSource).where(PlaceSource.id == source_id))
    return removed


class _PlaceRow(NamedTuple):
    """The columns of one place."""

    source_id: int
    external_id: str
    kind: str
    chain: str
    name: str
    branch: str
    opening_hours: str
    latitude: float
    longitude: float


def _row(source_id: int, place: Place) -> _PlaceRow:
    where = place.position
    return _PlaceRow(
        source_id,
        place.external_id,
        place.kind.value,
        place.chain,
        place.name,
        place.branch,
        place.opening_hours,
        where.latitude,
        where.longitude,
    )


_LOCK: Final = 0x706C6163  # "plac"
_ROWS_AT_ONCE: Final = 10_000
_MOST_REFUSALS: Final = 1_000
_LONGEST_WHERE: Final = 60
