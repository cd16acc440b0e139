"""One file with the towns of Japan and where they are: a ZIP that is read city by city.

``index.tsv`` has a line a city: prefecture, city, latitude, longitude, accuracy in metres, south,
west, north, east, the number of its towns (without 小字). The towns of line n are in the entry
``n.tsv``, which has a line a town: name, latitude, longitude, accuracy in metres, ``town`` or
``oaza``, and where its blocks are known ``accuracy;8=35.69012,139.70021;9=…``. A name that begins
with ``+`` is a 小字 of the town before it, one with a ``+`` inside a 小字 whose town has no line.
``source.json`` says where it all comes from: name, credit, licence, date.
"""

from __future__ import annotations

import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import IO, Final, Self

from crm_desktop.errors.map import BadTownFile, TownFileProblem

INDEX: Final = "index.tsv"
SOURCE: Final = "source.json"
TOWN: Final = "town"
OAZA: Final = "oaza"


@dataclass(frozen=True, slots=True)
class TownSource:
    """Where towns come from; ``fetched_on`` is the day of the data, None where nobody knows."""

    name: str
    credit: str = ""
    licence: str = ""
    fetched_on: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One 街区 or 地番 of a town, such as ``8`` or ``602``, in degrees."""

    number: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Town:
    """One town, or one of its 小字 when ``field`` is not "", in degrees.

    ``accuracy_m`` holds nine of ten of its houses, ``block_accuracy_m`` those of one block.
    ``kind`` is ``town`` for a 丁目 and what is as small, ``oaza`` for what is larger.
    """

    name: str
    field: str
    latitude: float
    longitude: float
    accuracy_m: int
    kind: str
    blocks: tuple[Block, ...] = ()
    block_accuracy_m: int = 0


@dataclass(frozen=True, slots=True)
class City:
    """One line of the index; the corners are those of its towns' points."""

    prefecture: str
    city: str
    latitude: float
    longitude: float
    accuracy_m: int
    south: float
    west: float
    north: float
    east: float
    town_count: int


@dataclass(slots=True)
class TownArchive:
    """An opened file of towns, for any number of threads; nothing but the index is kept."""

    name: str
    stream: IO[bytes]
    _archive: zipfile.ZipFile = field(init=False)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        """Read the ZIP's table of contents.

        Raises:
            BadTownFile: it is no ZIP.
        """
        try:
            self._archive = zipfile.ZipFile(self.stream)
        except _DAMAGE as error:
            raise BadTownFile(self.name, TownFileProblem.DAMAGED) from error

    def __enter__(self) -> Self:
        """Return itself; leaving closes it."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self.close()

    def cities(self) -> tuple[City, ...]:
        """Return the index.

        Raises:
            BadTownFile: it is not there or not whole.
        """
        lines = self.content(INDEX).decode(errors="replace").splitlines()
        try:
            return tuple(_city(line.split("\t")) for line in lines)
        except ValueError as error:
            raise BadTownFile(self.name, TownFileProblem.DAMAGED) from error

    def source(self) -> TownSource:
        """Return where the towns come from.

        Raises:
            BadTownFile: it does not say.
        """
        try:
            known = json.loads(self.content(SOURCE))
            day = known["date"]
            fetched_on = date.fromisoformat(day) if day else None
            return TownSource(known["name"], known["credit"], known["licence"], fetched_on)
        except (ValueError, KeyError, TypeError) as error:
            raise BadTownFile(self.name, TownFileProblem.DAMAGED) from error

    def content(self, entry: str) -> bytes:
        """Return what one entry holds.

        Raises:
            BadTownFile: it is not there, damaged, or larger than any city.
        """
        try:
            with self._lock:
                info = self._archive.getinfo(entry)
                if info.file_size > LARGEST_ENTRY:
                    raise BadTownFile(self.name, TownFileProblem.TOO_LARGE)
                return self._archive.read(info)
        except _DAMAGE as error:
            raise BadTownFile(self.name, TownFileProblem.DAMAGED) from error

    def close(self) -> None:
        """Close the file; may be called twice."""
        with self._lock:
            self._archive.close()
            self.stream.close()


def open_town_file(path: Path) -> TownArchive:
    """Open a file of towns.

    Raises:
        BadTownFile: it is not there or no ZIP.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise BadTownFile(path.name, TownFileProblem.MISSING) from error
    try:
        return TownArchive(path.name, stream)
    except BadTownFile:
        stream.close()
        raise


