from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD, CallsGoingOn

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


def event(call_id: str, stage: CallStage, *, leg: str = "", **facts: Any) -> CallEvent:
    facts.setdefault("happened_at", NOON)
    return CallEvent("pbx", call_id, stage, leg_id=leg, extension=leg[:3], **facts)


def ringing(call_id: str, *legs: str, **facts: Any) -> list[CallEvent]:
    return [event(call_id, CallStage.RINGING, leg=leg, **facts) for leg in legs or ("",)]


def ends_after(*told: CallEvent, present: set[str], now: list[CallEvent]) -> list[tuple[str, str]]:
    """Return call and leg of the ends of what was ``told`` before the line was lost."""
    calls = CallsGoingOn("pbx")
    calls.take(told)
    calls.begin()
    calls.take(now)
    return [(end.call_id, end.leg_id) for end in calls.settle(present, at=LATER)]


def test_call_that_is_listed_no_more_has_ended() -> None:
    assert ends_after(*ringing("a"), *ringing("b"), present={"b"}, now=[]) == [("a", "")]


def test_listed_call_of_which_nothing_is_told_goes_on() -> None:
    assert ends_after(*ringing("a", "201"), present={"a"}, now=[]) == []


def test_telephone_that_rings_no_more_is_cleared_though_the_call_goes_on() -> None:
    before = ringing("a", "201", "202")

    assert ends_after(*before, present={"a"}, now=ringing("a", "202")) == [("a", "201")]


def test_telephone_of_which_nothing_is_told_yet_rings_on() -> None:
    before = ringing("a", "201", "202")

    assert ends_after(*before, present={"a", "201"}, now=ringing("a", "202")) == []


def test_call_whose_end_was_heard_is_not_ended_twice() -> None:
    before = [*ringing("a", "201"), event("a", CallStage.ENDED)]

    assert ends_after(*before, present=set(), now=[]) == []


def test_end_heard_before_the_list_counts() -> None:
    assert ends_after(*ringing("a"), present=set(), now=[event("a", CallStage.ENDED)]) == []


def test_call_that_begins_while_the_list_is_made_goes_on() -> None:
    assert ends_after(present=set(), now=ringing("a", "201")) == []


def test_call_remembered_from_an_earlier_run_is_ended() -> None:
    calls = CallsGoingOn("pbx")
    calls.begin()
    calls.remember("old", NOON)

    ends = calls.settle(set(), at=LATER)

    assert [(end.call_id, end.cause, end.happened_at) for end in ends] == [
        ("old", ENDED_UNHEARD, LATER)
    ]
    assert len(calls) == 0


def test_end_is_not_before_what_is_known_of_the_call() -> None:
    """The clock of the exchange may be ahead: an answer after the end would be a missed call."""
    calls = CallsGoingOn("pbx")
    ahead = LATER + timedelta(seconds=3)
    calls.take([event("a", CallStage.ANSWERED, leg="201", happened_at=ahead)])
    calls.begin()

    assert [end.happened_at for end in calls.settle(set(), at=LATER)] == [ahead]


def test_transferred_call_has_left_the_other_telephones() -> None:
    before = [*ringing("a", "201"), event("a", CallStage.TRANSFERRED, leg="202")]

    assert ends_after(*before, present={"a"}, now=ringing("a", "202")) == []
