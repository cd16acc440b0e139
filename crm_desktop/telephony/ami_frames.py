"""What Asterisk's manager interface sends, cut into events before anything is decoded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

LONGEST_EVENT: Final = 4 * 1024 * 1024
"""Bytes of one event that are kept; what goes beyond is dropped until the event ends."""

LONGEST_VALUE: Final = 4096
"""Characters of one value that are kept."""

MOST_FIELDS: Final = 2000


@dataclass(frozen=True, slots=True)
class AmiEvent:
    """One event or response; ``line`` (from 1) is that on which it begins.

    ``fields`` has the first value of each key, ``repeated`` all values of keys that came again.
    """

    name: str
    fields: Mapping[str, str]
    line: int = 0
    repeated: Mapping[str, list[str]] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """Return the value of ``key``, "" when it is absent or Asterisk calls it unknown."""
        value = self.fields.get(key, "")
        return "" if value == UNKNOWN else value

    def values(self, key: str) -> list[str]:
        """Return every value of ``key`` in the order sent."""
        if key in self.repeated:
            return self.repeated[key]
        return [self.fields[key]] if key in self.fields else []


class AmiFrames:
    """Takes bytes as they come, hands out the events that are whole.

    The end of the first line (the banner) decides what ends a line: CR LF on the wire, LF in a
    file that was converted. Whatever else looks like a line's end is part of a value.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._searched = 0
        self._line_end = b""
        self._line = 1
        self._is_overlong = False

    def feed(self, data: bytes) -> list[AmiEvent]:
        """Return the events that ``data`` completes, responses among them (``name`` "")."""
        self._held += data
        if not self._line_end and not self._learn_line_end():
            self._bound()
            return []
        events = []
        gap = self._line_end * 2
        start = 0
        while (end := self._held.find(gap, max(start, self._searched))) >= 0:
            events += self._event(bytes(self._held[start:end]))
            self._line += 2
            start = end + len(gap)
        del self._held[:start]
        self._searched = max(0, len(self._held) - len(gap) + 1)
        self._bound()
        return events

    def finish(self) -> list[AmiEvent]:
        """Return the event that the end of a file cut off, if there is the beginning of one."""
        rest = bytes(self._held)
        self._held.clear()
        self._searched = 0
        self._line_end = self._line_end or b"\r\n"
        return self._event(rest)

    def _learn_line_end(self) -> bool:
        end = self._held.find(b"\n")
        if end >= 0:
            self._line_end = b"\r\n" if self._held[:end].endswith(b"\r") else b"\n"
        return end >= 0

    def _bound(self) -> None:
        """Keep no more of an endless event than its beginning and what may end it."""
        if len(self._held) > LONGEST_EVENT:
            dropped = self._held[LONGEST_EVENT:-_LONGEST_GAP]
            self._line += dropped.count(b"\n")
            del self._held[LONGEST_EVENT:-_LONGEST_GAP]
            self._searched = min(self._searched, len(self._held) - _LONGEST_GAP)

    def _event(self, block: bytes) -> list[AmiEvent]:
        line = self._line
        self._line += block.count(b"\n")
        fields: dict[str, str] = {}
        repeated: dict[str, list[str]] = {}
        for text in _lines(block, self._line_end):
            key, colon, value = text.partition(":")
            if not colon or not _KEY.fullmatch(key) or len(fields) >= MOST_FIELDS:
                line += (text.count("\n") + 1) if not fields else 0
                continue
            value = _plain(value)
            if fields.setdefault(key, value) is not value:
                repeated.setdefault(key, [fields[key]]).append(value)
        if not fields or _is_forged(repeated):
            return []
        return [AmiEvent(fields.get("Event", ""), fields, line, repeated)]


UNKNOWN: Final = "<unknown>"


def _lines(block: bytes, line_end: bytes) -> list[str]:
    try:
        return block.decode().split(line_end.decode())
    except UnicodeDecodeError:
        return [_decoded(line) for line in block.split(line_end)]


def _decoded(line: bytes) -> str:
    """Return a line as UTF-8, else Shift_JIS, else with what cannot be read replaced."""
    for encoding in ("utf-8", "cp932"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode(errors="replace")


def _plain(value: str) -> str:
    text = value.strip()[:LONGEST_VALUE]
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


def _is_forged(repeated: Mapping[str, list[str]]) -> bool:
    """Tell whether a line of another's making says twice, and differently, what this is about."""
    return any(len(set(repeated[key])) > 1 for key in _SAID_ONCE if key in repeated)


_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_()-]{0,63}")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SAID_ONCE: Final = ("Event", "Channel", "Uniqueid", "Linkedid")
_LONGEST_GAP: Final = 4
