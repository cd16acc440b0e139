"""Calls of yesterday and today that went through several hands, for whoever looks at the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from crm_desktop.domain.availability import Availability
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult, LegOutcome
from crm_desktop.domain.demo_office.calls import LINE_NAME, ORDER_LINE, SOURCE
from crm_desktop.domain.demo_office.history import Office
from crm_desktop.domain.demo_office.people import Person
from crm_desktop.domain.demo_office.plan import in_japan
from crm_desktop.domain.demo_office.rows import AvailabilityRow, CallLegRow, CallRow, DemoRow
from crm_desktop.domain.no_number import NoNumberReason

_IN, _OUT, _INTERNAL = CallDirection.IN, CallDirection.OUT, CallDirection.INTERNAL
_ANSWERED, _MISSED, _BUSY = CallResult.ANSWERED, CallResult.MISSED, CallResult.BUSY
_WITHHELD: Final = -1
_LEAST_WORK_S: Final = 25
_MORE_WORK_S: Final = 60


@dataclass(frozen=True, slots=True)
class _Leg:
    """Whose telephone (from 1), and seconds after the call began: rang, answered, ended."""

    staff: int
    rang_s: int
    answered_s: int | None
    ended_s: int
    outcome: LegOutcome


@dataclass(frozen=True, slots=True)
class _Talk:
    """One call; ``person`` counts among those handed in, None for nobody, -1 withheld."""

    direction: CallDirection
    result: CallResult
    person: int | None
    ended_by: CallEndedBy
    legs: tuple[_Leg, ...]
    queue: str = ""
    cause: str = "16"


_GROUP: Final = _Talk(
    _IN,
    _ANSWERED,
    2,
    CallEndedBy.CALLER,
    (
        _Leg(1, 0, None, 11, LegOutcome.ANSWERED_ELSEWHERE),
        _Leg(2, 0, 11, 258, LegOutcome.ANSWERED),
        _Leg(3, 0, None, 11, LegOutcome.ANSWERED_ELSEWHERE),
        _Leg(5, 0, None, 11, LegOutcome.ANSWERED_ELSEWHERE),
    ),
    queue="受注",
)
_HANDED_ON: Final = _Talk(
    _IN,
    _ANSWERED,
    3,
    CallEndedBy.OPERATOR,
    (
        _Leg(1, 0, 7, 96, LegOutcome.TRANSFERRED),
        _Leg(6, 96, 109, 402, LegOutcome.ANSWERED),
    ),
    queue="受注",
)
_CALLED_BACK: Final = _Talk(
    _OUT, _ANSWERED, 4, CallEndedBy.OPERATOR, (_Leg(1, 0, 14, 190, LegOutcome.ANSWERED),)
)
_NOBODY_HOME: Final = _Talk(
    _OUT, _MISSED, 5, CallEndedBy.OPERATOR, (_Leg(1, 0, None, 41, LegOutcome.MISSED),), cause="19"
)
_LINE_BUSY: Final = _Talk(
    _OUT, _BUSY, 4, CallEndedBy.OUTSIDE, (_Leg(4, 0, None, 6, LegOutcome.BUSY),), cause="17"
)
_SHY: Final = _Talk(
    _IN,
    _ANSWERED,
    _WITHHELD,
    CallEndedBy.CALLER,
    (
        _Leg(1, 0, 5, 77, LegOutcome.ANSWERED),
        _Leg(4, 0, None, 5, LegOutcome.ANSWERED_ELSEWHERE),
    ),
)
_AMONG_US: Final = _Talk(
    _INTERNAL, _ANSWERED, None, CallEndedBy.OPERATOR, (_Leg(1, 0, 3, 39, LegOutcome.ANSWERED),)
)
_YESTERDAY: Final = (
    (9 * 3600 + 312, _GROUP),
    (10 * 3600 + 1504, _HANDED_ON),
    (11 * 3600 + 47, _CALLED_BACK),
    (13 * 3600 + 2210, _SHY),
    (14 * 3600 + 905, _NOBODY_HOME),
    (15 * 3600 + 1333, _LINE_BUSY),
    (16 * 3600 + 512, _AMONG_US),
)
_AGO_S: Final = (
    (9100, _GROUP),
    (7800, _AMONG_US),
    (5400, _HANDED_ON),
    (3000, _SHY),
    (2300, _NOBODY_HOME),
    (1100, _CALLED_BACK),
)


def floor_rows(office: Office, people: Sequence[Person]) -> Iterator[DemoRow]:
    """Yield calls with ``people`` (at least 6): yesterday's, and as many as today has had."""
    today, now = office.plan.today, office.plan.now
    for second, talk in _YESTERDAY:
        yield from _rows(office, people, in_japan(today - timedelta(days=1), second), talk)
    for ago_s, talk in _AGO_S:
        began_at = now - timedelta(seconds=ago_s)
        if began_at >= in_japan(today, 0):
            yield from _rows(office, people, began_at, talk)


