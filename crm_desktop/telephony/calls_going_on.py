"""Which calls of a source go on, so that those that end while nobody listens are closed as such."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from crm_desktop.domain.call import CallEndedBy, CallEvent, CallStage

ENDED_UNHEARD: Final = "ended while not connected"


@dataclass(slots=True)
class _Call:
    """Its newest event's time, and its telephones' parts by key, each with its extension."""

    told_at: datetime
    legs: dict[str, str] = field(default_factory=dict)


class CallsGoingOn:
    """Follows the events of one source across its connections, bare of anything else."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, _Call] = {}
        self._told: dict[str, _Call] | None = {}

    def __len__(self) -> int:
        """Count the calls."""
        return len(self._known)

    def remember(self, call_id: str, began_at: datetime) -> None:
        """Know of a call from elsewhere, such as from before the program started."""
        self._known.setdefault(call_id, _Call(began_at))

    def begin(self) -> None:
        """Note from here on what is told, to compare it in `settle`."""
        self._told = {}

    def take(self, events: Iterable[CallEvent]) -> None:
        """Follow ``events``, in the order in which they are handed on."""
        for event in events:
            _follow(self._known, event)
            if self._told is not None:
                _follow(self._told, event)

    def settle(self, present: Collection[str], *, at: datetime) -> list[CallEvent]:
        """Return the ends of what goes on no more, given what was told since `begin`.

        ``present`` are the ids of calls and legs that the exchange lists, whether or not anything
        was told of them: who calls may still be in question.
        The ends are at ``at``, when the source was last heard, but not before what is known.
        """
        told, self._told = self._told or {}, None
        ends: list[CallEvent] = []
        for call_id, call in self._known.items():
            ended_at = max(at, call.told_at)
            if call_id in told:
                gone = call.legs.keys() - told[call_id].legs.keys() - set(present)
                ends += [self._end(call_id, ended_at, k, call.legs[k]) for k in sorted(gone)]
            elif call_id not in present:
                ends.append(self._end(call_id, ended_at))
        self.take(ends)
        return ends

    def _end(self, call_id: str, at: datetime, leg_id: str = "", extension: str = "") -> CallEvent:
        return CallEvent(
            self._source,
            call_id,
            CallStage.ENDED,
            at,
            leg_id=leg_id,
            extension=extension,
            cause=ENDED_UNHEARD,
            ended_by=None if leg_id else CallEndedBy.UNKNOWN,
        )


def _follow(calls: dict[str, _Call], event: CallEvent) -> None:
    if event.stage is CallStage.ENDED and not event.leg_key:
        calls.pop(event.call_id, None)
        return
    if event.stage is CallStage.ENDED and event.call_id not in calls:
        return
    call = calls.setdefault(event.call_id, _Call(event.happened_at))
    call.told_at = max(call.told_at, event.happened_at)
    if event.stage is CallStage.ENDED:
        call.legs.pop(event.leg_key, None)
    elif event.leg_key:
        if event.stage is CallStage.TRANSFERRED:
            call.legs.clear()
        call.legs[event.leg_key] = event.extension
