"""3CX asks its CRM who calls, and reports each call when it is over (``resources/3cx``).

It tells no ringing, so the question counts as such; and no id of a call, so question and report
are one call by number and time. The question names no telephone: the call rings where the settings
say its called number rings, and at the desk that opens the link of the answer. What this remembers
is lost with the gateway: a call whose report comes after that is told twice.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from crm_desktop.domain.call import CallDirection, CallEvent, CallResult, CallStage
from crm_desktop.domain.caller import read_caller
from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.dialect import Answer, Dialect, Stored
from crm_desktop.telephony.moment_told import moment_told
from crm_desktop.telephony.sender_words import TIME_DOUBTED, plain
from crm_desktop.telephony.source import EventRefused, Fields, Reception

SAME_CALL: Final = timedelta(minutes=3)
"""Each telephone that rings asks anew; after this the number calls again."""

LONGEST_CALL: Final = timedelta(hours=12)
MOST_REMEMBERED: Final = 1_000


def threecx_dialect() -> Dialect:
    """Return the dialect of one 3CX; it remembers who was asked for lately."""
    calls = ThreeCxCalls()
    return Dialect(calls.read, methods=("GET", "POST"), answer=answer_contact)


@dataclass(frozen=True, slots=True)
class _Asked:
    call_id: str
    at: datetime


class ThreeCxCalls:
    """Makes calls of questions and reports."""

    def __init__(self) -> None:
        """Remember no question yet."""
        self._asked: OrderedDict[str, _Asked] = OrderedDict()

    def read(self, fields: Fields, reception: Reception) -> list[CallEvent]:
        """Return the ringing call of a question, or the whole call of a report.

        Raises:
            EventRefused: no number, or an unknown kind of call.
        """
        number = _first(fields, "number")
        if not number:
            raise EventRefused("no_number", "The field number is missing.")
        if kind := _first(fields, "calltype"):
            return self._reported(number, kind, fields, reception)
        event = _event(number, self._question(number, reception.received_at), fields, reception)
        return [replace(event, extension=extension) for extension in _extensions(fields, reception)]

    def _question(self, number: str, at: datetime) -> str:
        asked = self._asked.get(number)
        if asked is None or at - asked.at > SAME_CALL:
            asked = _Asked(_call_id(number, at), at)
            self._asked[number] = asked
            self._asked.move_to_end(number)
            if len(self._asked) > MOST_REMEMBERED:
                self._asked.popitem(last=False)
        return asked.call_id

    def _reported(
        self, number: str, kind: str, fields: Fields, reception: Reception
    ) -> list[CallEvent]:
        if plain(kind) not in _KINDS:
            raise EventRefused(
                "unknown_event", "calltype must be Inbound, Missed, Outbound or Notanswered."
            )
        direction, result = _KINDS[plain(kind)]
        received_at = reception.received_at
        begin = moment_told(_first(fields, "start"), received_at, longest_ago=LONGEST_CALL)
        end = moment_told(_first(fields, "end"), received_at, longest_ago=LONGEST_CALL)
        asked = self._asked.pop(number, None) if direction is CallDirection.IN else None
        is_known = asked is not None and abs(begin.at - asked.at) <= SAME_CALL
        call_id = asked.call_id if asked and is_known else _call_id(number, begin.at)
        began = _event(number, call_id, fields, reception)
        if doubted := begin.doubted or end.doubted:
            began = replace(began, raw={**began.raw, TIME_DOUBTED: doubted})
        began = replace(began, direction=direction, happened_at=min(begin.at, end.at))
        events = [] if is_known else [began]
        if result is CallResult.ANSWERED:
            agent = reception.directory.extension_of(_first(fields, "agent"))
            answer = replace(began, stage=CallStage.ANSWERED, extension=agent)
            events.append(
                replace(answer, happened_at=_answered_at(fields, began.happened_at, end.at))
            )
        return [*events, replace(began, stage=CallStage.ENDED, happened_at=end.at, result=result)]


async def answer_contact(stored: Stored) -> Answer:
    """Answer with the link that opens the call at a desk, and the customer's id; with no name.

    Nothing when nobody has the number, or several (the desk asks who it is) have no id in common.
    """
    event = next((event for event in stored.events if event.stage is CallStage.RINGING), None)
    if event is None or event.caller is None:
        return _contacts([])
    try:
        ids = await asyncio.to_thread(stored.customers_of, event.caller)
    except CrmError:
        return _contacts([])
    if not ids:
        return _contacts([])
    link = urlencode({"event": "ringing", "from": event.caller, "id": event.call_id})
    contact = {
        "id": str(ids[0]) if len(ids) == 1 else event.caller,
        "url": f"crm-desktop://call?{link}",
    }
    return _contacts([contact])


def _contacts(contacts: Sequence[dict[str, str]]) -> Answer:
    return Answer(json.dumps({"contacts": contacts}))


def _event(number: str, call_id: str, fields: Fields, reception: Reception) -> CallEvent:
    caller = read_caller(number)
    return CallEvent(
        source=reception.source,
        call_id=call_id,
        stage=CallStage.RINGING,
        happened_at=reception.received_at,
        direction=CallDirection.IN,
        caller_raw=number,
        caller=caller.number,
        no_number_reason=caller.no_number_reason,
        called_raw=_first(fields, "to"),
        raw={name: texts[0] if len(texts) == 1 else list(texts) for name, texts in fields.items()},
    )


def _extensions(fields: Fields, reception: Reception) -> list[str]:
    named = (reception.directory.extension_of(text) for text in fields.get("extension", ()))
    return list(dict.fromkeys(filter(None, named))) or [""]


def _answered_at(fields: Fields, began_at: datetime, ended_at: datetime) -> datetime:
    """Return the end less the seconds of talking, if they fit."""
    told = _first(fields, "duration")
    parts = told.split(":")
    if not all(part.isdecimal() and len(part) <= _MOST_DIGITS for part in parts):
        return began_at
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return max(began_at, ended_at - timedelta(seconds=min(seconds, LONGEST_CALL.total_seconds())))


def _call_id(number: str, at: datetime) -> str:
    return f"{number}@{at:%Y%m%dT%H%M%SZ}"


def _first(fields: Fields, name: str) -> str:
    return next((texts[0] for key, texts in fields.items() if plain(key) == name and texts), "")


_MOST_DIGITS: Final = 6
_KINDS: Final = {
    "inbound": (CallDirection.IN, CallResult.ANSWERED),
    "missed": (CallDirection.IN, CallResult.MISSED),
    "outbound": (CallDirection.OUT, CallResult.ANSWERED),
    "notanswered": (CallDirection.OUT, CallResult.MISSED),
}