def _rows(
    office: Office, people: Sequence[Person], began_at: datetime, talk: _Talk
) -> Iterator[DemoRow]:
    call_id = next(office.numbering.calls)
    answers = [leg.answered_s for leg in talk.legs if leg.answered_s is not None]
    person = None if talk.person in {None, _WITHHELD} else people[talk.person or 0]
    number = person.phones[0].number if person else None
    withheld = talk.person == _WITHHELD
    colleague = office.desk.staff[-1].extension or ""
    outside_raw = f"0{number[3:]}" if number else "anonymous" if withheld else colleague
    yield CallRow(
        id=call_id,
        source=SOURCE,
        source_call_id=f"{SOURCE}-{call_id:07}",
        direction=talk.direction,
        caller_raw=outside_raw,
        caller=number,
        no_number_reason=NoNumberReason.WITHHELD if withheld else None,
        called_raw=ORDER_LINE if talk.direction is _IN else "",
        line_name=LINE_NAME if talk.direction is _IN else "",
        queue=talk.queue,
        began_at=began_at,
        answered_at=_after(began_at, min(answers, default=None)),
        ended_at=began_at + timedelta(seconds=max(leg.ended_s for leg in talk.legs)),
        result=talk.result,
        customer_id=person.customer_id if person else None,
        ended_by=talk.ended_by,
        cause=talk.cause,
    )
    for leg in talk.legs:
        yield _leg_row(office, call_id, began_at, leg)
    for leg in talk.legs:
        if leg.answered_s is not None and talk.direction is not _INTERNAL:
            yield from _work_rows(office, call_id, began_at, leg)


def _work_rows(
    office: Office, call_id: int, began_at: datetime, leg: _Leg
) -> Iterator[AvailabilityRow]:
    """Yield the after-call work of whoever talked, and that they were ready after it."""
    staff = office.desk.staff[leg.staff - 1]
    ended_at = began_at + timedelta(seconds=leg.ended_s)
    work = timedelta(seconds=_LEAST_WORK_S + (leg.ended_s - leg.rang_s) % _MORE_WORK_S)
    for state, about, at in (
        (Availability.AFTER_CALL, call_id, ended_at),
        (Availability.READY, None, ended_at + work),
    ):
        operation = uuid5(NAMESPACE_OID, f"{call_id} {leg.staff} {state}")
        yield AvailabilityRow(operation, staff.id, state, staff.extension or "", about, at)


def _leg_row(office: Office, call_id: int, began_at: datetime, leg: _Leg) -> CallLegRow:
    staff = office.desk.staff[leg.staff - 1]
    return CallLegRow(
        id=next(office.numbering.legs),
        call_id=call_id,
        source_leg_id=staff.extension or staff.login,
        extension=staff.extension or "",
        staff_id=staff.id,
        rang_at=began_at + timedelta(seconds=leg.rang_s),
        answered_at=_after(began_at, leg.answered_s),
        ended_at=began_at + timedelta(seconds=leg.ended_s),
        outcome=leg.outcome,
    )


def _after(began_at: datetime, second: int | None) -> datetime | None:
    return None if second is None else began_at + timedelta(seconds=second)
