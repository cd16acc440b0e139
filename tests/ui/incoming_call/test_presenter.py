from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.domain.call import CallDirection, LegOutcome
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.incoming_call.state import (
    CallPhase,
    DialledHere,
    IncomingCallState,
    Lookup,
)
from tests.held import items_held_by
from tests.ui.incoming_call.desks import NOW, Desk, answered, ended, ringing

HOUR: Final = timedelta(hours=1)


@pytest.fixture
def desk(inline_jobs: Jobs) -> Desk:
    return Desk(inline_jobs)


def test_the_only_match_is_wanted_on_ringing(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]
    assert desk.state.front is not None
    assert desk.state.front.lookup is Lookup.ONE
    assert len(desk.heard("popped")) == 1


@pytest.mark.parametrize(
    "step",
    [
        ringing(extension="202"),
        ringing(direction=CallDirection.INTERNAL),
        ringing(over=True),
    ],
)
def test_only_a_living_call_from_outside_at_this_telephone_pops(
    desk: Desk, step: CallStepRow
) -> None:
    desk.presenter.on_call_step(step)

    assert desk.said == []
    assert desk.state.calls == ()


def test_the_same_step_twice_pops_once(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(ringing())

    assert len(desk.heard("popped")) == 1
    assert len(desk.state.calls) == 1


def test_several_matches_want_the_caller_page(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81353212222"))

    assert len(desk.heard("caller_page_wanted")) == 1
    assert desk.heard("customer_wanted") == []


def test_the_choice_is_remembered_and_shown(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81353212222"))
    desk.presenter.choose_customer(8)

    assert desk.remembered == [(1, 8)]
    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [8]
    assert desk.state.front is not None
    assert desk.state.front.customer_name == "髙橋 太郎"


def test_a_withheld_number_is_never_looked_up(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller=None))

    assert desk.asked == []
    assert len(desk.heard("caller_page_wanted")) == 1
    assert desk.state.front is not None
    assert desk.state.front.no_number_reason is NoNumberReason.WITHHELD


def test_an_unknown_number_wants_the_caller_page(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81312345678"))

    assert desk.state.front is not None
    assert desk.state.front.lookup is Lookup.UNKNOWN
    assert desk.state.front.answer.area == "東京"


def test_a_call_waits_while_something_typed_is_not_saved(desk: Desk) -> None:
    desk.may_replace = False
    desk.presenter.on_call_step(ringing())

    assert desk.state.front is None
    assert [call.customer_name for call in desk.state.calls] == ["髙橋 美智子"]
    assert desk.heard("popped") == desk.heard("customer_wanted") == []


def test_a_waiting_call_is_opened_from_the_list(desk: Desk) -> None:
    desk.may_replace = False
    desk.presenter.on_call_step(ringing())
    desk.presenter.open_call(1)

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]


def test_a_second_call_waits_while_the_first_is_talked_to(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.on_call_step(ringing(2, caller="+81353212222"))

    assert desk.state.front is not None
    assert desk.state.front.call_id == 1
    assert [call.call_id for call in desk.state.calls] == [2, 1]


def test_a_call_answered_elsewhere_leaves_no_trace(desk: Desk) -> None:
    desk.presenter.on_customer_opened(99)
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_customer_opened(7)
    desk.presenter.on_call_step(ended(ringing(), LegOutcome.ANSWERED_ELSEWHERE))

    assert desk.state.calls == ()
    assert desk.heard("left") == [99]
    assert desk.heard("missed") == []


def test_a_missed_call_is_told_as_missed(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(ended(ringing(), LegOutcome.MISSED))

    assert [call.call_id for call in desk.heard("missed")] == [1]
    assert desk.heard("left") == [None]
    assert desk.state.front is None


def test_what_was_typed_for_a_caller_who_gave_up_stays(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.may_replace = False
    desk.presenter.on_call_step(ended(ringing(), LegOutcome.MISSED))

    assert desk.heard("left") == []
    assert desk.state.front is not None
    assert desk.state.front.phase is CallPhase.ENDED


def test_a_call_that_was_talked_stays_until_the_operator_leaves_it(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.on_call_step(ended(ringing(), LegOutcome.ANSWERED))
    assert desk.state.front is not None
    assert desk.state.front.phase is CallPhase.ENDED

    desk.presenter.leave()

    assert desk.state == IncomingCallState()


def test_the_next_call_takes_the_place_of_one_that_is_over(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.on_call_step(ended(ringing(), LegOutcome.ANSWERED))
    desk.presenter.on_call_step(ringing(2, caller="+81353212222"))

    assert [call.call_id for call in desk.state.calls] == [2]
    assert len(desk.heard("popped")) == 2


def test_the_only_match_is_remembered_once_it_was_spoken_to(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    assert desk.remembered == []

    desk.presenter.on_call_step(answered(ringing()))

    assert desk.remembered == [(1, 7)]


def test_the_number_is_attached_to_the_customer_found_by_hand(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81312345678"))
    desk.presenter.attach_number(8, "髙橋 太郎")

    assert desk.attached == [(8, "+81312345678", 1)]
    assert desk.remembered == [(1, 8)]
    assert desk.state.front is not None
    assert desk.state.front.lookup is Lookup.ADDED


def test_number_that_waited_opens_the_card_unless_somebody_else_was_chosen(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81312345678"))
    desk.database_is_away = True
    desk.presenter.attach_number(8, "髙橋 太郎")
    assert desk.heard("customer_wanted") == []

    desk.presenter.on_attached(1, 8, "髙橋 太郎")
    desk.presenter.on_attached(1, 9, "﨑山 弘")

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [8]


def test_a_customer_registered_in_the_call_is_its_caller(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller="+81312345678"))
    desk.presenter.on_customer_created(31, "﨑山 さくら")

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [31]
    assert desk.remembered == [(1, 31)]


def test_the_number_that_comes_late_is_looked_up_then(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing(caller=None))
    desk.presenter.on_call_step(ringing())

    assert desk.asked == ["+81353211111"]
    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]


def test_whoever_was_chosen_for_this_call_before_is_shown_again(desk: Desk) -> None:
    desk.presenter.on_call_step(answered(ringing(caller="+81353212222", customer_id=7)))

    assert [wanted.customer_id for wanted in desk.heard("customer_wanted")] == [7]


@pytest.mark.parametrize(
    ("name", "called", "line"),
    [
        ("通販受付", "0120555315", "通販受付"),
        ("", "0120555315", "+81120555315"),
        ("", "代表", "代表"),
    ],
)
def test_the_line_is_named_or_numbered(desk: Desk, name: str, called: str, line: str) -> None:
    desk.presenter.on_call_step(ringing(line_name=name, called_raw=called))

    assert desk.state.calls[0].line == line


def test_waiting_calls_are_told_once(desk: Desk) -> None:
    desk.presenter.on_waiting((NOW, NOW))
    desk.presenter.on_waiting((NOW, NOW))
    desk.presenter.on_waiting(())

    assert [len(state.waiting_since) for state in desk.states] == [2, 0]


def test_a_failed_lookup_says_so_and_can_be_repeated(desk: Desk) -> None:
    desk.database_is_away = True
    desk.presenter.on_call_step(ringing())
    desk.database_is_away = False
    desk.presenter.look_up_again(1)

    lookups = [state.front.lookup for state in desk.states if state.front]
    assert list(dict.fromkeys(lookups)) == [Lookup.SEARCHING, Lookup.FAILED, Lookup.ONE]
    assert len(desk.heard("failed")) == 1


def test_opening_another_card_ends_the_work_after_a_call(desk: Desk) -> None:
    desk.presenter.on_call_step(ringing())
    desk.presenter.on_call_step(answered(ringing()))
    desk.presenter.on_call_step(ended(ringing(), LegOutcome.ANSWERED))
    desk.presenter.on_customer_opened(55)

    assert desk.state.front is None
    assert desk.state.calls == ()


def test_a_waiting_call_comes_forward_when_the_one_in_front_goes(desk: Desk) -> None:
    first = ringing(1)
    desk.presenter.on_call_step(first)
    desk.presenter.on_call_step(ringing(2, "+81353212222"))
    desk.presenter.on_call_step(ended(first, LegOutcome.MISSED))

    assert desk.state.front is not None
    assert desk.state.front.call_id == 2
    assert desk.heard("left") == []
    assert [call.call_id for call in desk.heard("popped")] == [1, 2]


def test_calls_that_are_over_leave_nothing_behind(desk: Desk) -> None:
    held = list[int]()
    for hundred in (100, 200):
        for call_id in range(hundred, hundred + 50):
            step = ringing(call_id)
            desk.presenter.expect_call(DialledHere(f"+8190{call_id:08}", NOW + call_id * HOUR))
            for each in (step, answered(step), ended(step, LegOutcome.ANSWERED)):
                desk.presenter.on_call_step(each)
            desk.presenter.leave()
        held.append(items_held_by(desk.presenter, desk.presenter._book))

    assert len(desk.remembered) == 100
    assert held[0] == held[1]
