"""The call events of Zammad's generic CTI interface, as many exchanges and bridges push them.

Real senders differ from the document, and so this reads: ``callId``, ``call_id`` or ``callid``;
``user`` or ``caller``, one or many; answers and hang-ups without numbers; ``Inbound`` for ``in``.

Which telephones ring: those named by ``user``/``caller`` and ``answeringNumber`` (by extension,
login, name or SIP address), else ``to`` (outgoing: ``from``) where it is an extension. An event
that names none is kept, and rings at no desk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crm_desktop.domain.call import (
    CallDirection,
    CallEndedBy,
    CallEvent,
    CallResult,
    CallStage,
)
from crm_desktop.domain.caller import Caller, holds_number, read_caller
from crm_desktop.domain.phone_plan import is_special
from crm_desktop.telephony.source import EventRefused, Fields, Reception

LONGEST_CALL_ID: Final = 250


def read_zammad_push(fields: Fields, reception: Reception) -> list[CallEvent]:
    """Return what one push tells: an event for each telephone it names, else one for the call.

    Raises:
        EventRefused: no known event or direction, or no id of the call.
    """
    push = _Push(fields, reception)
    match push.stage:
        case CallStage.RINGING:
            return [push.event(extension) for extension in push.ringing() or [""]]
        case CallStage.ANSWERED:
            return [push.event(push.answering())]
        case _:
            return [push.event("")]


class _Push:
    """One push with its field names and words made ours."""

    def __init__(self, fields: Fields, reception: Reception) -> None:
        self._fields = {_plain(name): list(values) for name, values in fields.items()}
        self._reception = reception
        self._raw = {name: _one_or_many(values) for name, values in fields.items()}
        self.stage = self._stage()
        self._direction = self._told_direction()
        self._call_id = self._required_call_id()

    def event(self, extension: str) -> CallEvent:
        """Return what is told, of one telephone or (empty) of the whole call."""
        outside, office = self._numbers()
        caller = self._caller(outside)
        cause = self._first("cause")
        result, ended_by = _ENDINGS.get(_plain(cause), (None, None))
        if ended_by is CallEndedBy.CALLER and self._direction is CallDirection.OUT:
            ended_by = CallEndedBy.OPERATOR
        return CallEvent(
            source=self._reception.source,
            call_id=self._call_id,
            stage=self.stage,
            happened_at=self._reception.received_at,
            direction=self._direction_between(outside),
            extension=extension,
            caller_raw=outside,
            caller=caller.number,
            no_number_reason=caller.no_number_reason,
            called_raw=office,
            queue=self._queue(office),
            cause=cause,
            result=result,
            ended_by=ended_by,
            raw=self._raw,
        )

    def ringing(self) -> list[str]:
        """Return the telephones that ring, each once; empty when none is named."""
        named = [*self._values("user", "caller"), *self._values("answeringnumber")]
        extensions = list(dict.fromkeys(filter(None, map(self._extension_of, named))))
        return extensions or [found for found in [self._extension_of(self._office())] if found]

    def answering(self) -> str:
        """Return the telephone that answered, "" when that is not told of a single one."""
        users = self._values("user", "caller")
        for named in (*self._values("answeringnumber"), *(users if len(users) == 1 else ())):
            if extension := self._extension_of(named):
                return extension
        nobody_named = not users and not self._values("answeringnumber")
        outgoing = self._direction is CallDirection.OUT
        return self._extension_of(self._office()) if nobody_named or outgoing else ""

    def _stage(self) -> CallStage:
        event = self._first("event")
        if not event:
            raise EventRefused("no_event", "The field event is missing.")
        stage = _STAGES.get(_plain(event))
        if stage is None:
            raise EventRefused("unknown_event", "event must be newCall, answer or hangup.")
        return stage

    def _told_direction(self) -> CallDirection | None:
        told = self._first("direction")
        if not told and self.stage is not CallStage.RINGING:
            return None
        direction = _DIRECTIONS.get(_plain(told))
        if direction is None:
            raise EventRefused("invalid_direction", "direction must be in or out.")
        return direction

    def _required_call_id(self) -> str:
        call_id = self._first("callid")
        if not call_id:
            raise EventRefused("no_call_id", "The field callId is missing.")
        if len(call_id) > LONGEST_CALL_ID:
            raise EventRefused(
                "call_id_too_long", f"callId must not be longer than {LONGEST_CALL_ID} characters."
            )
        return call_id

    def _numbers(self) -> tuple[str, str]:
        """Return the number outside and the office's own; both empty where that is not told."""
        if self._direction is None:
            return "", ""
        numbers = self._first("from"), self._first("to")
        return numbers if self._direction is CallDirection.IN else (numbers[1], numbers[0])

    def _office(self) -> str:
        return self._first("from" if self._direction is CallDirection.OUT else "to")

    def _caller(self, outside: str) -> Caller:
        """Return who is outside; a missing number means something only where it should stand."""
        if not outside and (self.stage, self._direction) != (CallStage.RINGING, CallDirection.IN):
            return Caller()
        caller = read_caller(outside)
        return caller if self._direction is CallDirection.IN else Caller(caller.number)

    def _direction_between(self, outside: str) -> CallDirection | None:
        """Return internal where both ends are telephones of the office."""
        if self._direction is None or not self._extension_of(outside) or is_special(outside):
            return self._direction
        return CallDirection.INTERNAL

    def _queue(self, office: str) -> str:
        """Return the queue; some senders name it in ``to``."""
        if (queue := self._first("queue")) or self._direction is not CallDirection.IN:
            return queue
        return "" if holds_number(office) or self._extension_of(office) else office

    def _extension_of(self, text: str) -> str:
        return self._reception.directory.extension_of(text)

    def _first(self, name: str) -> str:
        return next(iter(self._fields.get(name, ())), "")

    def _values(self, *names: str) -> list[str]:
        return [value for name in names for value in self._fields.get(name, ())]


def _plain(word: str) -> str:
    """Return a field name or word of a sender without case and signs: call_id is callId."""
    return _SIGNS.sub("", word).lower()


def _one_or_many(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


_SIGNS: Final = re.compile(r"[^0-9A-Za-z]+")
_STAGES: Final = {
    "newcall": CallStage.RINGING,
    "answer": CallStage.ANSWERED,
    "hangup": CallStage.ENDED,
}
_DIRECTIONS: Final = {
    "in": CallDirection.IN,
    "inbound": CallDirection.IN,
    "out": CallDirection.OUT,
    "outbound": CallDirection.OUT,
}
_ENDINGS: Final[dict[str, tuple[CallResult | None, CallEndedBy | None]]] = {
    # The seven causes of the document. normalClearing is also sent for calls that nobody answered.
    "cancel": (CallResult.MISSED, CallEndedBy.CALLER),
    "noanswer": (CallResult.MISSED, CallEndedBy.PBX),
    "busy": (CallResult.BUSY, None),
    "congestion": (CallResult.FAILED, CallEndedBy.PBX),
    "notfound": (CallResult.UNREACHABLE, CallEndedBy.PBX),
    "forwarded": (CallResult.FORWARDED, None),
    # What FreeSWITCH calls them, sent as they are by scripts.
    "originatorcancel": (CallResult.MISSED, CallEndedBy.CALLER),
    "userbusy": (CallResult.BUSY, None),
    "callrejected": (CallResult.REJECTED, None),
    "unallocatednumber": (CallResult.UNREACHABLE, CallEndedBy.PBX),
    "usernotregistered": (CallResult.UNREACHABLE, CallEndedBy.PBX),
    "normaltemporaryfailure": (CallResult.FAILED, CallEndedBy.PBX),
}