def entry_name(number: int) -> str:
    """Return the name of the entry for the city of line ``number`` (from 0) of the index."""
    return f"{number + 1}.tsv"


def town_file(source: TownSource, cities: Iterable[tuple[City, bytes]]) -> bytes:
    """Return a file of towns from cities and their entries; the same always make the same bytes."""
    out = BytesIO()
    head = {
        "name": source.name,
        "credit": source.credit,
        "licence": source.licence,
        "date": source.fetched_on.isoformat() if source.fetched_on else "",
    }
    listed = sorted(cities, key=lambda pair: (pair[0].prefecture, pair[0].city))
    index = "".join(f"{_city_line(city)}\n" for city, _entry in listed)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _add(archive, SOURCE, json.dumps(head, ensure_ascii=False, indent=1).encode())
        _add(archive, INDEX, index.encode())
        for number, (_city_of, entry) in enumerate(listed):
            _add(archive, entry_name(number), entry)
    return out.getvalue()


def entry_of(towns: Iterable[Town]) -> bytes:
    """Return the lines of one city's towns; the 小字 of a town follow it."""
    lines: list[str] = []
    last: str | None = None
    for town in towns:
        name = town.name
        if town.field:
            name = f"{'' if town.name == last else town.name}+{town.field}"
        last = town.name
        lines.append(_town_line(name, town))
    return "".join(f"{line}\n" for line in lines).encode()


def whole_lines(content: bytes) -> Iterator[str]:
    """Yield the lines of an entry, each 小字 with its town before the ``+``."""
    last = ""
    for line in content.decode(errors="replace").splitlines():
        if line.startswith("+"):
            yield last + line
        else:
            last = line.partition("\t")[0].partition("+")[0]
            yield line


def town_of(line: str) -> Town:
    """Return the town of a line of `whole_lines`.

    Raises:
        ValueError: the line is not whole.
    """
    names, latitude, longitude, accuracy, kind, *rest = line.split("\t")
    name, _, small = names.partition("+")
    block_accuracy, blocks = _blocks(rest[0]) if rest else (0, ())
    point = float(latitude), float(longitude)
    return Town(name, small, *point, int(accuracy), kind, blocks, block_accuracy)


def _town_line(name: str, town: Town) -> str:
    cells = [name, f"{town.latitude:.5f}", f"{town.longitude:.5f}", str(town.accuracy_m), town.kind]
    if town.blocks:
        blocks = (f"{at.number}={at.latitude:.5f},{at.longitude:.5f}" for at in town.blocks)
        cells.append(";".join([str(town.block_accuracy_m), *blocks]))
    return "\t".join(cells)


def _blocks(cell: str) -> tuple[int, tuple[Block, ...]]:
    accuracy, *parts = cell.split(";")
    blocks: list[Block] = []
    for part in parts:
        number, _, point = part.partition("=")
        latitude, _, longitude = point.partition(",")
        blocks.append(Block(number, float(latitude), float(longitude)))
    return int(accuracy), tuple(blocks)


def _city_line(city: City) -> str:
    corners = (city.south, city.west, city.north, city.east)
    numbers = [f"{city.latitude:.5f}", f"{city.longitude:.5f}", str(city.accuracy_m)]
    numbers += [f"{corner:.5f}" for corner in corners]
    return "\t".join([city.prefecture, city.city, *numbers, str(city.town_count)])


def _city(cells: list[str]) -> City:
    prefecture, city, latitude, longitude, accuracy, south, west, north, east, count = cells
    return City(
        prefecture,
        city,
        float(latitude),
        float(longitude),
        int(accuracy),
        float(south),
        float(west),
        float(north),
        float(east),
        int(count),
    )


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    archive.writestr(info, content, compresslevel=9)


LARGEST_ENTRY: Final = 64 * 1024 * 1024
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    KeyError,
    OSError,
    ValueError,
    EOFError,
    RuntimeError,
)
