from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.home import Home
from crm_desktop.domain.position import Position, distance_m
from crm_desktop.errors.map import BadPosition
from crm_desktop.ui.address_map.pins import PinCorrection
from crm_desktop.ui.address_map.state import PinState
from tests.ui.address_map.homes import (
    AT_HOME,
    ELSEWHERE,
    Answers,
    a_home,
    a_pin,
    a_place,
    changed_by_others,
)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def pins(answers: Answers, inline_jobs: Jobs) -> PinCorrection:
    pins = PinCorrection(answers.questions().pins, inline_jobs)
    pins.show_home(a_home())
    return pins


def test_a_dragged_pin_is_not_stored_before_it_is_kept(
    answers: Answers, pins: PinCorrection
) -> None:
    pins.move_to(ELSEWHERE.latitude, ELSEWHERE.longitude)

    assert pins.state == PinState(ELSEWHERE)
    assert pins.has_typing
    assert answers.homes[4182][0].position == AT_HOME


def test_a_kept_pin_is_stored_and_can_be_taken_back(answers: Answers, pins: PinCorrection) -> None:
    told: list[Home] = []
    pins.home_changed.connect(told.append)
    pins.move_to(ELSEWHERE.latitude, ELSEWHERE.longitude)

    pins.keep()
    assert told[-1].position == ELSEWHERE
    assert pins.state == PinState(can_undo=True)

    pins.undo()
    assert told[-1].position == AT_HOME
    assert not told[-1].is_pinned
    assert pins.state == PinState()


def test_undo_brings_back_the_pin_that_was_there_before(
    answers: Answers, pins: PinCorrection
) -> None:
    pins.show_home(None)
    pins.show_home(a_home(place=a_pin(AT_HOME)))
    pins.move_to(ELSEWHERE.latitude, ELSEWHERE.longitude)
    pins.keep()

    pins.undo()

    assert answers.homes[4182][0].position == AT_HOME
    assert answers.homes[4182][0].is_pinned


def test_escape_puts_the_pin_back(pins: PinCorrection) -> None:
    pins.begin()
    pins.nudge(50, 0)

    assert pins.cancel()

    assert pins.state == PinState()
    assert not pins.cancel()


def test_arrows_move_the_pin_by_metres(pins: PinCorrection) -> None:
    pins.begin()
    pins.nudge(30, 40)

    assert pins.state.draft is not None
    assert distance_m(AT_HOME, pins.state.draft) == pytest.approx(50, abs=1)


def test_a_pin_cannot_be_put_outside_japan(pins: PinCorrection) -> None:
    pins.move_to(0, 0)

    assert isinstance(pins.state.error, BadPosition)
    assert pins.state.draft is None


def test_an_unknown_home_gets_its_pin_from_the_middle_of_japan(pins: PinCorrection) -> None:
    pins.show_home(a_home(8, place=a_place(position=None, level=None)))

    pins.begin()

    assert pins.state.is_correcting


def test_who_moved_it_meanwhile_is_shown_beside_mine(answers: Answers, pins: PinCorrection) -> None:
    answers.homes[4182] = (a_home(place=a_pin(ELSEWHERE, by="佐伯")),)
    answers.refusing = changed_by_others()
    pins.move_to(35.69, 139.69)
    pins.keep()

    assert pins.state.theirs == answers.homes[4182][0]
    assert pins.state.draft is not None

    answers.refusing = None
    pins.keep()
    assert answers.homes[4182][0].position == Position(35.69, 139.69)
    assert not pins.state.is_correcting


def test_theirs_can_be_taken(answers: Answers, pins: PinCorrection) -> None:
    told: list[Home] = []
    pins.home_changed.connect(told.append)
    answers.homes[4182] = (a_home(place=a_pin(ELSEWHERE, by="佐伯")),)
    answers.refusing = changed_by_others()
    pins.move_to(35.69, 139.69)
    pins.keep()

    pins.cancel()

    assert told[-1].position == ELSEWHERE
    assert pins.state == PinState()


def test_the_address_counts_again_once_the_pin_is_released(
    answers: Answers, pins: PinCorrection
) -> None:
    pins.show_home(a_home(place=a_pin()))

    pins.release()

    assert not answers.homes[4182][0].is_pinned
    assert pins.state.can_undo


def test_another_home_ends_the_correction_of_the_one_before(pins: PinCorrection) -> None:
    pins.move_to(ELSEWHERE.latitude, ELSEWHERE.longitude)

    pins.show_home(a_home(8))

    assert pins.state == PinState()
