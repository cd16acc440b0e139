"""One call with everything reported of it, while new events are added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.call_state import call_from_events
from crm_desktop.domain.call_steps import CallStepTaken, steps_between

MOST_EVENTS: Final = 500
"""No call has more reports that matter; what comes after is somebody's loop."""

ID_MAY_RETURN_AFTER: Final = timedelta(hours=1)
"""Exchanges that restart give old ids to new calls; a late report is never this late."""

LONGEST_SILENCE: Final = timedelta(hours=12)
"""A call of which nothing was told for so long is over, though nobody said so."""


TWO_GATEWAYS_APART: Final = timedelta(seconds=1)
"""By less than this differ the times at which two gateways receive one report."""


class CallRecord:
    """A call as stored (``row_id`` None: not yet), and what new events change in it."""

    def __init__(
        self, events: Sequence[CallEvent], *, row_id: int | None = None, occurrence: int = 1
    ) -> None:
        """Begin with ``events``: those stored, or those with which a new call begins."""
        self.source = events[0].source
        self.call_id = events[0].call_id
        self.row_id = row_id
        self.occurrence = occurrence
        self.events = list(events)
        self.after = call_from_events(events)
        self.before = None if row_id is None else self.after
        self.fresh = list(events) if row_id is None else []
        self.steps: list[CallStepTaken] = steps_between(None, self.after) if self.fresh else []

    def take(self, event: CallEvent) -> None:
        """Add ``event`` if it changes something, or may when another comes that happened before."""
        repeated = any(_is_repetition(event, of=known) for known in self.events)
        if repeated or len(self.events) >= MOST_EVENTS:
            return
        after = call_from_events([*self.events, event])
        if after == self.after and self._never_matters(event):
            return
        self.steps += steps_between(self.after, after)
        self.events.append(event)
        self.fresh.append(event)
        self.after = after

    def _never_matters(self, event: CallEvent) -> bool:
        """Tell whether ``event``, which changes nothing now, changes nothing whatever else comes.

        A telephone begins to ring once; what is over is never opened again.
        """
        if event.stage is CallStage.RINGING:
            rang = [known for known in self.events if known.stage is CallStage.RINGING]
            return any(
                known.leg_key == event.leg_key and known.happened_at <= event.happened_at
                for known in rang
            )
        return self.after.ended_at is not None and event.happened_at > self.after.ended_at

    def is_over_for(self, event: CallEvent) -> bool:
        """Tell whether ``event`` begins a new call that was given the id of this one."""
        if event.stage is not CallStage.RINGING:
            return False
        ended_at = self.after.ended_at
        if ended_at is not None:
            return event.happened_at > ended_at + ID_MAY_RETURN_AFTER
        told_at = max(known.happened_at for known in self.events)
        return event.happened_at > told_at + LONGEST_SILENCE


def _is_repetition(event: CallEvent, *, of: CallEvent) -> bool:
    """Tell whether one report was brought twice, by two gateways at nearly the same time."""
    if event.event_key and event.event_key == of.event_key:
        return True
    if event.stage is not of.stage or event.leg_key != of.leg_key:
        return False
    near = abs(event.happened_at - of.happened_at) < TWO_GATEWAYS_APART
    return near and replace(event, happened_at=of.happened_at, raw=of.raw) == of


def records_after(known: Iterable[CallRecord], events: Sequence[CallEvent]) -> list[CallRecord]:
    """Return the calls that ``events`` change, given the newest ``known`` call of each id."""
    newest = {(record.source, record.call_id): record for record in known}
    touched: dict[tuple[str, str, int], CallRecord] = {}
    for event in events:
        record = newest.get((event.source, event.call_id))
        if record is None:
            record = CallRecord([event])
        elif record.is_over_for(event):
            record = CallRecord([event], occurrence=record.occurrence + 1)
        else:
            record.take(event)
        newest[event.source, event.call_id] = record
        touched[record.source, record.call_id, record.occurrence] = record
    return [record for record in touched.values() if record.fresh]


def telephones_of(records: Iterable[CallRecord]) -> list[str]:
    """Return the extensions that the calls concern, now or as it was believed before."""
    states = [state for record in records for state in (record.before, record.after) if state]
    return sorted({leg.extension for state in states for leg in state.legs if leg.extension})
