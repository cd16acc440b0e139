"""Promises of the category that an office may require before its people are ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from crm_desktop.ui.availability.state import CategoryOwed
from crm_desktop.ui.customer_card.note_state import new_note
from crm_desktop.ui.incoming_call.state import CallPhase
from tests.held import items_held_by
from tests.ui.availability.desks import AFTER_CALL, AWAY, NOON, READY, Desk, NewDesk


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


def test_work_that_owes_a_category_does_not_end_by_itself_and_says_nothing(
    new_desk: NewDesk,
) -> None:
    desk = new_desk(after_call_s=60, ends_itself=True, category_required=True)
    owing(desk)
    desk.now += timedelta(minutes=9)

    desk.presenter.look()

    assert (desk.owed, desk.state) == ([], (AFTER_CALL, ""))


def test_notes_of_calls_that_are_over_leave_nothing_behind(new_desk: NewDesk) -> None:
    desk = new_desk(starts_away=True)
    held = list[int]()
    for hundred in (100, 200):
        for call_id in range(hundred, hundred + 50):
            desk.calls(**{f"c{call_id}": CallPhase.RINGING})
            desk.presenter.on_note(new_note(3, call_id, NOON))
            if call_id % 2:
                desk.calls(**{f"c{call_id}": CallPhase.TALKING})
            desk.calls()
            desk.presenter.on_note(None)
            desk.presenter.finish()
        held.append(items_held_by(desk.presenter, desk.presenter.kept))

    assert held[0] == held[1]
