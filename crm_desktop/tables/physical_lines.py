"""The physical lines of a file, read as a stream, however long one of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

MAX_LINE_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line with its end. ``number`` counts from 1; ``problem`` is empty when it is sound.

    Bytes that are not of the file's encoding stand in ``text`` as lone surrogates, so that
    writing it with ``surrogateescape`` gives the same bytes again.
    """

    number: int
    text: str
    problem: str = ""


def byte_lines(stream: BinaryIO, newline: bytes) -> Iterator[bytes]:
    """Yield the lines with their ends; of a line over `MAX_LINE_BYTES` the first bytes only.

    ``newline`` is LF or, for files of old Macintosh programs, CR. A shortened
    line is `MAX_LINE_BYTES` + 1 long.
    """
    if newline == b"\r":
        yield from _carriage_return_lines(stream)
        return
    while line := stream.readline(MAX_LINE_BYTES + 1):
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            _skip_rest_of_line(stream)
        yield line


def text_lines(path: Path, encoding: str, newline: bytes) -> Iterator[TextLine]:
    """Yield the lines of ``path`` as text, each with what is wrong with it.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        for number, line in enumerate(byte_lines(stream, newline), start=1):
            yield _text_line(number, line.removeprefix(_BOM) if number == 1 else line, encoding)


def broken_byte(line: bytes, encoding: str) -> int:
    """Return the place, from 1, of the first byte that is not ``encoding``; 0 when all are."""
    return _decoded(line, encoding)[1]


def _decoded(line: bytes, encoding: str) -> tuple[str, int]:
    """Return the text, and the place of the first byte that is not ``encoding`` or 0."""
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError as error:
        return line.decode(encoding, "surrogateescape"), error.start + 1
    if encoding == "cp932" and (found := _NO_CP932.search(text)):
        return text, len(text[: found.start()].encode(encoding)) + 1
    return text, 0


def _text_line(number: int, line: bytes, encoding: str) -> TextLine:
    text, broken = _decoded(line, encoding)
    if len(line) > MAX_LINE_BYTES:
        return TextLine(number, text, f"the line is longer than {MAX_LINE_BYTES:,} bytes")
    if broken:
        return TextLine(number, text, f"byte {broken} (0x{line[broken - 1]:02X}) is not {encoding}")
    if "\0" in text:
        return TextLine(number, text, "the line holds a NUL character")
    return TextLine(number, text)


def _skip_rest_of_line(stream: BinaryIO) -> None:
    while rest := stream.readline(_CHUNK_BYTES):
        if rest.endswith(b"\n"):
            return


def _carriage_return_lines(stream: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK_BYTES):
        *whole, rest = _AFTER_RETURN.split(rest + chunk)
        for line in whole:
            yield line[: MAX_LINE_BYTES + 1]
        rest = rest[: MAX_LINE_BYTES + 1]
    if rest:
        yield rest


# What Python makes of the bytes 80, A0, FD, FE and FF, which stand for nothing.
_NO_CP932: Final = re.compile("[\x80\uf8f0-\uf8f3]")
_BOM: Final = b"\xef\xbb\xbf"
_CHUNK_BYTES: Final = 1 << 16
_AFTER_RETURN: Final = re.compile(rb"(?<=\r)")
