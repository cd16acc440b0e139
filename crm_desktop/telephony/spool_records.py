"""Call events as lines of a file: length, checksum and JSON, so that half a line is known as such.

The length counts the bytes of the JSON, in decimal; the checksum is its CRC-32, in hex.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any, Final
from zlib import crc32

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent, CallResult, CallStage
from crm_desktop.domain.no_number import NoNumberReason


def line_of(event: CallEvent) -> bytes:
    """Return ``event`` as one line with its end; what is empty is left out."""
    told = {item.name: getattr(event, item.name) for item in fields(event)}
    told = {name: value for name, value in told.items() if value}
    told["happened_at"] = event.happened_at.isoformat()
    body = json.dumps(told, separators=(",", ":"), default=str).encode()
    return b"%d %08x %b\n" % (len(body), crc32(body), body)


def events_in(octets: bytes) -> tuple[list[CallEvent], list[bytes]]:
    """Return the events of a file in their order, and the lines that hold none.

    A last line without its end is one of the latter, unless it is empty.
    """
    events: list[CallEvent] = []
    damaged: list[bytes] = []
    for line in filter(None, octets.split(b"\n")):
        event = _event_in(line)
        if event is None:
            damaged.append(line)
        else:
            events.append(event)
    return events, damaged


def _event_in(line: bytes) -> CallEvent | None:
    length, _, rest = line.partition(b" ")
    checksum, _, body = rest.partition(b" ")
    if length != b"%d" % len(body) or checksum != b"%08x" % crc32(body):
        return None
    try:
        told: dict[str, Any] = json.loads(body)
        read: dict[str, Any] = {
            name: _KINDS.get(name, _as_it_is)(value) for name, value in told.items()
        }
        return CallEvent(**read)
    except (AttributeError, TypeError, ValueError):  # written by another version of the program
        return None


def _as_it_is(value: object) -> object:
    return value


_KINDS: Final[dict[str, Callable[[Any], object]]] = {
    "stage": CallStage,
    "happened_at": datetime.fromisoformat,
    "direction": CallDirection,
    "no_number_reason": NoNumberReason,
    "result": CallResult,
    "ended_by": CallEndedBy,
}
