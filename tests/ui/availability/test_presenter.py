"""Promises of the availability of one person: by what they say, and by what calls do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.availability import Availability
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.availability.state import AvailabilityRules
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from tests.ui.availability.desks import AFTER_CALL, AWAY, NOON, READY, SIGNED_OUT, Desk, NewDesk


@pytest.mark.parametrize(("starts_away", "state"), [(False, READY), (True, AWAY)])
def test_a_person_begins_as_the_office_has_settled(
    new_desk: NewDesk, *, starts_away: bool, state: Availability
) -> None:
    assert new_desk(starts_away=starts_away).said == [(state, "")]


def test_who_cannot_be_told_what_the_office_settled_is_ready(inline_jobs: Jobs) -> None:
    desk = Desk(inline_jobs, AvailabilityRules(starts_away=True))
    desk.unsettled = DatabaseUnreachable()

    desk.presenter.start()

    assert desk.said == [(READY, "")]


def test_a_call_that_was_talked_in_is_followed_by_after_call_work(new_desk: NewDesk) -> None:
    desk = new_desk()

    desk.talk(7)

    assert desk.said == [(READY, ""), (AFTER_CALL, "")]
    assert desk.stored[-1].call_id == 7


def test_the_time_of_the_work_begins_when_the_call_ended(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.calls(c7=CallPhase.TALKING)
    ended_at, desk.now = NOON + timedelta(seconds=60), NOON + timedelta(seconds=75)
    ended = DeskCall(7, CallPhase.ENDED, ended_at)

    desk.presenter.on_calls(IncomingCallState((ended,)))

    assert desk.presenter.state.since == ended_at


def test_a_call_that_only_rang_changes_nothing(new_desk: NewDesk) -> None:
    desk = new_desk()

    desk.calls(c7=CallPhase.RINGING)
    desk.calls()

    assert desk.state == (READY, "")


def test_work_begins_with_the_last_of_two_calls(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.calls(c7=CallPhase.TALKING, c8=CallPhase.TALKING)

    desk.calls(c8=CallPhase.TALKING)
    between = desk.state
    desk.calls()

    assert (between, desk.state) == ((READY, ""), (AFTER_CALL, ""))


def test_a_call_that_rings_in_after_call_work_leaves_it_as_it_is(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.talk(7)

    desk.calls(c7=CallPhase.ENDED, c8=CallPhase.RINGING)

    assert desk.state == (AFTER_CALL, "")
    assert len(desk.stored) == 2


def test_the_next_call_taken_in_after_call_work_begins_it_anew(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.talk(7)
    desk.now += timedelta(minutes=5)

    desk.talk(8)

    assert [said.call_id for said in desk.stored] == [None, 7, 8]
    assert desk.presenter.state.since == desk.now


def test_finishing_the_work_is_being_ready(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.talk()

    desk.presenter.finish()

    assert desk.said[-1] == (READY, "")


def test_who_was_away_when_taking_a_call_is_away_again_after_its_work(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.presenter.be_away("昼食")
    desk.talk()

    desk.presenter.finish()

    assert desk.said[1:] == [(AWAY, "昼食"), (AFTER_CALL, ""), (AWAY, "昼食")]


def test_finishing_a_card_without_after_call_work_changes_nothing(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.presenter.be_away("会議")

    desk.presenter.finish()

    assert desk.state == (AWAY, "会議")


def test_one_key_goes_from_ready_to_away_and_back(new_desk: NewDesk) -> None:
    desk = new_desk()

    desk.presenter.toggle()
    desk.presenter.toggle()

    assert desk.said == [(READY, ""), (AWAY, ""), (READY, "")]


def test_the_same_said_twice_is_stored_once(new_desk: NewDesk) -> None:
    desk = new_desk()

    desk.presenter.be_away("昼食")
    desk.presenter.be_away("昼食")

    assert desk.said == [(READY, ""), (AWAY, "昼食")]


def test_an_idle_desk_is_away_and_ready_again_once_it_is_touched(new_desk: NewDesk) -> None:
    desk = new_desk()

    desk.presenter.on_idle()
    desk.presenter.on_touched()

    assert desk.said == [(READY, ""), (AWAY, ""), (READY, "")]


def test_unlocking_does_not_end_a_break_that_was_said(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.presenter.be_away("昼食")

    desk.presenter.on_idle()
    desk.presenter.on_touched()

    assert desk.state == (AWAY, "昼食")


def test_who_left_in_after_call_work_comes_back_to_it(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.talk()

    desk.presenter.leave()
    desk.presenter.start()

    assert desk.said[-2:] == [(SIGNED_OUT, ""), (AFTER_CALL, "")]


def test_a_call_that_ends_after_somebody_left_is_nobodys_work(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.calls(c7=CallPhase.TALKING)

    desk.presenter.leave()
    desk.calls()

    assert desk.state == (SIGNED_OUT, "")


def test_work_over_its_time_ends_only_where_the_office_wants_it(new_desk: NewDesk) -> None:
    desks = [new_desk(after_call_s=60, ends_itself=ends) for ends in (False, True)]
    for desk in desks:
        desk.talk()
        desk.now += timedelta(seconds=60)
        if desk.presenter.is_looking:
            desk.presenter.look()

    assert [desk.state for desk in desks] == [(AFTER_CALL, ""), (READY, "")]


@pytest.mark.parametrize(
    ("seconds", "typed", "rings"),
    [(59, False, False), (300, True, False), (300, False, True)],
    ids=["not over", "unsaved typing", "on the telephone"],
)
def test_work_does_not_end_by_itself_before_it_may(
    new_desk: NewDesk, seconds: int, *, typed: bool, rings: bool
) -> None:
    desk = new_desk(after_call_s=60, ends_itself=True)
    desk.talk()
    desk.may_end = not typed
    if rings:
        desk.calls(c8=CallPhase.TALKING)
    desk.now += timedelta(seconds=seconds)

    desk.presenter.look()

    assert desk.state == (AFTER_CALL, "")


def test_what_is_said_while_the_database_is_away_is_stored_in_its_order(
    new_desk: NewDesk,
) -> None:
    desk = new_desk()
    desk.error = DatabaseUnreachable()
    desk.presenter.be_away("昼食")
    desk.now += timedelta(minutes=40)
    desk.presenter.be_ready()

    desk.error = None
    desk.presenter.kept.send()

    assert desk.said == [(READY, ""), (AWAY, "昼食"), (READY, "")]
    assert desk.stored[1].at == NOON
    assert desk.failed == []


def test_what_no_second_try_would_store_is_told_and_let_go(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.error = refused = RightMissing("denied")
    desk.presenter.be_away("昼食")

    desk.error = None
    desk.presenter.be_ready()

    assert desk.failed == [refused]
    assert desk.said == [(READY, ""), (READY, "")]
