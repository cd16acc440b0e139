"""Pictures of the map kept on this PC, within a limit; names say zoom, column and row only."""

from __future__ import annotations

import json
import logging
import os
import shutil
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Final

from crm_desktop.maps.tiles.picture import MOST_BYTES

log = logging.getLogger(__name__)

MOST_KEPT_BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class KeptTile:
    """A picture and what its server said of it; no ``content``: there is none of this square.

    ``fresh_until`` is a time of `time.time`; ``etag`` and ``modified`` are sent when it is asked
    for again.
    """

    content: bytes
    media_type: str
    fresh_until: float
    etag: str = ""
    modified: str = ""


class TileCache:
    """The pictures of one server, in a folder that those of others are in, too.

    Safe for threads, and for several desks on one PC. What cannot be written is not kept.
    """

    def __init__(
        self,
        folder: Path,
        server: str,
        *,
        most_bytes: int = MOST_KEPT_BYTES,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Touch nothing yet. ``most_bytes`` is the limit of the whole ``folder``."""
        self._folder = folder
        self._own = folder / server
        self._most = most_bytes
        self._now = now
        self._lock = Lock()
        self._written = most_bytes  # who knows what is there already
        self._is_told = False

    def read(self, z: int, x: int, y: int) -> KeptTile | None:
        """Return what is kept, fresh or not; None: nothing, or nothing that can be read."""
        path = self._path(z, x, y)
        try:
            with path.open("rb") as file:
                data = file.read(_MOST_FILE_BYTES + 1)
                used_at = os.fstat(file.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError as error:
            self._tell(error)
            return None
        kept = _unpacked(data)
        if kept is None:
            log.info("a kept map picture was damaged and is dropped: %d/%d/%d", z, x, y)
            _remove(path)
            return None
        now = self._now()
        if not 0 <= now - used_at < _USED_AGAIN_S:
            with suppress(OSError):
                os.utime(path, (now, now))
        return kept

    def write(self, z: int, x: int, y: int, kept: KeptTile) -> None:
        """Keep a picture, and drop those not used for the longest time when there are too many."""
        data = _packed(kept)
        path = self._path(z, x, y)
        written = path.with_name(f"{path.name}.{os.getpid()}.{token_hex(4)}{_UNFINISHED}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(data)
            written.replace(path)
        except OSError as error:
            _remove(written)
            self._tell(error)
            return
        self._make_room(_room(len(data)))

    def _path(self, z: int, x: int, y: int) -> Path:
        return self._own / str(z) / str(x) / f"{y}{_ENDING}"

    def _make_room(self, added: int) -> None:
        with self._lock:
            self._written += added
            if self._written * _SWEEPS_A_LIMIT < self._most:
                return
            self._written = 0
            dropped = sweep(self._folder, most_bytes=self._most, now=self._now())
        if dropped:
            log.info("map pictures dropped to make room: %d", dropped)

    def _tell(self, error: OSError) -> None:
        """Write down once that pictures are not kept; the path may hold somebody's login."""
        if not self._is_told:
            self._is_told = True
            log.warning("map pictures are not kept: %s", error.strerror)


def clear_tiles(folder: Path) -> None:
    """Drop every picture kept in ``folder``; another desk may be writing there meanwhile."""
    shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path, *, most_bytes: int, now: float) -> int:
    """Drop what was used least lately where a tenth of ``most_bytes`` is not free; return how many.

    A fifth is free then: desks look before they have written more than a twentieth each. Left-overs
    of writing that was broken off go, too.
    """
    kept: list[tuple[float, int, Path]] = []
    for path in folder.rglob("*"):
        with suppress(OSError):
            state = path.lstat()
            if path.name.endswith(_UNFINISHED) and now - state.st_mtime > _LEFT_OVER_S:
                _remove(path)
            elif path.name.endswith(_ENDING):
                kept.append((state.st_mtime, _room(state.st_size), path))
    total = sum(size for _used, size, _path in kept)
    if total * 10 <= most_bytes * 9:
        return 0
    dropped = 0
    for _used, size, path in sorted(kept, key=lambda tile: tile[0]):
        if total * 10 <= most_bytes * 8:
            break
        _remove(path)
        total -= size
        dropped += 1
    return dropped


def _packed(kept: KeptTile) -> bytes:
    facts = {
        "type": kept.media_type,
        "fresh_until": kept.fresh_until,
        "etag": kept.etag,
        "modified": kept.modified,
        "sum": zlib.crc32(kept.content),
    }
    return _HEAD + json.dumps(facts).encode() + b"\n" + kept.content


def _unpacked(data: bytes) -> KeptTile | None:
    head, _, content = data.removeprefix(_HEAD).partition(b"\n")
    if not data.startswith(_HEAD) or len(data) > _MOST_FILE_BYTES:
        return None
    try:
        facts = json.loads(head)
        if facts["sum"] != zlib.crc32(content):
            return None
        return KeptTile(
            content,
            str(facts["type"]),
            float(facts["fresh_until"]),
            str(facts["etag"]),
            str(facts["modified"]),
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _remove(path: Path) -> None:
    with suppress(OSError):  # another desk was first, or reads it just now (Windows)
        path.unlink()


def _room(size: int) -> int:
    """Return the bytes that a file of ``size`` takes on most disks."""
    return -(-size // _BLOCK) * _BLOCK


_HEAD: Final = b"crm-desktop map tile 1\n"
_ENDING: Final = ".tile"
_UNFINISHED: Final = ".part"
_BLOCK: Final = 4_096
_MOST_FILE_BYTES: Final = MOST_BYTES + 8_192
_SWEEPS_A_LIMIT: Final = 20  # how often is looked while as much is written as may be kept
_USED_AGAIN_S: Final = 3_600.0
_LEFT_OVER_S: Final = 3_600.0
