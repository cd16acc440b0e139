from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.call_state import call_from_events
from crm_desktop.domain.call_steps import steps_between

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


def event(second: int, stage: str, extension: str = "", **facts: Any) -> CallEvent:
    at = NOON + timedelta(seconds=second)
    return CallEvent("pbx", "c1", CallStage(stage), at, extension=extension, **facts)


def told(*events: CallEvent, of: int = 1) -> list[str]:
    """Return what desks are told of the last ``of`` events, as "extension stage"."""
    before = call_from_events(events[:-of]) if len(events) > of else None
    steps = steps_between(before, call_from_events(events))
    return [f"{step.extension} {step.stage}".strip() for step in steps]


def test_each_ringing_telephone_is_told() -> None:
    assert told(event(0, "ringing", "201"), event(0, "ringing", "202"), of=2) == [
        "201 ringing",
        "202 ringing",
    ]


def test_call_that_names_no_telephone_is_told_as_a_whole() -> None:
    assert told(event(0, "ringing")) == ["ringing"]


def test_answer_clears_the_other_telephones_first() -> None:
    ringing = [event(0, "ringing", "201"), event(0, "ringing", "202")]

    assert told(*ringing, event(4, "answered", "202")) == ["201 ended", "202 answered"]


def test_answer_that_names_nobody_is_told_as_a_whole() -> None:
    ringing = [event(0, "ringing", "201"), event(0, "ringing", "202")]

    assert told(*ringing, event(4, "answered")) == ["answered"]


def test_hang_up_ends_the_telephone_and_the_call() -> None:
    assert told(event(0, "ringing", "201"), event(9, "ended")) == ["201 ended", "ended"]


def test_number_that_becomes_known_is_told_to_those_who_ring() -> None:
    known = event(1, "ringing", "201", caller="+81312345678")

    assert told(event(0, "ringing", "201"), known) == ["201 ringing"]


def test_call_of_which_only_the_end_is_told_does_not_begin_to_ring() -> None:
    assert told(event(5, "ended")) == ["ended"]


def test_call_that_turns_out_to_have_been_answered_is_told_as_over_again() -> None:
    assert told(event(9, "ended"), event(5, "answered")) == ["ended"]


def test_repeated_event_is_not_told() -> None:
    assert told(event(0, "ringing", "201"), event(2, "ringing", "201")) == []


@given(
    st.lists(
        st.builds(
            event,
            st.integers(0, 9),
            st.sampled_from(list(CallStage)),
            st.sampled_from(["", "201", "202"]),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_who_follows_the_steps_knows_who_rings_and_talks(events: list[CallEvent]) -> None:
    seen: dict[str, CallStage] = {}
    before = None
    for upto in range(1, len(events) + 1):
        after = call_from_events(events[:upto])
        seen |= {step.extension: step.stage for step in steps_between(before, after)}
        before = after

    assert before is not None
    newest = {leg.extension: leg.stage for leg in before.legs}
    shown = {extension: stage for extension, stage in seen.items() if extension}
    assert shown == {extension: newest.get(extension, CallStage.ENDED) for extension in shown}
    assert newest.keys() <= shown.keys()
