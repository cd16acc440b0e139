from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult
from crm_desktop.domain.call_state import CallState, LegState
from crm_desktop.domain.call_times import (
    CallTimes,
    is_abandoned,
    times_of_call,
    times_of_leg,
)

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def at(second: float) -> datetime:
    return NINE + timedelta(seconds=second)


def leg(
    extension: str, rang: float | None, answered: float | None, ended: float | None
) -> LegState:
    moments = (None if second is None else at(second) for second in (rang, answered, ended))
    rang_at, answered_at, ended_at = moments
    return LegState(extension, extension, 1, rang_at, answered_at, ended_at)


def call(answered: float | None, ended: float | None) -> CallState:
    return CallState(
        CallDirection.IN,
        NINE,
        answered_at=None if answered is None else at(answered),
        ended_at=None if ended is None else at(ended),
    )


def test_caller_waits_until_the_answer_and_talks_until_the_end() -> None:
    legs = [leg("201", 2, 10.9, 70), leg("202", 2, None, 10.9)]

    assert times_of_call(call(10.9, 70), legs, at=at(999)) == CallTimes(10, 59)


def test_call_that_nobody_answers_is_waited_for_until_its_end() -> None:
    assert times_of_call(call(None, 25), [leg("201", 0, None, 25)], at=at(999)) == CallTimes(
        25, None
    )


def test_call_going_on_counts_up_to_now() -> None:
    assert times_of_call(call(5, None), [leg("201", 0, 5, None)], at=at(65)) == CallTimes(5, 60)


def test_ringing_again_after_a_transfer_is_no_talk() -> None:
    legs = [leg("201", 0, 10, 20), leg("202", 20, 30, 45)]

    assert times_of_call(call(10, 45), legs, at=at(45)).talking_s == 25


def test_two_who_talk_at_once_are_counted_once() -> None:
    legs = [leg("201", 0, 10, 40), leg("202", 20, 30, 60)]

    assert times_of_call(call(10, 60), legs, at=at(60)).talking_s == 50


def test_answer_at_no_telephone_counts_to_the_end() -> None:
    assert times_of_call(call(10, 40), [], at=at(99)).talking_s == 30


def test_clock_set_back_makes_nothing_negative() -> None:
    assert times_of_call(call(-5, -10), [leg("201", 0, -5, -10)], at=NINE) == CallTimes(0, 0)


@pytest.mark.parametrize(
    ("part", "times"),
    [
        (leg("201", 2, 12, 42), CallTimes(10, 30)),
        (leg("201", 2, None, 12), CallTimes(10, None)),
        (leg("201", None, 12, 42), CallTimes(0, 30)),
        (leg("201", 2, 12, None), CallTimes(10, 88)),
        (leg("201", 90, None, None), CallTimes(10, None)),
        (leg("201", None, None, 12), CallTimes(0, None)),
    ],
)
def test_each_telephone_has_its_own_times(part: LegState, times: CallTimes) -> None:
    assert times_of_leg(part, at=at(100)) == times


@pytest.mark.parametrize(
    ("direction", "result", "ended_by", "expected"),
    [
        (CallDirection.IN, CallResult.MISSED, CallEndedBy.CALLER, "abandoned"),
        (CallDirection.IN, CallResult.MISSED, CallEndedBy.PBX, "not"),
        (CallDirection.IN, CallResult.MISSED, CallEndedBy.UNKNOWN, "not"),
        (CallDirection.IN, CallResult.MISSED, None, "not"),
        (CallDirection.IN, CallResult.ANSWERED, CallEndedBy.CALLER, "not"),
        (CallDirection.IN, None, None, "not"),
        (CallDirection.OUT, CallResult.MISSED, CallEndedBy.CALLER, "not"),
    ],
)
def test_abandoned_is_only_who_is_known_to_have_given_up(
    direction: CallDirection,
    result: CallResult | None,
    ended_by: CallEndedBy | None,
    expected: str,
) -> None:
    assert is_abandoned(direction, result, ended_by) is (expected == "abandoned")


moments = st.none() | st.floats(-100, 100)


@given(answered=moments, ended=moments, legs=st.lists(st.tuples(moments, moments, moments)))
def test_nobody_talks_longer_than_from_first_answer_to_end(
    answered: float | None, ended: float | None, legs: list[tuple[float | None, ...]]
) -> None:
    parts = [leg("201", *times) for times in legs]

    times = times_of_call(call(answered, ended), parts, at=at(200))

    answers = [part.answered_at for part in parts if part.answered_at] + [at(answered or -100)]
    end = at(200) if ended is None else at(ended)
    longest_s = max(0.0, (end - min(answers)).total_seconds())
    assert times.waiting_s >= 0
    assert (times.talking_s is None) == (answered is None)
    assert (times.talking_s or 0) <= longest_s
