from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallEvent, CallResult, CallStage, LegOutcome
from crm_desktop.domain.call_state import CallState, call_from_events
from crm_desktop.domain.no_number import NoNumberReason

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
RINGING, ANSWERED, ENDED, TRANSFERRED = (
    CallStage.RINGING,
    CallStage.ANSWERED,
    CallStage.ENDED,
    CallStage.TRANSFERRED,
)


def event(second: int, stage: CallStage, extension: str = "", **facts: Any) -> CallEvent:
    at = NOON + timedelta(seconds=second)
    return CallEvent("pbx", "c1", stage, at, extension=extension, **facts)


def outcomes(call: CallState) -> dict[str, LegOutcome | None]:
    return {leg.extension: leg.outcome for leg in call.legs}


def test_answered_call_is_answered_by_one_and_elsewhere_for_the_others() -> None:
    call = call_from_events(
        [event(0, RINGING, "201"), event(0, RINGING, "202"), event(4, ANSWERED, "202")]
    )

    assert outcomes(call) == {"201": LegOutcome.ANSWERED_ELSEWHERE, "202": None}
    assert call.answered_at == NOON + timedelta(seconds=4)
    assert call.ended_at is None


def test_call_that_nobody_answered_is_missed() -> None:
    call = call_from_events([event(0, RINGING, "201"), event(9, ENDED)])

    assert call.result is CallResult.MISSED
    assert outcomes(call) == {"201": LegOutcome.MISSED}


@pytest.mark.parametrize("told", [CallResult.BUSY, CallResult.REJECTED, CallResult.FORWARDED])
def test_unanswered_call_came_out_as_the_source_says(told: CallResult) -> None:
    call = call_from_events([event(0, RINGING, "201"), event(9, ENDED, result=told)])

    assert call.result is told
    assert outcomes(call) == {"201": LegOutcome(told)}


def test_seen_answer_outweighs_what_the_source_says() -> None:
    call = call_from_events([event(0, ANSWERED, "201"), event(9, ENDED, result=CallResult.BUSY)])

    assert call.result is CallResult.ANSWERED


def test_answer_after_hang_up_opens_nothing() -> None:
    call = call_from_events([event(0, RINGING, "201"), event(5, ENDED), event(6, ANSWERED, "201")])

    assert call.result is CallResult.MISSED
    assert call.answered_at is None
    assert outcomes(call) == {"201": LegOutcome.MISSED}


def test_telephone_told_of_after_hang_up_did_ring() -> None:
    call = call_from_events([event(5, ENDED), event(6, RINGING, "201")])

    assert outcomes(call) == {"201": LegOutcome.MISSED}


def test_answer_that_names_nobody_is_the_only_ringing_telephone() -> None:
    call = call_from_events([event(0, RINGING, "201"), event(3, ANSWERED), event(9, ENDED)])

    assert outcomes(call) == {"201": LegOutcome.ANSWERED}


def test_answer_that_names_nobody_leaves_several_telephones_open() -> None:
    call = call_from_events(
        [event(0, RINGING, "201"), event(0, RINGING, "202"), event(3, ANSWERED)]
    )

    assert call.answered_at == NOON + timedelta(seconds=3)
    assert outcomes(call) == {"201": None, "202": None}


def test_transferred_call_comes_back_to_the_same_telephone() -> None:
    call = call_from_events(
        [
            event(0, ANSWERED, "201"),
            event(5, TRANSFERRED, "202"),
            event(9, ANSWERED, "202"),
            event(12, TRANSFERRED, "201"),
            event(15, ANSWERED, "201"),
            event(30, ENDED),
        ]
    )

    assert [(leg.extension, leg.turn, leg.outcome) for leg in call.legs] == [
        ("201", 1, LegOutcome.TRANSFERRED),
        ("202", 1, LegOutcome.TRANSFERRED),
        ("201", 2, LegOutcome.ANSWERED),
    ]


def test_leg_that_ends_leaves_the_call_open() -> None:
    call = call_from_events(
        [event(0, RINGING, "201", leg_id="a"), event(5, ENDED, "201", leg_id="a")]
    )

    assert outcomes(call) == {"201": LegOutcome.MISSED}
    assert call.ended_at is None


def test_number_that_is_withheld_later_is_not_kept() -> None:
    call = call_from_events(
        [
            event(0, RINGING, "201", caller="+819012345678", caller_raw="09012345678"),
            event(1, RINGING, "202", no_number_reason=NoNumberReason.WITHHELD),
        ]
    )

    assert call.no_number_reason is NoNumberReason.WITHHELD
    assert call.caller is None
    assert call.caller_raw == ""


def test_number_told_later_replaces_an_unknown_one() -> None:
    call = call_from_events(
        [
            event(0, RINGING, caller_raw="<unknown>", no_number_reason=NoNumberReason.NONE),
            event(1, RINGING, "201", caller="+81312345678", caller_raw="0312345678"),
        ]
    )

    assert (call.caller, call.caller_raw) == ("+81312345678", "0312345678")
    assert call.no_number_reason is None


stages = st.sampled_from([RINGING, ANSWERED, TRANSFERRED, ENDED])
events_of_one_call = st.lists(
    st.builds(
        event,
        st.integers(0, 20),
        stages,
        st.sampled_from(["", "201", "202", "203"]),
        result=st.sampled_from([None, *CallResult]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: one.happened_at,
)


@given(events_of_one_call, st.randoms(use_true_random=False))
def test_order_and_repetition_of_reports_change_nothing(
    events: list[CallEvent], random: Any
) -> None:
    told = events + random.sample(events, len(events) // 2)
    random.shuffle(told)

    assert call_from_events(told) == call_from_events(events)


@given(events_of_one_call, st.sampled_from([None, *CallResult]))
def test_hang_up_closes_the_call_and_every_telephone(
    events: list[CallEvent], result: CallResult | None
) -> None:
    call = call_from_events([*events, event(60, ENDED, result=result)])

    assert call.ended_at is not None
    assert call.result is not None
    assert all(leg.ended_at and leg.outcome for leg in call.legs)


@given(events_of_one_call)
def test_at_most_one_telephone_talks_where_legs_are_not_told(events: list[CallEvent]) -> None:
    call = call_from_events(events)

    assert sum(1 for leg in call.legs if leg.stage is ANSWERED) <= 1


@given(events_of_one_call)
def test_answered_telephone_means_answered_call(events: list[CallEvent]) -> None:
    call = call_from_events(events)

    if any(leg.answered_at for leg in call.legs):
        assert call.answered_at is not None
        assert call.result in {None, CallResult.ANSWERED}
