"""One JSON object read piece by piece, so that a file of any size needs little memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, TextIO


class JsonBroken(ValueError):
    """The text is not one JSON object, or one value in it is larger than a place can be."""


def json_members(stream: TextIO, *, lists: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """Yield each member of the object in ``stream``: its name and its value.

    A list whose name is in ``lists`` is yielded entry by entry under its name. Numbers that are
    too large for one are infinite.

    Raises:
        JsonBroken: from where on nothing can be read.
    """
    text = _Text(stream)
    text.expect("{")
    if text.peek() == "}":
        return
    while True:
        name = text.value()
        text.expect(":")
        if name in lists and text.peek() == "[":
            yield from ((name, entry) for entry in text.entries())
        else:
            yield str(name), text.value()
        if text.expect(",}") == "}":
            return


class _Text:
    """The text that was read and not yet used."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting = ""
        self._at = 0
        self._used = 0
        self._is_whole = False
        self._decoder = json.JSONDecoder(parse_int=_whole_number)

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            while self._at < len(self._waiting):
                if self._waiting[self._at] not in _BLANK:
                    return self._waiting[self._at]
                self._at += 1
            if not self._read_on():
                return ""

    def expect(self, allowed: str) -> str:
        """Take and return the next character, which must be one of ``allowed``."""
        found = self.peek()
        if not found or found not in allowed:
            raise JsonBroken(f"{found or 'the end'} where {allowed!r} should be, {self._place()}")
        self._at += 1
        return found

    def entries(self) -> Iterator[Any]:
        """Yield the entries of the list that comes next."""
        self.expect("[")
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self.expect(",]") == "]":
                return

    def value(self) -> Any:  # noqa: ANN401 (JSON is of any type)
        """Take and return the next value."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._waiting, self._at)
            except json.JSONDecodeError as error:
                if not self._read_on():
                    raise JsonBroken(f"{error.msg}, {self._place()}") from error
                continue
            except RecursionError as error:
                raise JsonBroken(f"nested too deeply, {self._place()}") from error
            if end < len(self._waiting) or not self._read_on():
                self._at = end
                return value

    def _read_on(self) -> bool:
        """Read more; as much again as is waiting, so that a large value is not tried often."""
        if self._is_whole:
            return False
        waiting = self._waiting[self._at :]
        if len(waiting) > LARGEST_VALUE:
            raise JsonBroken(f"one value of more than {LARGEST_VALUE:,} characters")
        more = self._stream.read(max(_CHUNK, len(waiting)))
        self._is_whole = not more
        self._used += self._at
        self._waiting, self._at = waiting + more, 0
        return bool(more)

    def _place(self) -> str:
        return f"character {self._used + self._at + 1:,}"


def _whole_number(digits: str) -> float:
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


LARGEST_VALUE: Final = 32_000_000
_CHUNK: Final = 1 << 20
_BLANK: Final = " \t\r\n"
_MOST_DIGITS: Final = 300
