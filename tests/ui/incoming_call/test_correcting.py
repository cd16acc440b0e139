from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.call import LegOutcome
from crm_desktop.ui.incoming_call.state import (
    CallPhase,
)
from tests.ui.incoming_call.desks import Desk, answered, ended, ringing


@pytest.fixture
def desk(inline_jobs: Jobs) -> Desk:
    return Desk(inline_jobs)


def test_a_wrong_choice_is_put_right_by_moving_the_call(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81353212222"))
    desk.presenter.choose_customer(8)
    assert not desk.presenter.asks_who

    desk.presenter.choose_again(1)
    assert desk.presenter.asks_who
    desk.presenter.choose_customer(7)

    (moved,) = desk.heard("correction_wanted")
    assert (moved.corrects, moved.customer_id) == (8, 7)
    assert desk.remembered == [(1, 8)]
    assert len(desk.heard("caller_page_wanted")) == 2


def test_moved_call_shows_the_card_of_whose_it_is(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.choose_again(1)
    desk.presenter.open_unattached(9, "﨑山 弘")
    (moved,) = desk.heard("correction_wanted")
    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]

    desk.presenter.on_corrected(moved)

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7, 9]
    assert desk.state.front is not None
    assert (desk.state.front.customer_name, desk.state.front.corrects) == ("﨑山 弘", None)
    assert desk.remembered == []


def test_who_is_asked_for_anew_may_be_left_as_it_was(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    assert not desk.presenter.keep_chosen()
    desk.presenter.choose_again(1)

    assert desk.presenter.keep_chosen()
    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7, 7]
    assert desk.heard("correction_wanted") == []


def test_same_person_chosen_again_moves_nothing(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81353212222"))
    desk.presenter.choose_customer(8)
    desk.presenter.choose_again(1)

    desk.presenter.choose_customer(8)

    assert desk.heard("correction_wanted") == []


def test_call_waits_aside_while_another_card_is_looked_at(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))

    desk.presenter.leave()

    assert desk.state.front is None
    assert desk.state.aside is not None
    assert desk.state.aside.customer_id == 7


def test_call_that_ended_aside_waits_for_its_note(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.leave()

    desk.presenter.on_call_step(ended(ringing(), LegOutcome.ANSWERED))

    assert desk.state.aside is not None
    assert desk.state.aside.phase is CallPhase.ENDED
    desk.presenter.open_call(1)
    desk.presenter.leave()
    assert desk.state.calls == ()


def test_finished_call_that_ends_later_is_gone(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.finish()
    desk.presenter.leave()

    desk.presenter.on_call_step(ended(ringing(), LegOutcome.ANSWERED))

    assert desk.state.calls == ()


def test_card_of_who_is_on_the_line_is_the_calls(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    assert not desk.presenter.open_call_with(7)
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.leave()

    assert desk.presenter.open_call_with(7)
    assert desk.state.front is not None
    assert not desk.presenter.open_call_with(8)
