"""A file of map pictures that the office has of its own (MBTiles: SQLite, rows from the south)."""

from __future__ import annotations

import html
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.picture import MOST_BYTES, checked_picture
from crm_desktop.maps.tiles.rest import FIRST_REST_S, Rest
from crm_desktop.maps.tiles.source import MOST_ZOOM, MapCredit, TileAnswer, is_square

LONGEST_WORDS: Final = 200
ANSWER_S: Final = 2.0


class MbtilesFile:
    """A `TileSource` that needs no network, unless the file lies on one.

    The file is opened when it is first asked, and again after it was away.
    """

    def __init__(self, path: Path, *, rest: Rest | None = None) -> None:
        """Touch nothing yet."""
        self._path = path
        self._rest = rest or Rest()
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._facts: dict[str, str] = {}
        self._zooms = (0, MOST_ZOOM)
        self._asked_at = 0.0
        self._is_closed = False

    @property
    def credit(self) -> MapCredit:
        """Whom the file names, in plain words; nobody before it was opened."""
        said = self._facts.get("attribution", "")
        link = _LINK.search(said)
        words = html.unescape(_TAG.sub("", said))
        return MapCredit(" ".join(words.split())[:LONGEST_WORDS], link.group(1) if link else "")

    @property
    def name(self) -> str:
        """What the file calls itself; empty before it was opened."""
        return " ".join(self._facts.get("name", "").split())[:LONGEST_WORDS]

    @property
    def zooms(self) -> tuple[int, int]:
        """The least and the greatest zoom; all there are before it was opened."""
        return self._zooms

    def open(self) -> None:
        """Read what the file says of itself.

        Raises:
            TileProblem: FILE_MISSING, FILE_DAMAGED, FILE_VECTOR, or RESTING.
        """
        with self._asking():
            pass

    def any_tile(self) -> TileAnswer | None:
        """Return one of its pictures; None: it has none.

        Raises:
            TileProblem: as `open`, and NO_PICTURE or TOO_LARGE.
        """
        with self._asking() as connection:
            return _picture(connection.execute(_ANY_TILE, (MOST_BYTES,)).fetchone())

    def tile(self, z: int, x: int, y: int) -> TileAnswer | None:
        """Return the picture of a square; None: it has none.

        Raises:
            TileProblem: as `any_tile`.
        """
        if not is_square(z, x, y):
            return None
        with self._asking() as connection:
            place = (MOST_BYTES, z, x, (1 << z) - 1 - y)
            return _picture(connection.execute(_TILE, place).fetchone())

    def close(self) -> None:
        """Close the file for good."""
        with self._lock:
            self._is_closed = True
            self._forget()

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        """Yield the open file, to one thread at a time."""
        with self._lock:
            if self._is_closed:
                raise TileProblem(TileFault.FILE_MISSING)
            self._rest.refuse()
            try:
                self._asked_at = time.monotonic()
                yield self._connection or self._opened()
            except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
                self._forget()
                if self._is_there():
                    self._rest.count(TileFault.FILE_DAMAGED)
                    raise TileProblem(TileFault.FILE_DAMAGED) from error
                # A share that is gone takes its time to say so: the next one does not wait for it.
                self._rest.count(TileFault.FILE_MISSING, wanted_s=FIRST_REST_S)
                raise TileProblem(TileFault.FILE_MISSING) from error
            except TileProblem as problem:
                if problem.fault is TileFault.FILE_VECTOR:
                    self._forget()
                self._rest.count(problem.fault)
                raise
            self._rest.end()

    def _opened(self) -> sqlite3.Connection:
        """Return the opened file. It is taken as it is: nobody writes it while it is read."""
        address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            _harmless(connection, lambda: time.monotonic() - self._asked_at > ANSWER_S)
            facts = {str(name): str(value) for name, value in connection.execute(_FACTS)}
            if facts.get("format", "").lower() in _VECTOR:
                raise TileProblem(TileFault.FILE_VECTOR)
            self._zooms = _zooms(facts, connection.execute(_ZOOMS).fetchone())
            self._facts = facts
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _is_there(self) -> bool:
        try:
            with self._path.open("rb"):
                return True
        except OSError:
            return False

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _harmless(connection: sqlite3.Connection, is_too_long: Any) -> None:  # noqa: ANN401
    """Bound what a file made by somebody else can do: its tables may be views of any kind."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * MOST_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_progress_handler(is_too_long, _STEPS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")


def _picture(row: tuple[Any, ...] | None) -> TileAnswer | None:
    """Return the picture of a row: the blob, None where it is too large, and its length."""
    if row is None or not row[1]:
        return None
    content = row[0]
    if content is None:
        raise TileProblem(TileFault.TOO_LARGE)
    if not isinstance(content, bytes):
        raise TileProblem(TileFault.NO_PICTURE)
    if content.startswith(_PACKED):
        raise TileProblem(TileFault.FILE_VECTOR)
    return TileAnswer(content, checked_picture(content))


def _zooms(facts: dict[str, str], found: tuple[Any, ...]) -> tuple[int, int]:
    """Return what the file says of its zooms, or what is in it; within what there is."""
    said = (facts.get("minzoom", ""), facts.get("maxzoom", ""))
    least, most = (
        int(word) if _ZOOM.fullmatch(word.strip()) else int(number or 0)
        for word, number in zip(said, found, strict=True)
    )
    least = min(max(least, 0), MOST_ZOOM)
    return least, min(max(most, least), MOST_ZOOM)


_FACTS: Final = "SELECT name, substr(value, 1, 2000) FROM metadata LIMIT 100"
_ZOOMS: Final = "SELECT (SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)"
_TILE: Final = """
    SELECT CASE WHEN length(tile_data) <= ? THEN tile_data END, length(tile_data) FROM tiles
    WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?
"""
_ANY_TILE: Final = """
    SELECT CASE WHEN length(tile_data) <= ? THEN tile_data END, length(tile_data) FROM tiles
    LIMIT 1
"""
_STEPS: Final = 10_000
_VECTOR: Final = frozenset({"pbf", "mvt"})
_PACKED: Final = b"\x1f\x8b"
_ZOOM: Final = re.compile("[0-9]{1,2}")
_TAG: Final = re.compile(r"<[^<>]*>")
_LINK: Final = re.compile(r"""href\s*=\s*["']?(https?://[^\s"'<>]{1,300})""", re.IGNORECASE)
