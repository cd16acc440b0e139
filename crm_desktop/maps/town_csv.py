"""Files of towns and blocks as they are published: Geolonia's, and two of 国土交通省."""

from __future__ import annotations

import csv
import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import IO, Final, NamedTuple

from crm_desktop.domain.position import Position
from crm_desktop.errors.map import BadPosition, BadTownFile, PositionProblem, TownFileProblem
from crm_desktop.maps.town_file import TownSource


class TownRow(NamedTuple):
    """One line of such a file; ``field`` (小字) is "" where it names none.

    ``block`` is None in a file of towns, and "" where it is no number. Of the lines of one block
    that which ``is_main`` counts.
    """

    prefecture: str
    city: str
    town: str
    field: str
    block: str | None
    position: Position
    is_main: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """How one kind of file is headed; a column that it lacks is ""."""

    source: TownSource
    town: str
    field: str = ""
    block: str = ""
    main: str = ""

    def columns(self) -> list[str]:
        named = [self.town, self.field, self.block, self.main]
        return [*_EVERYWHERE, *filter(None, named)]


class TownTable:
    """An opened file of towns; its lines are read once."""

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        """Read the header.

        Raises:
            BadTownFile: it is none of the known kinds.
        """
        self._name = name
        self._line = 0
        self._lines = csv.reader(self._texts(stream, _encoding(name, stream)), strict=True)
        header = self._next_cells() or []
        self._form = self._form_of(header)
        self._at = {column: header.index(column) for column in self._form.columns()}
        self._width = len(header)

    @property
    def source(self) -> TownSource:
        """Whose data it is, without a date."""
        return self._form.source

    def rows(self) -> Iterator[TownRow]:
        """Yield every line that has a point.

        Raises:
            BadTownFile: a line cannot be read, or its point is not in Japan.
        """
        while (cells := self._next_cells()) is not None:
            if self._line > MOST_LINES:
                raise self._bad(TownFileProblem.TOO_LARGE)
            if len(cells) not in {0, self._width}:
                raise self._bad(TownFileProblem.CELLS)
            if cells and (row := self._row({name: cells[at] for name, at in self._at.items()})):
                yield row

    def _texts(self, stream: IO[bytes], encoding: str) -> Iterator[str]:
        """Yield the lines and count them; one of gigabytes is not read to its end."""
        while line := stream.readline(_LONGEST_LINE):
            self._line += 1
            if len(line) == _LONGEST_LINE:
                raise self._bad(TownFileProblem.CELLS)
            yield line.decode(encoding)

    def _row(self, cells: Mapping[str, str]) -> TownRow | None:
        if not cells[_LATITUDE].strip() and not cells[_LONGITUDE].strip():
            return None
        form = self._form
        named = (_PREFECTURE, _CITY, form.town, form.field)
        prefecture, city, town, small = (_name(cells.get(column, "")) for column in named)
        if not (prefecture and city) or any(map(_STRANGE.search, (prefecture, city, town, small))):
            raise self._bad(TownFileProblem.NAME)
        if town in _NO_OAZA:
            town, small = small, ""
        block = _block_number(cells[form.block]) if form.block else None
        position = self._position(cells[_LATITUDE], cells[_LONGITUDE])
        is_main = cells.get(form.main, "1") == "1"
        return TownRow(prefecture, city, town, small, block, position, is_main)

    def _position(self, latitude: str, longitude: str) -> Position:
        try:
            return Position(float(latitude), float(longitude))
        except ValueError as error:
            raise self._bad(TownFileProblem.NOT_A_NUMBER) from error
        except BadPosition as error:
            raise self._bad(_PROBLEMS[error.problem]) from error

    def _form_of(self, header: list[str]) -> _Form:
        header[:1] = [cell.removeprefix("\ufeff") for cell in header[:1]]
        for form in _FORMS:
            if set(form.columns()) <= set(header):
                return form
        raise BadTownFile(self._name, TownFileProblem.COLUMNS, line=1)

    def _next_cells(self) -> list[str] | None:
        try:
            return next(self._lines, None)
        except UnicodeDecodeError as error:
            raise self._bad(TownFileProblem.ENCODING) from error
        except csv.Error as error:
            raise self._bad(TownFileProblem.CELLS) from error
        except _UNREADABLE as error:
            raise self._bad(TownFileProblem.DAMAGED) from error

    def _bad(self, problem: TownFileProblem) -> BadTownFile:
        return BadTownFile(self._name, problem, line=self._line)


