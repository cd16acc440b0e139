"""What the page of the call log shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from crm_desktop.database.queries.call_log import CallNote, Colleague, LoggedCall
from crm_desktop.domain.call_filter import CallFilter


class CallLogView(StrEnum):
    """Whose calls: of one's own telephone, of everybody, or of those who called in vain."""

    MINE = "mine"
    FLOOR = "floor"
    MISSED = "missed"


class SpanKind(StrEnum):
    """The days of which calls are shown; ``DAYS`` are chosen one by one."""

    TODAY = "today"
    TWO_DAYS = "two_days"
    WEEK = "week"
    MONTH = "month"
    DAYS = "days"


DAYS_OF: Final = {
    SpanKind.TODAY: 1,
    SpanKind.TWO_DAYS: 2,
    SpanKind.WEEK: 7,
    SpanKind.MONTH: 31,
}


@dataclass(frozen=True, slots=True)
class CallSpan:
    """``first_on`` and ``last_on`` count for `SpanKind.DAYS` only, in either order."""

    kind: SpanKind = SpanKind.WEEK
    first_on: date | None = None
    last_on: date | None = None

    def days(self, today: date) -> tuple[date, date]:
        """Return the first and the last day."""
        if self.kind is SpanKind.DAYS:
            chosen = sorted((self.first_on or today, self.last_on or today))
            return chosen[0], chosen[1]
        return today - timedelta(days=DAYS_OF[self.kind] - 1), today


FLOOR_SPANS: Final = (SpanKind.TODAY, SpanKind.TWO_DAYS)
"""Supervisors are told of the floor's today and yesterday, and of nothing before."""


@dataclass(frozen=True, slots=True)
class CallLogState:
    """``rows`` newest first; ``more``: there are older ones, which scrolling down reads.

    ``today`` is the day at the office, ``colleagues`` are those whose calls alone can be asked
    for. ``chosen`` is the call whose details are shown, ``notes`` what was written of it: None
    until that was read. ``failed``: the last reading was in vain.
    """

    today: date
    view: CallLogView = CallLogView.MINE
    offers_floor: bool = False
    colleagues: tuple[Colleague, ...] = ()
    filter: CallFilter = field(default_factory=CallFilter)
    span: CallSpan = field(default_factory=CallSpan)
    rows: tuple[LoggedCall, ...] = ()
    more: bool = False
    loaded: bool = False
    failed: bool = False
    chosen: LoggedCall | None = None
    notes: tuple[CallNote, ...] | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether fewer calls are shown than there were in these days."""
        return self.filter != CallFilter()
