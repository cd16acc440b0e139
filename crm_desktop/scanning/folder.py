"""A folder into which a scanner or a person puts files: a share, scan-to-folder."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from crm_desktop.errors.scanning import (
    ScanFileStuck,
    ScanFileTooLarge,
    ScanFileUnfinished,
    ScanFileUnreadable,
    ScanFolderGone,
)
from crm_desktop.images.paper_file import MOST_BYTES
from crm_desktop.scanning.file_name import is_scan_name, natural_key, shown_name
from crm_desktop.scanning.source import FileLeft, Found, ScannedFile, ScanOrder
from crm_desktop.scanning.taken_files import Stamp, TakenFiles
from crm_desktop.scanning.whole_file import TAIL_BYTES, seems_whole

log = logging.getLogger(__name__)

MILLION: Final = 1_000_000


class Together(StrEnum):
    """Which files of a folder belong together, in the order of their names."""

    NONE = "none"
    """Each stands for itself; subfolders are not looked into."""
    SUBFOLDER = "subfolder"
    """Those of one subfolder; those outside of any stand for themselves."""
    ALL = "all"
    """All that are there when none is being written any more; without subfolders."""


@dataclass(frozen=True, slots=True)
class FolderWays:
    """How a folder is watched.

    A file is complete when it has not changed for ``steady_s``; one whose end is missing, after
    ``patience_s``. ``done`` is where stored files are put, None: they are deleted.
    """

    together: Together = Together.NONE
    done: Path | None = None
    steady_s: float = 2.0
    patience_s: float = 60.0
    limit_bytes: int = MOST_BYTES


class FolderSource:
    """The files in a folder, each once, however often this program is started."""

    def __init__(
        self,
        name: str,
        folder: Path,
        ways: FolderWays | None = None,
        *,
        taken: TakenFiles | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look at nothing yet; ``taken`` remembers over restarts, ``clock`` tells seconds."""
        self.name = name
        self.follows = True
        self._folder = folder
        self._ways = ways or FolderWays()
        self._taken = taken or TakenFiles(None)
        self._clock = clock
        self._since: dict[str, tuple[Stamp, float]] = {}
        self._handed: dict[str, Stamp] = {}

    def scan(self, order: ScanOrder) -> Found:
        """Yield the complete files; waits ``steady_s`` when some have only just appeared.

        Raises:
            ScanFolderGone: the folder is away, or may not be looked into.
        """
        files = self._look()
        if any(self._age_s(place) < self._ways.steady_s for place in files):
            order.stop.wait(self._ways.steady_s)
            files = self._look()
        for places in self._groups(files):
            if order.stop.is_set():
                return
            yield from self._files_of(places, files)

    def settle(self, files: Sequence[ScannedFile]) -> None:
        """Delete the files or put them away, but none that took the place of one meanwhile.

        Raises:
            ScanFileStuck: some cannot be; that is tried again at each scan.
        """
        places = {file.place: self._handed.pop(file.place) for file in files}
        self._taken.add(places.items())
        if stuck := self._put_away(places):
            place, error = next(iter(stuck.items()))
            name = shown_name(Path(place).name)
            raise ScanFileStuck(name, problem=_words(error)) from error

    def _put_away(self, places: Mapping[str, Stamp]) -> dict[str, OSError]:
        """Return those that must stay, and why."""
        stuck: dict[str, OSError] = {}
        for place, stamp in places.items():
            try:
                self._take_out(place, stamp)
            except OSError as error:
                stuck[place] = error
        self._taken.forget((place, at) for place, at in places.items() if place not in stuck)
        return stuck

    def _take_out(self, place: str, stamp: Stamp) -> None:
        path = self._folder / place
        with suppress(FileNotFoundError):  # somebody else took it away
            if self._stamp_of(path) == stamp:
                _take_out(path, self._ways.done and self._ways.done / place)
        if path.parent != self._folder:
            with suppress(OSError):  # others are in it
                path.parent.rmdir()

    def _look(self) -> dict[str, Stamp]:
        """Return what lies there and was not taken, in order, and note since when it is so."""
        try:
            found = dict(self._found(self._folder))
        except OSError as error:
            raise ScanFolderGone(
                self.name, folder=str(self._folder), problem=_words(error)
            ) from error
        if found:  # the empty place of a share that is away looks like an empty folder
            self._taken.keep_only(found.items())
        files = {place: at for place, at in found.items() if not self._taken.knows(place, at)}
        self._put_away({place: at for place, at in found.items() if place not in files})
        now = self._clock()
        self._since = {
            place: known if known and known[0] == stamp else (stamp, now)
            for place, stamp in files.items()
            for known in [self._since.get(place)]
        }
        return dict(sorted(files.items(), key=lambda item: (natural_key(item[0]), item[0])))

    def _found(self, folder: Path) -> Iterator[tuple[str, Stamp]]:
        with os.scandir(folder) as entries:
            listed = list(entries)
        locks = {entry.name.casefold() for entry in listed}
        for entry in listed:
            if not is_scan_name(entry.name) or Path(entry.path) == self._ways.done:
                continue
            with suppress(FileNotFoundError):  # taken away between the two questions
                if entry.is_dir(follow_symlinks=False):
                    if self._ways.together is Together.SUBFOLDER and folder == self._folder:
                        yield from self._found(Path(entry.path))
                elif not _is_locked(entry.name, locks):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        place = Path(entry.path).relative_to(self._folder)
                        yield str(place), (status.st_size, status.st_mtime_ns)

    def _age_s(self, place: str) -> float:
        """Return for how long the file has not changed, as far as it was looked at."""
        return self._clock() - self._since[place][1]

    def _groups(self, files: Mapping[str, Stamp]) -> list[list[str]]:
        groups: dict[str, list[str]] = {}
        for place in files:
            groups.setdefault(self._batch_of(place) or f"/{place}", []).append(place)
        return list(groups.values())

    def _batch_of(self, place: str) -> str:
        """Return what is the same for files that belong together; "" when it stands alone."""
        match self._ways.together:
            case Together.NONE:
                return ""
            case Together.SUBFOLDER:
                return os.path.dirname(place)  # noqa: PTH120 ("" and not "." for none)
            case Together.ALL:
                return "."

    def _files_of(
        self, places: list[str], files: Mapping[str, Stamp]
    ) -> Iterator[ScannedFile | FileLeft]:
        """Yield the files of one group, or what is wrong when one of them cannot be had yet."""
        for place in places:
            if self._age_s(place) < self._ways.steady_s:
                return
            if not self._is_whole(place):
                yield _left(place, ScanFileUnfinished(shown_name(Path(place).name)))
                return
        batch = self._batch_of(places[0])
        stamps = [str(files[place][1]) for place in places]
        mark = f"{shown_name(batch)}@{min(stamps)}" if batch else ""
        for place in places:
            yield self._read(place, files[place], mark)

    def _is_whole(self, place: str) -> bool:
        if self._age_s(place) >= self._ways.patience_s:
            return True
        try:
            with (self._folder / place).open("rb") as file:
                head = file.read(16)
                file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES))
                return seems_whole(head, file.read(TAIL_BYTES))
        except OSError:
            return True  # why it cannot be read is told by who reads it

    def _read(self, place: str, stamp: Stamp, batch: str) -> ScannedFile | FileLeft:
        name = shown_name(Path(place).name)
        limit = self._ways.limit_bytes
        if stamp[0] > limit:
            sizes = (stamp[0] // MILLION, limit // MILLION)
            return _left(place, ScanFileTooLarge(name, megabytes=sizes[0], limit=sizes[1]))
        path = self._folder / place
        try:
            with path.open("rb") as file:
                content = file.read(limit + 1)
            after = self._stamp_of(path)
        except OSError as error:
            if getattr(error, "winerror", 0) == _IN_USE:
                return _left(place, ScanFileUnfinished(name))
            return _left(place, ScanFileUnreadable(name, problem=_words(error)))
        if after != stamp or len(content) != stamp[0]:
            return _left(place, ScanFileUnfinished(name))
        self._handed[place] = stamp
        return ScannedFile(name, content, datetime.now(UTC), self.name, batch, place)

    def _stamp_of(self, path: Path) -> Stamp:
        status = path.lstat()
        return status.st_size, status.st_mtime_ns


def _left(
    place: str, error: ScanFileTooLarge | ScanFileUnfinished | ScanFileUnreadable
) -> FileLeft:
    return FileLeft(shown_name(Path(place).name), error)


def _is_locked(name: str, beside: set[str]) -> bool:
    """Tell whether one of the files ``beside`` it, in small letters, says that it is in use."""
    folded = name.casefold()
    return not beside.isdisjoint({f"{folded}.lock", f".~lock.{folded}#", f"~${folded}"})


def _take_out(path: Path, target: Path | None) -> None:
    """Delete ``path``, or move it to ``target`` or a name like it that is free."""
    if target is None:
        path.unlink()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    number, free = 2, target
    while free.exists():
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    shutil.move(path, free)


_IN_USE: Final = 32  # Windows: who writes the file lets nobody else read it


def _words(error: OSError) -> str:
    return error.strerror or type(error).__name__
