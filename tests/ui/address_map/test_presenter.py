from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.address_map.presenter import AddressMapPresenter
from crm_desktop.ui.address_map.state import AddressMapState
from crm_desktop.ui.customer_card.state import CustomerCardState
from tests.ui.address_map.homes import AT_HOME, ELSEWHERE, Answers, a_home, a_place, card_of
from tests.ui.customer_card.held_jobs import HeldExecutor

SAKIYAMA = 5001


@pytest.fixture
def answers() -> Answers:
    answers = Answers()
    answers.homes[SAKIYAMA] = (a_home(9, customer_id=SAKIYAMA, city="渋谷区"),)
    return answers


@pytest.fixture
def presenter(answers: Answers, inline_jobs: Jobs) -> AddressMapPresenter:
    return AddressMapPresenter(answers.questions(), inline_jobs)


def test_the_home_is_shown_with_the_places_for_what_is_to_be_paid(
    presenter: AddressMapPresenter,
) -> None:
    presenter.show_card(card_of())

    state = presenter.state
    assert state.home == a_home()
    assert [place.place_id for place in state.near] == [1, 2]
    assert state.place_id == 1
    assert state.surroundings is not None
    assert state.surroundings.payment is not None
    assert state.surroundings.payment.order_id == 2


def test_nothing_of_a_customer_is_left_when_another_is_read(answers: Answers, qapp: object) -> None:
    lane = HeldExecutor()
    presenter = AddressMapPresenter(answers.questions(), Jobs(lane))
    presenter.show_card(card_of())
    lane.do_next()
    lane.do_next()
    shown: list[AddressMapState] = []
    presenter.changed.connect(shown.append)

    presenter.show_card(card_of(SAKIYAMA))

    assert shown[0] == AddressMapState()
    assert shown[-1].homes == ()
    assert shown[-1].surroundings is None


def test_an_answer_about_the_customer_before_is_dropped(answers: Answers, qapp: object) -> None:
    lane = HeldExecutor()
    presenter = AddressMapPresenter(answers.questions(), Jobs(lane))

    presenter.show_card(card_of())
    presenter.show_card(card_of(SAKIYAMA))
    lane.do_next()
    lane.do_next()

    assert answers.asked == [SAKIYAMA]
    assert presenter.state.home is not None
    assert presenter.state.home.city == "渋谷区"


def test_a_closed_card_is_nobodys_home(presenter: AddressMapPresenter) -> None:
    presenter.show_card(card_of())

    presenter.show_card(CustomerCardState())

    assert presenter.state == AddressMapState()


def test_another_address_of_the_customer_brings_its_own_places(
    answers: Answers, presenter: AddressMapPresenter
) -> None:
    away = a_home(8, label="delivery", place=a_place(position=ELSEWHERE))
    answers.homes[4182] = (a_home(), away)
    presenter.show_card(card_of())

    presenter.choose_address(8)

    assert presenter.state.home == away
    assert answers.asked[-1][0] == ELSEWHERE


def test_a_refreshed_card_stays_at_the_address_that_was_chosen(
    answers: Answers, presenter: AddressMapPresenter
) -> None:
    answers.homes[4182] = (a_home(), a_home(8, label="delivery"))
    presenter.show_card(card_of())
    presenter.choose_address(8)

    presenter.show_card(card_of())

    assert presenter.state.address_id == 8


def test_a_home_that_is_not_found_asks_for_no_places_around_it(
    answers: Answers, presenter: AddressMapPresenter
) -> None:
    answers.homes[4182] = (a_home(place=a_place(position=None, level=None)),)

    presenter.show_card(card_of())

    assert answers.asked[-1][0] is None
    assert presenter.state.near == ()


def test_the_order_that_is_selected_is_the_one_to_be_paid(
    answers: Answers, presenter: AddressMapPresenter
) -> None:
    presenter.show_card(card_of())

    presenter.choose_order(1)

    assert answers.asked[-1][0] == AT_HOME


def test_a_customer_without_an_address_is_one_with_nothing_to_correct(
    answers: Answers, presenter: AddressMapPresenter
) -> None:
    answers.homes[4182] = ()

    presenter.show_card(card_of())
    presenter.pins.begin()

    assert presenter.state.home is None
    assert not presenter.pins.state.is_correcting


def test_what_could_not_be_read_is_said_and_told(
    answers: Answers, presenter: AddressMapPresenter
) -> None:
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    answers.refusing = DatabaseUnreachable()

    presenter.show_card(card_of())

    assert presenter.state.error is answers.refusing
    assert told == [answers.refusing]


def test_a_home_looked_up_online_is_shown_at_once(presenter: AddressMapPresenter) -> None:
    presenter.show_card(card_of())

    presenter.look_up()

    assert presenter.state.home is not None
    assert presenter.state.home.place is not None
    assert presenter.state.home.place.accuracy_m == 40


def test_words_of_a_slow_answer_never_come_after_the_lock(answers: Answers, qapp: object) -> None:
    lane = HeldExecutor()
    presenter = AddressMapPresenter(answers.questions(), Jobs(lane))
    presenter.show_card(card_of())
    lane.do_next()

    presenter.forget()
    lane.do_next()

    assert presenter.state == AddressMapState()
