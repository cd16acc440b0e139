"""Follows a text file into which a telephone program of this PC writes who calls."""

from __future__ import annotations

import codecs
import errno
import logging
import os
import stat
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.domain.call_text import call_in_line
from crm_desktop.errors.desk import CallFileUnreadable

log = logging.getLogger(__name__)

WINDOW_BYTES: Final = 65_536
SMALL_BYTES: Final = 4_096
SETTLED_S: Final = 0.5
MOST_AT_ONCE: Final = 20


class CallFile:
    """What was written to one file since the last look; the file is never changed.

    The program may append lines, or replace the whole file; of a file that is replaced, the lines
    count that were not in it before, and a file of one line counts however often it is written.
    What was there at the first look is nothing new. Only the last 64 KiB are ever read.
    """

    def __init__(
        self, path: Path, pattern: str = "", *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Find calls by ``pattern``, see `call_in_line`; ``clock`` tells seconds."""
        self._path = path
        self._pattern = pattern
        self._clock = clock
        self._seen: _Look | None = None
        self._changed_at = 0.0
        self._unfinished = ""
        self._told = ""

    def poll(self) -> list[CallNotice]:
        """Return the calls that are new, oldest first; a line without an end when it stands still.

        Raises:
            CallFileUnreadable: it is locked, or its folder is away; the next poll may be luckier.
        """
        try:
            look = _look_at(self._path, self._seen)
        except OSError as error:
            raise CallFileUnreadable(str(self._path)) from error
        if self._seen is None:
            self._seen, self._told = look, look.lines()[-1]
            return []
        lines = self._new_lines(self._seen, look)
        self._seen = look
        notices = [call_in_line(line, self._pattern) for line in lines]
        calls = [notice for notice in notices if notice is not None]
        if len(calls) > MOST_AT_ONCE:
            log.warning("%d calls at once in the call file; the oldest are left out", len(calls))
        return calls[-MOST_AT_ONCE:]

    def close(self) -> None:
        """Forget the file: what is in it at the next look is nothing new."""
        self._seen = None
        self._unfinished = self._told = ""

    def _new_lines(self, before: _Look, look: _Look) -> list[str]:
        if look.stamp == before.stamp and look.data == before.data:
            return self._settled_line()
        lines, self._unfinished = look.lines_since(before, told=self._told)
        self._changed_at = self._clock()
        self._told = self._told if look.lines()[-1] == self._told else ""
        return lines

    def _settled_line(self) -> list[str]:
        if not self._unfinished or self._clock() - self._changed_at < SETTLED_S:
            return []
        self._told, self._unfinished = self._unfinished, ""
        return [self._told]


@dataclass(frozen=True, slots=True)
class _Look:
    """The end of a file: what tells it from a later one, its beginning, and the last bytes."""

    stamp: tuple[int, int, int] = (0, 0, 0)
    head: bytes = b""
    start: int = 0
    data: bytes = b""

    @property
    def end(self) -> int:
        return self.start + len(self.data)

    def lines(self) -> list[str]:
        """Return the lines; the last has no end, the first may lack its beginning."""
        text = _decoded(self.data, self.head, is_cut=self.start > 0)
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def lines_since(self, before: _Look, *, told: str) -> tuple[list[str], str]:
        """Return the whole lines that are new since ``before``, and what has no end yet.

        ``told`` is the line without an end that counted already.
        """
        *lines, rest = self.lines()
        if self._continues(before):
            new = self._lines_behind(before, lines)
            return (new[1:] if told and new[:1] == [told] else new), rest
        if len([line for line in (*lines, rest) if line.strip()]) == 1:
            return lines, rest
        known = Counter(before.lines())
        new = [line for line in lines if not _is_among(line, known)]
        return new, "" if rest == told else rest

    def _continues(self, before: _Look) -> bool:
        """Tell whether only more was written behind what ``before`` saw, which was something."""
        grew = before.end and self.end > before.end
        if not grew or self.head[: len(before.head)] != before.head:
            return False
        overlap = max(0, before.end - self.start)
        return overlap == 0 or before.data[-overlap:] == self.data[:overlap]

    def _lines_behind(self, before: _Look, lines: list[str]) -> list[str]:
        """Return those of ``lines`` that end behind what ``before`` saw."""
        if before.end <= self.start:
            return lines[1:]
        seen = replace(self, data=self.data[: before.end - self.start])
        return lines[len(seen.lines()) - 1 :]


def _look_at(path: Path, before: _Look | None) -> _Look:
    """Return how ``path`` stands; empty when only the file is missing, not its folder."""
    try:
        status = path.stat()
    except FileNotFoundError:
        path.parent.stat()
        return _Look()
    stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a file")
    if before is not None and before.stamp == stamp and status.st_size > SMALL_BYTES:
        return before
    with path.open("rb") as file:
        head = file.read(4)
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - WINDOW_BYTES) & ~1  # whole units of UTF-16
        file.seek(start)
        return _Look(stamp, head, start, file.read(WINDOW_BYTES + 1))


def _decoded(data: bytes, head: bytes, *, is_cut: bool) -> str:
    """Return the text of ``data``; half a character at an end is left out."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        kind = "utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        text = data[: len(data) & ~1].decode(kind, errors="replace")
    elif len(head) > 1 and head[0] and not head[1]:
        text = data[: len(data) & ~1].decode("utf-16-le", errors="replace")
    else:
        text = _utf8_or_cp932(data.lstrip(_INSIDE_UTF8) if is_cut else data)
    return text.removeprefix("\ufeff")


def _utf8_or_cp932(data: bytes) -> str:
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return codecs.getincrementaldecoder("cp932")("replace").decode(data)


def _is_among(line: str, known: Counter[str]) -> bool:
    """Take one of ``line`` from ``known``; False when there is none left."""
    if known[line] > 0:
        known[line] -= 1
        return True
    return False


_INSIDE_UTF8: Final = bytes(range(0x80, 0xC0))
