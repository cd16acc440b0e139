"""The formulas of the glossary: within their bounds whatever is counted, and a dash for nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.floor import (
    CallTally,
    FloorAlarm,
    FloorLimits,
    WorkTally,
    abandon_rate,
    after_call_work_s,
    alarms,
    answer_rate,
    handling_time_s,
    longest_wait_s,
    service_level,
    speed_of_answer_s,
    sum_of,
    talk_time_s,
    work_of,
)

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
RATES = (answer_rate, abandon_rate, service_level)
MEANS = (speed_of_answer_s, talk_time_s, after_call_work_s, handling_time_s)


@st.composite
def tallies(draw: st.DrawFn) -> CallTally:
    calls = draw(st.integers(0, 5_000))
    answered = draw(st.integers(0, calls))
    missed = draw(st.integers(0, calls - answered))
    handled = draw(st.integers(0, answered))
    seconds = st.integers(0, 10**6)
    return CallTally(
        calls,
        answered,
        draw(st.integers(0, answered)),
        missed,
        draw(st.integers(0, missed)),
        draw(seconds) if answered else 0,
        draw(seconds) if calls else 0,
        handled,
        draw(seconds) if handled else 0,
        draw(seconds) if handled else 0,
    )


@given(tallies())
def test_every_rate_is_a_share_or_nothing(tally: CallTally) -> None:
    for rate in RATES:
        share = rate(tally)
        assert (share is None) == (tally.calls == 0)
        assert share is None or 0 <= share <= 1


@given(tallies())
def test_answered_and_given_up_are_never_more_than_all(tally: CallTally) -> None:
    assert (answer_rate(tally) or 0) + (abandon_rate(tally) or 0) <= 1 + 1e-9


@given(tallies())
def test_handling_is_talking_and_after_call_work(tally: CallTally) -> None:
    parts = talk_time_s(tally), after_call_work_s(tally)
    whole = handling_time_s(tally)
    if whole is None:
        assert parts == (None, None)
    else:
        assert whole == pytest.approx((parts[0] or 0) + (parts[1] or 0))


@given(st.lists(tallies(), max_size=6), st.randoms())
def test_a_sum_does_not_mind_the_order_and_lies_between_its_parts(
    parts: list[CallTally], chance: object
) -> None:
    whole = sum_of(parts)
    assert sum_of(reversed(parts)) == whole
    shares = [share for share in map(answer_rate, parts) if share is not None]
    if shares:
        assert min(shares) - 1e-9 <= (answer_rate(whole) or 0) <= max(shares) + 1e-9


@pytest.mark.parametrize("formula", [*RATES, *MEANS])
def test_of_nothing_there_is_no_figure(formula: object) -> None:
    assert callable(formula)
    assert formula(CallTally()) is None
    assert formula(sum_of([])) is None


def test_figures_of_a_small_day() -> None:
    day = CallTally(10, 8, 6, 2, 1, 96.0, 70.0, 8, 1600.0, 400.0)

    assert (answer_rate(day), abandon_rate(day), service_level(day)) == (0.8, 0.1, 0.6)
    assert [mean(day) for mean in MEANS] == [12, 200, 50, 250]


def test_nobody_waits_longest_where_nobody_waits() -> None:
    assert longest_wait_s([], at=NOW) is None


@given(st.lists(st.integers(-100, 7_200), min_size=1, max_size=20))
def test_the_longest_wait_is_that_of_the_first_and_never_negative(ago_s: list[int]) -> None:
    since = [NOW - timedelta(seconds=seconds) for seconds in ago_s]

    assert longest_wait_s(since, at=NOW) == max(0, *ago_s)


@pytest.mark.parametrize(
    ("ago_s", "missed", "expected"),
    [
        ([], 0, ()),
        ([1, 2], 9, ()),
        ([1, 2, 3], 0, (FloorAlarm.WAITING,)),
        ([60], 10, (FloorAlarm.WAIT, FloorAlarm.MISSED)),
        ([60, 61, 62], 10, tuple(FloorAlarm)),
    ],
)
def test_the_floor_worries_from_its_limits_on(
    ago_s: list[int], missed: int, expected: tuple[FloorAlarm, ...]
) -> None:
    since = [NOW - timedelta(seconds=seconds) for seconds in ago_s]

    assert alarms(since, missed, FloorLimits(waiting=3, wait_s=60, missed=10), at=NOW) == expected


def test_a_limit_of_nought_is_none() -> None:
    assert alarms([NOW - timedelta(hours=1)] * 99, 99, FloorLimits(0, 0, 0), at=NOW) == ()


def test_work_without_a_call_has_no_means() -> None:
    work = WorkTally(worked_s=90, away_s=600, notes=2)

    assert (work.talk_time_s, work.after_call_work_s, work.handling_time_s) == (None, None, None)


def test_work_of_several_days_is_added_up() -> None:
    days = [WorkTally(3, 1, 400, 80, 600, 2), WorkTally(1, 1, 200, 40, 0, 1)]

    whole = work_of(days)
    assert whole == WorkTally(4, 2, 600, 120, 600, 3)
    assert (whole.talk_time_s, whole.after_call_work_s, whole.handling_time_s) == (100, 20, 120)
    assert work_of([]) == WorkTally()
