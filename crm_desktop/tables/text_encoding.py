"""Which encoding a file is in: UTF-8 with its mark, UTF-8, or CP932, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm_desktop.errors.files import ImportFileUnreadable, UnreadableFile
from crm_desktop.tables.physical_lines import broken_byte, byte_lines


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How the bytes of one file are read; ``has_mark`` tells of a UTF-8 byte order mark."""

    encoding: str
    newline: bytes
    has_mark: bool
    line_count: int


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well one encoding fits: the lines that it cannot read, and the first such byte."""

    encoding: str
    lines: int
    broken_lines: int
    header_is_broken: bool
    first_line: int
    first_byte: int


def detect_text_format(path: Path) -> TextFormat:
    """Return the encoding that reads most lines of the file; it is read through, not kept.

    A few broken lines are let pass here: the reader refuses them one by one.

    Raises:
        ImportFileUnreadable: not there, not a plain file, empty, UTF-16, or neither encoding
            reads its first line and most of the others.
    """
    head = _head(path)
    newline = b"\r" if b"\r" in head and b"\n" not in head else b"\n"
    has_mark = head.startswith(_UTF8_MARK)
    fits = [_fit(path, "utf-8", newline)]
    if fits[0].broken_lines and not has_mark:
        fits.append(_fit(path, "cp932", newline))
    best = min(fits, key=lambda fit: fit.broken_lines)
    if best.header_is_broken or best.broken_lines * 2 > best.lines:
        raise ImportFileUnreadable(
            path, UnreadableFile.ENCODING, line=best.first_line, byte=best.first_byte
        )
    return TextFormat(best.encoding, newline, has_mark, best.lines)


def head_of(path: Path, size: int) -> bytes:
    """Return the first ``size`` bytes of a file, less where it is shorter.

    Raises:
        ImportFileUnreadable: it is not there, no file, or may not be read.
    """
    try:
        if not path.is_file():
            missing = UnreadableFile.NOT_A_FILE if path.exists() else UnreadableFile.MISSING
            raise ImportFileUnreadable(path, missing)
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise ImportFileUnreadable(path, UnreadableFile.REFUSED) from error


def _head(path: Path) -> bytes:
    head = head_of(path, _HEAD_BYTES)
    if not head.removeprefix(_UTF8_MARK).strip():
        raise ImportFileUnreadable(path, UnreadableFile.EMPTY)
    if head.startswith(_UTF16_MARKS):
        raise ImportFileUnreadable(path, UnreadableFile.UTF16)
    return head


def _fit(path: Path, encoding: str, newline: bytes) -> _Fit:
    lines = broken = first_line = first_byte = 0
    try:
        with path.open("rb") as stream:
            for line in byte_lines(stream, newline):
                lines += 1
                if not line.isascii() and (place := broken_byte(line, encoding)):
                    broken += 1
                    if not first_line:
                        first_line, first_byte = lines, place
    except OSError as error:
        raise ImportFileUnreadable(path, UnreadableFile.REFUSED) from error
    return _Fit(encoding, lines, broken, first_line == 1, first_line, first_byte)


_HEAD_BYTES: Final = 1 << 16
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
