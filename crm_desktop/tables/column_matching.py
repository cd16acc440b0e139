"""Which column of a file fills which field: found by the header's name, never by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.errors.files import ImportColumnsMissing, ImportColumnsRepeated
from crm_desktop.tables.cell_reading import clean_cell
from crm_desktop.tables.column_profile import TableProfile, folded_header


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """The columns of one file. ``places`` and ``headers`` have the same fields."""

    places: dict[str, int]
    headers: dict[str, str]
    unknown: tuple[str, ...]

    def cells(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the cells of a row by field."""
        return {name: clean_cell(cells[place]) for name, place in self.places.items()}


def match_columns(path: Path, header: Sequence[str], table: TableProfile) -> ColumnMatch:
    """Find the column of each field; of several headers for one field the first listed wins.

    Raises:
        ImportColumnsRepeated: the header of a field stands twice, and the profile does not
            say that it may.
        ImportColumnsMissing: nothing fills a field that is needed.
    """
    folded = [folded_header(name) for name in header]
    places: dict[str, int] = {}
    for name, accepted in table.columns.items():
        present = (one for one in map(folded_header, accepted) if one in folded)
        if (first := next(present, None)) is not None:
            places[name] = folded.index(first)
    _refuse_repeated(path, header, table, used=set(places.values()))
    missing = [group for group in table.needed if not any(name in places for name in group)]
    if missing:
        raise ImportColumnsMissing(path, found=tuple(header), missing=_named(table, missing))
    headers = {name: header[place] for name, place in places.items()}
    unknown = [name for place, name in enumerate(header) if place not in {*places.values()}]
    return ColumnMatch(places, headers, tuple(name for name in unknown if name.strip()))


def _refuse_repeated(
    path: Path, header: Sequence[str], table: TableProfile, *, used: set[int]
) -> None:
    allowed = set(map(folded_header, table.repeated))
    used_names = {folded_header(header[place]) for place in used} - allowed
    columns = [
        place for place, name in enumerate(header, start=1) if folded_header(name) in used_names
    ]
    names = [folded_header(header[place - 1]) for place in columns]
    twice = [place for place, name in zip(columns, names, strict=True) if names.count(name) > 1]
    if twice:
        repeated = tuple(dict.fromkeys(header[place - 1] for place in twice))
        raise ImportColumnsRepeated(path, names=repeated, columns=tuple(twice))


def _named(table: TableProfile, missing: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(header for name in group for header in table.columns[name]) for group in missing
    )