@contextmanager
def opened_town_table(path: Path) -> Iterator[TownTable]:
    """Yield the table of a CSV, or of a ZIP with one CSV in it.

    Raises:
        BadTownFile: there is no such file, or nothing in it that can be read.
    """
    with ExitStack() as leaving:
        try:
            stream, size = _csv_in(leaving.enter_context(path.open("rb")), leaving)
        except OSError as error:
            raise BadTownFile(path.name, TownFileProblem.MISSING) from error
        except _DAMAGE as error:
            raise BadTownFile(path.name, TownFileProblem.DAMAGED) from error
        if size > LARGEST_BYTES:
            raise BadTownFile(path.name, TownFileProblem.TOO_LARGE)
        yield TownTable(path.name, stream)


def _csv_in(stream: IO[bytes], leaving: ExitStack) -> tuple[IO[bytes], int]:
    """Return the table of an opened file, and how many bytes it has."""
    is_zip = stream.read(len(_ZIP)) == _ZIP
    if not is_zip:
        size = stream.seek(0, SEEK_END)
        stream.seek(0)
        return stream, size
    archive = leaving.enter_context(zipfile.ZipFile(stream))
    tables = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
    if len(tables) != 1:
        raise zipfile.BadZipFile
    return leaving.enter_context(archive.open(tables[0])), tables[0].file_size


def _encoding(name: str, stream: IO[bytes]) -> str:
    """Return in which encoding the header is; it is all kanji."""
    try:
        header = stream.read(_LONGEST_LINE).partition(b"\n")[0]
        stream.seek(0)
    except _UNREADABLE as error:
        raise BadTownFile(name, TownFileProblem.DAMAGED) from error
    try:
        header.decode()
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8"


def _name(cell: str) -> str:
    return cell.replace(" ", "").replace("\u3000", "")


def _block_number(cell: str) -> str:
    """Return a block as addresses write it, "" for one that is no number."""
    number = unicodedata.normalize("NFKC", cell).strip().removesuffix("番地").removesuffix("番")
    return number if _NUMBER.fullmatch(number) else ""


MOST_LINES: Final = 2_000_000
LARGEST_BYTES: Final = 1024 * 1024 * 1024
_LONGEST_LINE: Final = 20_000
_ZIP: Final = b"PK\x03\x04"
_UNREADABLE: Final = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
_DAMAGE: Final = (*_UNREADABLE, struct.error, ValueError, RuntimeError)
_STRANGE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f+\u2028\u2029]|.{100}")
_NUMBER: Final = re.compile("[甲乙丙丁イロハニホヘト]?[0-9]{1,6}")
_NO_OAZA: Final = ("", "（大字なし）", "(大字なし)")
_PREFECTURE: Final = "都道府県名"
_CITY: Final = "市区町村名"
_LATITUDE: Final = "緯度"
_LONGITUDE: Final = "経度"
_EVERYWHERE: Final = (_PREFECTURE, _CITY, _LATITUDE, _LONGITUDE)
_MINISTRY: Final = TownSource(
    "国土交通省 位置参照情報", "国土交通省 位置参照情報", "位置参照情報ダウンロードサービス利用約款"
)
_GEOLONIA: Final = TownSource(
    "Geolonia 住所データ", "Geolonia 住所データ, 国土交通省 位置参照情報, 日本郵便", "CC BY 4.0"
)
_FORMS: Final = (
    _Form(_MINISTRY, "大字・丁目名", "小字・通称名", "街区符号・地番", "代表フラグ"),
    _Form(_GEOLONIA, "大字町丁目名", "小字・通称名"),
    _Form(_MINISTRY, "大字町丁目名"),
)
_PROBLEMS: Final = {
    PositionProblem.NOT_A_NUMBER: TownFileProblem.NOT_A_NUMBER,
    PositionProblem.ZERO: TownFileProblem.ZERO,
    PositionProblem.SWAPPED: TownFileProblem.SWAPPED,
    PositionProblem.OUTSIDE: TownFileProblem.OUTSIDE,
}
