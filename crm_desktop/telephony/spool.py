"""Keeps call events on disk while the database is away, and gives them back in their order.

A folder of files, each of which is one transaction to be: it is deleted when that has committed.
A crash in between stores it once more, which changes nothing, as each file holds events of less
time than after which an exchange may give the id of a call to another one.
"""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import fasteners

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.call_record import ID_MAY_RETURN_AFTER
from crm_desktop.errors.files import FileNotWritable, SpoolFull, SpoolTaken
from crm_desktop.lasting_names import sync_folder
from crm_desktop.telephony.spool_records import events_in, line_of

log = logging.getLogger(__name__)

LARGEST_FILE_BYTES: Final = 256 * 1024
LARGEST_SPOOL_BYTES: Final = 256 * 1024 * 1024
ASIDE_KEPT_S: Final = 30 * 24 * 3600.0


@dataclass(slots=True)
class _File:
    path: Path
    size: int = 0
    events: int = 0
    first_at: datetime | None = None


@dataclass(slots=True)
class _Folder:
    """The files in the order in which they were begun; the last may be open for more."""

    path: Path
    lock: fasteners.InterProcessLock
    files: deque[_File] = field(default_factory=deque)
    next_number: int = 1
    descriptor: int | None = None


class Spool:
    """Events that wait for the database; for one thread at a time.

    Files can be read by their owner alone: they hold telephone numbers. What cannot be read, or is
    refused by the database, is set aside in the folder for 30 days, where numbers are as they came.
    """

    def __init__(self, folder: Path, *, limit_bytes: int = LARGEST_SPOOL_BYTES) -> None:
        """Take ``folder``, which is made, with what an earlier process left in it.

        Raises:
            SpoolTaken: another gateway uses it.
            FileNotWritable: it cannot be made or read.
        """
        self._limit_bytes = limit_bytes
        self._oldest: list[CallEvent] | None = None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = fasteners.InterProcessLock(folder / "lock")
            if not lock.acquire(blocking=False):
                lock.lockfile.close()
                raise SpoolTaken(folder)
            self._folder = _Folder(folder, lock)
            self._find_what_was_left()
        except OSError as error:
            raise FileNotWritable(folder, error.strerror or "") from error

    @property
    def events(self) -> int:
        """How many events wait; lines that cannot be read count until that is found out."""
        return sum(file.events for file in self._folder.files)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits, so that new events may go to the database directly."""
        return not self._folder.files

    @property
    def files(self) -> int:
        """In how many files they are, each of which is stored and deleted as a whole."""
        return len(self._folder.files)

    @property
    def oldest_at(self) -> datetime | None:
        """When the oldest event happened that waits; None where that is not known."""
        files = self._folder.files
        return files[0].first_at if files else None

    def keep(self, events: Sequence[CallEvent]) -> None:
        """Have ``events`` on the disk, behind the others, when this returns.

        Raises:
            SpoolFull: none of them is kept; the disk or the limit is reached.
        """
        if not events:
            return
        octets = b"".join(map(line_of, events))
        if sum(file.size for file in self._folder.files) + len(octets) > self._limit_bytes:
            raise SpoolFull(f"{self._limit_bytes} bytes are its limit")
        try:
            self._append(octets, events)
        except OSError as error:
            self._take_back()
            raise SpoolFull(error.strerror or type(error).__name__) from error

    def oldest(self) -> list[CallEvent]:
        """Return the events of the oldest file, to which nothing is added from now on.

        May be empty though the spool is not. What cannot be read is set aside.
        """
        if self._oldest is None:
            if len(self._folder.files) == 1:
                self._close_file()
            self._oldest = _events_of(self._folder.files[0].path)
        return self._oldest

    def set_aside(self, events: Sequence[CallEvent]) -> None:
        """Keep ``events`` of the oldest file beside the spool: they will never be stored.

        Raises:
            FileNotWritable: the disk is full.
        """
        path = self._folder.files[0].path
        try:
            _set_aside(b"".join(map(line_of, events)), path)
        except OSError as error:
            raise FileNotWritable(path, error.strerror or "") from error

    def forget_oldest(self) -> None:
        """Delete the oldest file, whose events are stored."""
        self._oldest = None
        with suppress(OSError):  # first, so that nothing is left where none is said to wait
            self._folder.files[0].path.unlink()
        self._folder.files.popleft()

    def close(self) -> None:
        """Let another process have the folder; what waits stays there."""
        self._close_file()
        if self._folder.lock.acquired:
            self._folder.lock.release()

    def _find_what_was_left(self) -> None:
        for path in sorted(self._folder.path.glob(f"*{_WAITING}")):
            octets = path.read_bytes()
            lines = octets.split(b"\n", 1)[0]
            first = next(iter(events_in(lines)[0]), None)
            first_at = None if first is None else first.happened_at
            events = octets.count(b"\n") + (not octets.endswith(b"\n"))
            self._folder.files.append(_File(path, len(octets), events, first_at))
            self._folder.next_number = int(path.stem) + 1
        for path in self._folder.path.glob(f"*{_ASIDE}"):
            if path.stat().st_mtime < time.time() - ASIDE_KEPT_S:
                path.unlink()

    def _append(self, octets: bytes, events: Sequence[CallEvent]) -> None:
        file, descriptor = self._file_for(len(octets), events)
        _write(descriptor, octets)
        os.fsync(descriptor)
        file.size += len(octets)
        file.events += len(events)

    def _file_for(self, size: int, events: Sequence[CallEvent]) -> tuple[_File, int]:
        last = self._folder.files[-1] if self._folder.files else None
        if last and self._folder.descriptor is not None and _belongs(last, size, events):
            return last, self._folder.descriptor
        self._close_file()
        path = self._folder.path / f"{self._folder.next_number:012}{_WAITING}"
        self._folder.descriptor = descriptor = os.open(path, _NEW_FILE, 0o600)
        self._folder.next_number += 1
        file = _File(path, first_at=events[0].happened_at)
        self._folder.files.append(file)
        sync_folder(self._folder.path)
        return file, descriptor

    def _take_back(self) -> None:
        """Undo half an append: what its sender was not told to be kept must not be in the way."""
        if self._folder.descriptor is None:
            return
        file = self._folder.files[-1]
        with suppress(OSError):  # then half a line stays, and is set aside
            os.ftruncate(self._folder.descriptor, file.size)
        self._close_file()
        if not file.size:
            self._folder.files.pop()
            with suppress(OSError):
                file.path.unlink()

    def _close_file(self) -> None:
        descriptor, self._folder.descriptor = self._folder.descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)


def _events_of(path: Path) -> list[CallEvent]:
    try:
        events, damaged = events_in(path.read_bytes())
        if damaged:
            log.warning("%d damaged lines of spool file %s", len(damaged), path.name)
            _set_aside(b"\n".join(damaged) + b"\n", path)
    except OSError as error:
        log.error("spool file %s: %s", path.name, error.strerror)
        with suppress(OSError):
            path.rename(path.with_suffix(_ASIDE))
        return []
    return events


def _set_aside(octets: bytes, file: Path) -> None:
    aside = os.O_CREAT | os.O_APPEND | os.O_WRONLY | _BINARY
    descriptor = os.open(file.with_suffix(_ASIDE), aside, 0o600)
    try:
        _write(descriptor, octets)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _belongs(file: _File, size: int, events: Sequence[CallEvent]) -> bool:
    begun = file.first_at or events[0].happened_at
    near = all(abs(event.happened_at - begun) < ID_MAY_RETURN_AFTER for event in events)
    return near and file.size + size <= LARGEST_FILE_BYTES


def _write(descriptor: int, octets: bytes) -> None:
    rest = memoryview(octets)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


_WAITING: Final = ".calls"
_ASIDE: Final = ".aside"
_BINARY: Final = getattr(os, "O_BINARY", 0)
_NEW_FILE: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY
