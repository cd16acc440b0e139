"""Newer towns put into a file of towns: what is not newer stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from crm_desktop.domain.place_folding import place_key
from crm_desktop.errors.map import BadTownFile, TownFileProblem
from crm_desktop.maps.town_csv import TownRow
from crm_desktop.maps.town_file import (
    Town,
    TownArchive,
    TownSource,
    entry_name,
    town_file,
    town_of,
    whole_lines,
)
from crm_desktop.maps.town_index import TownIndex
from crm_desktop.maps.town_spread import Point, flat_distance_m, middle
from crm_desktop.maps.town_survey import TownFacts, TownPlace, surveyed

Progress = Callable[[int], None]
_Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MergedTowns:
    """A file of towns, and how many cities, towns and blocks of it are newer."""

    content: bytes
    cities: int
    towns: int
    blocks: int


@dataclass(slots=True)
class _NewTown:
    """What a table says of one town; ``point`` is None when it has blocks only."""

    town: str
    small: str
    point: Point | None = None
    blocks: dict[str, Point] = field(default_factory=dict)


def merged_towns(
    rows: Iterable[TownRow], old: TownArchive, source: TownSource, progress: Progress
) -> MergedTowns:
    """Return ``old`` with the towns of ``rows``; ``progress`` is told how many have been read.

    A town that is in both has the newer point; towns that are only in ``old`` stay, for people go
    on writing former names.

    Raises:
        BadTownFile: a row or the old file cannot be read.
    """
    index = TownIndex(old.cities())
    new = _by_city(rows, index, progress)
    towns: dict[TownPlace, TownFacts] = {}
    for city, found in new.items():
        towns |= _one_city(city, found, _old_towns(old, index, city))
    survey = surveyed(towns)
    kept = (
        (city, old.content(entry_name(line)))
        for line, city in enumerate(index.cities)
        if (city.prefecture, city.city) not in new
    )
    content = town_file(source, [*kept, *survey.with_entries()])
    if not new or len(content) > MOST_BYTES:
        problem = TownFileProblem.TOO_LARGE if new else TownFileProblem.EMPTY
        raise BadTownFile(source.name, problem)
    blocks = sum(len(town.blocks) for found in new.values() for town in found.values())
    return MergedTowns(content, len(new), sum(map(len, new.values())), blocks)


def merged_source(new: TownSource, old: TownSource) -> TownSource:
    """Return what to say of both together: each credit once, and the licence that asks for most."""
    credits_ = dict.fromkeys([*new.credit.split(", "), *old.credit.split(", ")])
    licences = dict.fromkeys(filter(None, [new.licence, *old.licence.split("; ")]))
    return TownSource(
        new.name, ", ".join(filter(None, credits_)), "; ".join(licences), new.fetched_on
    )


def _by_city(
    rows: Iterable[TownRow], index: TownIndex, progress: Progress
) -> dict[_Names, dict[str, _NewTown]]:
    """Return the towns of each city by their folded names; a city has the name of the index."""
    names: dict[_Names, _Names] = {}
    new: defaultdict[_Names, dict[str, _NewTown]] = defaultdict(dict)
    for count, row in enumerate(rows, start=1):
        progress(count)
        written = (row.prefecture, row.city)
        if written not in names:
            names[written] = _known_as(written, index)
        towns = new[names[written]]
        key = place_key(row.town + row.field)
        town = towns.get(key) or towns.setdefault(key, _NewTown(row.town, row.field))
        _add(town, row)
    return dict(new)


def _add(town: _NewTown, row: TownRow) -> None:
    point = (row.position.latitude, row.position.longitude)
    if row.block is None:
        town.point = town.point or point
    elif row.block and (row.is_main or row.block not in town.blocks):
        town.blocks[row.block] = point


def _known_as(written: _Names, index: TownIndex) -> _Names:
    lines = index.named(*written)
    if len(lines) != 1:
        return written
    return index.cities[lines[0]].prefecture, index.cities[lines[0]].city


def _old_towns(old: TownArchive, index: TownIndex, city: _Names) -> Sequence[Town]:
    lines = index.named(*city)
    if len(lines) != 1:
        return ()
    content = old.content(entry_name(lines[0]))
    try:
        return tuple(map(town_of, whole_lines(content)))
    except ValueError as error:
        raise BadTownFile(old.name, TownFileProblem.DAMAGED) from error


def _one_city(
    city: _Names, new: dict[str, _NewTown], old: Sequence[Town]
) -> dict[TownPlace, TownFacts]:
    """Return all towns of a city; what was known of a town and is not said anew stays."""
    towns: dict[TownPlace, TownFacts] = {}
    seen: set[str] = set()
    for town in old:
        key = place_key(town.name + town.field)
        facts = _old_facts(town)
        if key in new and key not in seen:
            facts = _newer(facts, new[key])
        seen.add(key)
        towns[TownPlace(*city, town.name, town.field)] = facts
    for key, found in new.items():
        if key not in seen and (point := found.point or _middle_of(found)):
            place = TownPlace(*city, found.town, found.small)
            towns[place] = TownFacts(point, dict(found.blocks))
    return towns


def _middle_of(town: _NewTown) -> Point | None:
    return middle(list(town.blocks.values())) if town.blocks else None


def _old_facts(town: Town) -> TownFacts:
    blocks = {at.number: (at.latitude, at.longitude) for at in town.blocks}
    return TownFacts((town.latitude, town.longitude), blocks, town.accuracy_m)


def _newer(old: TownFacts, new: _NewTown) -> TownFacts:
    """Return both together; how exact a town is stays known unless it has moved far."""
    point = new.point or old.point
    has_moved = flat_distance_m(point, old.point) * 2 > old.accuracy_m
    return TownFacts(point, old.blocks | new.blocks, 0 if has_moved else old.accuracy_m)


MOST_BYTES: Final = 200_000_000
