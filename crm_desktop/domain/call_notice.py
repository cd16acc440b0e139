"""A call reported on the operator's own PC: by a command, or by a ``crm-desktop://call`` link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import unquote, urlsplit

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.caller import read_caller
from crm_desktop.errors.desk import BadCallNotice

Kind = TypeVar("Kind", CallStage, CallDirection)

SOURCE: Final = "desk"
SCHEME: Final = "crm-desktop"
LONGEST_LINK: Final = 2_000
LONGEST_TEXT: Final = 200


class NoticeProblem(StrEnum):
    """Why a report of a call, by command or link, is not taken."""

    EVENT = "event"
    DIRECTION = "direction"
    EXTENSION = "extension"
    TEXT = "text"
    TOO_LONG = "too_long"
    TWICE = "twice"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class CallNotice:
    """What was reported; empty texts were not. ``extension`` empty means the desk's own.

    ``caller_raw`` is who is outside, whoever dialled, as `CallEvent` has it.
    """

    stage: CallStage
    direction: CallDirection = CallDirection.IN
    caller_raw: str = ""
    called_raw: str = ""
    extension: str = ""
    call_id: str = ""


def read_notice(fields: Mapping[str, str]) -> CallNotice:
    """Return what ``fields`` report; unknown fields are left aside, ``event`` may be missing.

    Raises:
        BadCallNotice: a value that cannot be, or is dangerous.
    """
    known = _known_fields(fields.items())
    direction = _one_of(_DIRECTIONS, known.get("direction", "in"), NoticeProblem.DIRECTION)
    outside, office = ("to", "from") if direction is CallDirection.OUT else ("from", "to")
    return CallNotice(
        stage=_one_of(_STAGES, known.get("event", "ringing"), NoticeProblem.EVENT),
        direction=direction,
        caller_raw=known.get(outside, ""),
        called_raw=known.get(office, ""),
        extension=_extension(known.get("extension", "")),
        call_id=known.get("id", ""),
    )


def read_link(link: str) -> CallNotice:
    """Return what a ``crm-desktop://call?event=ringing&from=…`` link reports.

    Links come from web pages and other programs, so nothing is taken that is not plainly a call.

    Raises:
        BadCallNotice: it is not such a link.
    """
    if len(link) > LONGEST_LINK:
        raise BadCallNotice(NoticeProblem.TOO_LONG)
    try:
        parts = urlsplit(link)
    except ValueError as error:
        raise BadCallNotice(NoticeProblem.LINK) from error
    place = f"{parts.netloc}/{parts.path}".strip("/")
    if parts.scheme != SCHEME or place != "call" or parts.fragment:
        raise BadCallNotice(NoticeProblem.LINK)
    pairs = [pair.partition("=")[::2] for pair in parts.query.split("&") if pair]
    return read_notice(_known_fields((unquote(name), unquote(text)) for name, text in pairs))


def fields_of_notice(notice: CallNotice) -> dict[str, str]:
    """Return the fields from which `read_notice` reads ``notice`` again."""
    outside, office = ("to", "from") if notice.direction is CallDirection.OUT else ("from", "to")
    return {
        "event": str(notice.stage),
        "direction": str(notice.direction),
        outside: notice.caller_raw,
        office: notice.called_raw,
        "extension": notice.extension,
        "id": notice.call_id,
    }


def event_of_notice(notice: CallNotice, *, call_id: str, extension: str, at: datetime) -> CallEvent:
    """Return the event that ``notice`` reports of the call ``call_id`` at ``extension``.

    The end of a call is that of the whole call, not of one telephone.
    """
    caller = read_caller(notice.caller_raw)
    told = bool(notice.caller_raw) or notice.stage is CallStage.RINGING
    outgoing = notice.direction is CallDirection.OUT
    return CallEvent(
        source=SOURCE,
        call_id=call_id,
        stage=notice.stage,
        happened_at=at,
        direction=notice.direction if told else None,
        extension="" if notice.stage is CallStage.ENDED else extension,
        caller_raw=notice.caller_raw,
        caller=caller.number,
        no_number_reason=caller.no_number_reason if told and not outgoing else None,
        called_raw=notice.called_raw,
    )


def _known_fields(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, text in fields:
        field = _NAMES.get(_SIGNS.sub("", name).lower())
        if field is None:
            continue
        value = text.strip()
        if known.setdefault(field, value) != value:
            raise BadCallNotice(NoticeProblem.TWICE, field)
        if len(value) > LONGEST_TEXT:
            raise BadCallNotice(NoticeProblem.TOO_LONG, field)
        if not value.isprintable():
            raise BadCallNotice(NoticeProblem.TEXT, field)
    return known


def _one_of(kinds: Mapping[str, Kind], word: str, problem: NoticeProblem) -> Kind:
    found = kinds.get(_SIGNS.sub("", word).lower())
    if found is None:
        raise BadCallNotice(problem)
    return found


def _extension(text: str) -> str:
    if text and not _EXTENSION.fullmatch(text):
        raise BadCallNotice(NoticeProblem.EXTENSION)
    return text


_SIGNS: Final = re.compile(r"[-_ ]+")
_EXTENSION: Final = re.compile(r"[0-9]{1,10}")
_NAMES: Final = {
    "event": "event",
    "direction": "direction",
    "from": "from",
    "to": "to",
    "extension": "extension",
    "id": "id",
    "callid": "id",
}
_STAGES: Final = {str(stage): stage for stage in CallStage} | {
    "newcall": CallStage.RINGING,
    "answer": CallStage.ANSWERED,
    "hangup": CallStage.ENDED,
}
_DIRECTIONS: Final = {"in": CallDirection.IN, "out": CallDirection.OUT}
