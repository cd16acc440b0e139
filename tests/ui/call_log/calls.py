"""Invented calls of an office, for the tests of the call log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crm_desktop.database.queries.call_log import LoggedCall, LoggedLeg
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult, LegOutcome
from crm_desktop.domain.no_number import NoNumberReason

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)  # noon in Tokyo


def at(second: int) -> datetime:
    return NOW - timedelta(minutes=5) + timedelta(seconds=second)


ANSWERED = LoggedCall(
    call_id=1,
    direction=CallDirection.IN,
    caller="+81353211111",
    no_number_reason=None,
    caller_raw="",
    line_name="通販受付",
    called_raw="0120555315",
    queue="受注",
    began_at=at(0),
    answered_at=at(12),
    ended_at=at(102),
    result=CallResult.ANSWERED,
    ended_by=CallEndedBy.CALLER,
    cause="16",
    recording_url="",
    customer_id=7,
    customer_name="髙橋 美智子",
    customer_kana="タカハシ ミチコ",
    legs=(
        LoggedLeg("201", "田所 守", at(0), None, at(12), LegOutcome.ANSWERED_ELSEWHERE),
        LoggedLeg("202", "﨑山 花", at(0), at(12), at(102), LegOutcome.ANSWERED),
    ),
)
MISSED = replace(
    ANSWERED,
    call_id=2,
    answered_at=None,
    ended_at=at(24),
    result=CallResult.MISSED,
    cause="19",
    customer_id=None,
    customer_name="",
    customer_kana="",
    legs=(LoggedLeg("201", "", at(0), None, at(24), LegOutcome.MISSED),),
)
WITHHELD = replace(MISSED, call_id=3, caller=None, no_number_reason=NoNumberReason.WITHHELD)
OUT = replace(ANSWERED, call_id=4, direction=CallDirection.OUT, legs=ANSWERED.legs[1:])
RINGING = replace(MISSED, call_id=5, ended_at=None, result=None, ended_by=None, cause="", legs=())


def many(count: int, *, first_id: int = 1000) -> tuple[LoggedCall, ...]:
    """Return so many calls, newest first, a minute apart; the last has ``first_id``."""
    ids = range(first_id + count - 1, first_id - 1, -1)
    return tuple(
        replace(ANSWERED, call_id=call_id, began_at=NOW + timedelta(minutes=call_id))
        for call_id in ids
    )
