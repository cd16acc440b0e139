from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.domain.call import CallDirection, LegOutcome
from crm_desktop.ui.incoming_call.state import CallPhase, DialledHere, Lookup
from tests.ui.incoming_call.desks import (
    MICHIKO,
    NOW,
    TARO,
    Desk,
    answered,
    ended,
    ringing,
)

NUMBER = "+81353211111"


@pytest.fixture
def desk(inline_jobs: Jobs) -> Desk:
    return Desk(inline_jobs)


def calling(call_id: int = 1, **more: Any) -> CallStepRow:
    return replace(ringing(call_id, caller=NUMBER), direction=CallDirection.OUT, **more)


def dialled(seconds_ago: int = 3, customer_id: int | None = 7) -> DialledHere:
    name = "髙橋 美智子" if customer_id else ""
    return DialledHere(NUMBER, NOW - timedelta(seconds=seconds_ago), customer_id, name)


def test_call_dialled_here_comes_to_the_front_with_its_customer_unasked(desk: Desk) -> None:
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(calling())

    front = desk.state.front
    assert front is not None
    assert (front.phase, front.lookup, front.customer_name) == (
        CallPhase.CALLING,
        Lookup.DIALLED,
        "髙橋 美智子",
    )
    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]
    assert (desk.asked, len(desk.heard("dialled"))) == ([], 1)


def test_customer_that_only_the_office_knows_comes_to_the_front(desk: Desk) -> None:
    desk.presenter.on_call_step(calling(customer_id=7))

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]


def test_number_dialled_from_no_card_is_looked_up_in_front(desk: Desk) -> None:
    desk.called = (MICHIKO,)
    desk.presenter.expect_call(dialled(customer_id=None))
    desk.presenter.on_call_step(calling())

    assert desk.asked == [f"called {NUMBER}"]
    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]


def test_call_dialled_at_the_telephone_is_offered_and_opens_nothing(desk: Desk) -> None:
    desk.called = (MICHIKO,)
    desk.presenter.on_call_step(calling())
    desk.presenter.on_call_step(answered(calling()))

    assert (desk.state.front, desk.heard("customer_wanted"), desk.remembered) == (None, [], [])
    assert [(call.customer_name, call.phase) for call in desk.state.calls] == [
        ("髙橋 美智子", CallPhase.TALKING)
    ]


def test_call_dialled_at_the_telephone_opens_from_the_list(desk: Desk) -> None:
    desk.called = (MICHIKO, TARO)
    desk.presenter.on_call_step(calling())
    desk.presenter.open_call(1)

    assert desk.heard("caller_page_wanted") == [None]


@pytest.mark.parametrize("seconds_ago", [121, 3_600])
def test_what_was_dialled_long_ago_is_another_call(desk: Desk, seconds_ago: int) -> None:
    desk.presenter.expect_call(dialled(seconds_ago))
    desk.presenter.on_call_step(calling())

    assert desk.state.front is None


def test_second_call_to_the_number_is_not_the_dialled_one(desk: Desk) -> None:
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(calling())
    desk.presenter.on_call_step(calling(2))

    assert [call.dialled_here for call in desk.state.calls] == [False, True]


def test_typing_on_another_card_is_not_covered(desk: Desk) -> None:
    desk.may_replace = False
    desk.presenter.on_customer_opened(8)
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(calling())

    assert (desk.state.front, desk.heard("customer_wanted")) == (None, [])


def test_typing_on_the_card_it_was_dialled_from_goes_on(desk: Desk) -> None:
    desk.may_replace = False
    desk.presenter.on_customer_opened(7)
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(calling())

    assert desk.state.front is not None


def test_call_that_goes_on_in_front_stays_there(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(1))
    desk.presenter.on_call_step(answered(ringing(1)))
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(calling(2))

    assert desk.state.front is not None
    assert desk.state.front.call_id == 1


@pytest.mark.parametrize("outcome", [LegOutcome.MISSED, LegOutcome.BUSY, LegOutcome.ANSWERED])
def test_call_out_that_is_over_keeps_its_card_and_nobody_was_missed(
    desk: Desk, outcome: LegOutcome
) -> None:
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(calling())
    desk.presenter.on_call_step(ended(calling(), outcome))

    assert desk.state.front is not None
    assert desk.state.front.phase is CallPhase.ENDED
    assert (desk.heard("missed"), desk.heard("left")) == ([], [])


@pytest.mark.parametrize(
    "step", [calling(extension="202"), calling(extension=""), calling(over=True)]
)
def test_call_out_of_elsewhere_is_nothing_here(desk: Desk, step: CallStepRow) -> None:
    desk.presenter.expect_call(dialled())
    desk.presenter.on_call_step(step)

    assert desk.state.calls == ()


def test_call_out_does_not_wait_in_the_office(desk: Desk) -> None:
    desk.presenter.on_call_step(calling())

    assert desk.state.waiting_since == ()
