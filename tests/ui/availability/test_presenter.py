"""Promises of the availability of one person: by what they say, and by what calls do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.actions.availability import AvailabilitySaid
from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.availability import Availability
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.availability.presenter import AvailabilityPresenter, AvailabilityWork
from crm_desktop.ui.availability.state import AvailabilityRules, CategoryOwed
from crm_desktop.ui.customer_card.note_state import new_note
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
READY, AFTER_CALL = Availability.READY, Availability.AFTER_CALL
AWAY, SIGNED_OUT = Availability.AWAY, Availability.SIGNED_OUT


class Desk:
    """A presenter, the clock it looks at, and what it stored, said and asked."""

    def __init__(self, jobs: Jobs, rules: AvailabilityRules) -> None:
        self.now = NOON
        self.rules = rules
        self.may_end = True
        self.unsettled: Exception | None = None
        self.error: Exception | None = None
        self.stored: list[AvailabilitySaid] = []
        self.failed: list[Exception] = []
        self.owed: list[CategoryOwed] = []
        self.presenter = AvailabilityPresenter(
            AvailabilityWork(self.load, self.store),
            jobs,
            now=lambda: self.now,
            may_end=lambda: self.may_end,
        )
        self.presenter.failed.connect(self.failed.append)
        self.presenter.category_owed.connect(self.owed.append)

    def load(self) -> AvailabilityRules:
        if self.unsettled is not None:
            raise self.unsettled
        return self.rules

    def store(self, said: AvailabilitySaid) -> None:
        if self.error is not None:
            raise self.error
        self.stored.append(said)

    def calls(self, **phases: CallPhase) -> None:
        """Let the desk have calls: ``c7=CallPhase.TALKING``."""
        calls = (DeskCall(int(name[1:]), phase, self.now) for name, phase in phases.items())
        self.presenter.on_calls(IncomingCallState(tuple(calls)))

    def talk(self, call_id: int = 7) -> None:
        """Have a call from ring to end; its card stays open."""
        for phase in CallPhase.RINGING, CallPhase.TALKING, CallPhase.ENDED:
            self.calls(**{f"c{call_id}": phase})

    @property
    def said(self) -> list[tuple[Availability, str]]:
        return [(said.state, said.reason) for said in self.stored]

    @property
    def state(self) -> tuple[Availability, str]:
        return self.presenter.state.state, self.presenter.state.reason


NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(inline_jobs: Jobs) -> NewDesk:
    """Return a maker of desks that have begun; ``rules`` are the office's."""

    def new_desk(**rules: Any) -> Desk:
        desk = Desk(inline_jobs, AvailabilityRules(**rules))
        desk.presenter.start()
        return desk

    return new_desk


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


def owing(desk: Desk, *, category_id: int | None = None) -> None:
    """Have a call with customer 3 and a note on it."""
    desk.presenter.on_categories(["注文"])
    desk.talk(7)
    note = replace(new_note(3, 7, NOON), body="青汁", category_id=category_id)
    desk.presenter.on_note(note)


def test_ready_is_refused_as_long_as_the_category_is_owed(new_desk: NewDesk) -> None:
    desk = new_desk(category_required=True)
    owing(desk)

    desk.presenter.be_ready()

    assert desk.owed == [CategoryOwed(customer_id=3, call_id=7)]
    assert desk.state == (AFTER_CALL, "")


def test_a_break_in_between_does_not_pay_the_category(new_desk: NewDesk) -> None:
    desk = new_desk(category_required=True)
    owing(desk)

    desk.presenter.be_away("休憩")
    desk.presenter.be_ready()

    assert desk.state == (AWAY, "休憩")


@pytest.mark.parametrize(
    ("required", "category_id"), [(True, 5), (False, None)], ids=["given", "not required"]
)
def test_ready_is_free_when_no_category_is_owed(
    new_desk: NewDesk, category_id: int | None, *, required: bool
) -> None:
    desk = new_desk(category_required=required)
    owing(desk, category_id=category_id)

    desk.presenter.finish()

    assert (desk.owed, desk.state) == ([], (READY, ""))


def test_saying_ready_in_a_call_does_not_pay_its_category(new_desk: NewDesk) -> None:
    desk = new_desk(category_required=True)
    desk.presenter.on_categories(["注文"])
    desk.calls(c7=CallPhase.TALKING)
    desk.presenter.on_note(new_note(3, 7, NOON))

    desk.presenter.be_ready()
    desk.calls()
    desk.presenter.finish()

    assert desk.owed == [CategoryOwed(customer_id=3, call_id=7)]


def test_a_call_of_which_there_is_no_note_owes_no_category(new_desk: NewDesk) -> None:
    desk = new_desk(category_required=True)
    desk.presenter.on_categories(["注文"])
    desk.talk()

    desk.presenter.finish()

    assert desk.state == (READY, "")


def test_an_office_without_categories_asks_for_none(new_desk: NewDesk) -> None:
    desk = new_desk(category_required=True)
    owing(desk)
    desk.presenter.on_categories([])

    desk.presenter.finish()

    assert desk.state == (READY, "")


def test_the_note_of_a_call_still_talked_in_may_be_finished_without(new_desk: NewDesk) -> None:
    desk = new_desk(category_required=True)
    desk.presenter.on_categories(["注文"])
    desk.calls(c7=CallPhase.TALKING)

    assert desk.presenter.may_finish(new_note(3, 7, NOON))


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


def test_work_that_owes_a_category_does_not_end_by_itself_and_says_nothing(
    new_desk: NewDesk,
) -> None:
    desk = new_desk(after_call_s=60, ends_itself=True, category_required=True)
    owing(desk)
    desk.now += timedelta(minutes=9)

    desk.presenter.look()

    assert (desk.owed, desk.state) == ([], (AFTER_CALL, ""))


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
