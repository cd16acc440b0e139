"""Which day's openings are read, and who is marked; one person's cards page by page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.openings import OpenedCard, OpeningsOfDay
from crm_desktop.errors.access import RightMissing
from crm_desktop.ui.openings.opened_presenter import OpenedCardsPresenter
from crm_desktop.ui.openings.presenter import OpeningsPresenter
from crm_desktop.ui.openings.state import PAGE_ROWS, OpenedState
from tests.ui.customer_card.held_jobs import HeldExecutor
from tests.ui.openings.days import CURIOUS, DAY, TODAY, a_card, a_person


class Office:
    """What the database would answer; ``error`` makes it refuse."""

    error: Exception | None = None

    def __init__(self) -> None:
        self.today = TODAY
        self.days: list[date] = []
        self.pages: list[OpenedCard | None] = []
        self.cards = tuple(a_card(number) for number in range(PAGE_ROWS + 3))
        self.answer = DAY

    def read(self, day: date) -> OpeningsOfDay:
        self.days.append(day)
        if self.error is not None:
            raise self.error
        return self.answer

    def read_cards(
        self, _login: str, _day: date, before: OpenedCard | None, most: int
    ) -> tuple[OpenedCard, ...]:
        self.pages.append(before)
        if self.error is not None:
            raise self.error
        first = 0 if before is None else self.cards.index(before) + 1
        return self.cards[first : first + most]


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> OpeningsPresenter:
    return OpeningsPresenter(office.read, inline_jobs, today=lambda: office.today)


@pytest.fixture
def opened(office: Office, inline_jobs: Jobs) -> OpenedCardsPresenter:
    return OpenedCardsPresenter(office.read_cards, inline_jobs)


def shown(presenter: OpenedCardsPresenter) -> list[OpenedState]:
    states: list[OpenedState] = []
    presenter.changed.connect(states.append)
    return states


def test_nothing_is_read_before_the_page_is_looked_at(
    presenter: OpeningsPresenter, office: Office
) -> None:
    assert (office.days, presenter.state.rows) == ([], None)

    presenter.on_screen(True)

    assert office.days == [TODAY]


def test_people_stay_in_the_order_of_their_names_and_who_stands_out_is_marked_there(
    presenter: OpeningsPresenter,
) -> None:
    presenter.on_screen(True)

    rows = presenter.state.rows or ()
    assert [(row.person.login, row.outlier is not None) for row in rows] == [
        ("shizuka", False),
        ("sakiyama", True),
        ("old_login", False),
    ]
    assert presenter.state.marked == 1


def test_days_back_are_read_and_none_after_today(
    presenter: OpeningsPresenter, office: Office
) -> None:
    presenter.on_screen(True)
    presenter.move_days(-1)
    presenter.move_days(1)
    presenter.move_days(1)
    presenter.choose_day(TODAY + timedelta(days=9))

    assert office.days == [TODAY, TODAY - timedelta(days=1), TODAY]
    assert presenter.state.day == TODAY


def test_after_midnight_today_is_the_new_day_and_another_day_stays(
    presenter: OpeningsPresenter, office: Office
) -> None:
    presenter.on_screen(True)
    office.today = TODAY + timedelta(days=1)
    presenter.on_screen(True)
    assert presenter.state.day == office.today

    presenter.choose_day(TODAY)
    presenter.on_screen(True)
    assert presenter.state.day == TODAY


def test_the_chosen_person_stays_chosen_while_they_are_there(
    presenter: OpeningsPresenter, office: Office
) -> None:
    presenter.on_screen(True)
    presenter.choose_person("sakiyama")
    presenter.on_screen(True)
    assert presenter.state.login == "sakiyama"

    office.answer = OpeningsOfDay((a_person(),), DAY.rule)
    presenter.move_days(-1)
    assert presenter.state.login == "shizuka"


def test_cards_are_asked_for_of_whoever_opened_any(
    presenter: OpeningsPresenter, office: Office
) -> None:
    wanted: list[tuple[object, object]] = []
    presenter.cards_wanted.connect(lambda person, day: wanted.append((person, day)))
    office.answer = OpeningsOfDay((a_person(notes=3), CURIOUS), DAY.rule)
    presenter.on_screen(True)

    presenter.open_person()
    presenter.choose_person("sakiyama")
    presenter.open_person()

    assert wanted == [(CURIOUS, TODAY)]


def test_a_refusal_is_told_and_shows_nothing(presenter: OpeningsPresenter, office: Office) -> None:
    office.error = RightMissing("no supervisor")
    told: list[Exception] = []
    presenter.failed.connect(told.append)

    presenter.on_screen(True)

    assert told == [office.error]
    assert (presenter.state.failed, presenter.state.rows) == (True, None)


def test_the_answer_of_a_day_left_behind_is_dropped(office: Office, qapp: object) -> None:
    held = HeldExecutor()
    presenter = OpeningsPresenter(office.read, Jobs(held), today=lambda: TODAY)
    presenter.on_screen(True)
    presenter.move_days(-1)

    held.do_next()

    assert presenter.state.rows is None
    assert presenter.state.reading


def test_a_page_of_openings_says_whether_there_are_older_ones(
    opened: OpenedCardsPresenter, office: Office
) -> None:
    states = shown(opened)

    opened.show_person(CURIOUS, TODAY)
    assert (len(states[-1].cards), states[-1].has_more) == (PAGE_ROWS, True)
    opened.show_older()

    assert states[-1].cards == office.cards
    assert not states[-1].has_more


def test_each_page_is_asked_for_once(opened: OpenedCardsPresenter, office: Office) -> None:
    opened.show_person(CURIOUS, TODAY)
    opened.show_older()
    opened.show_older()

    assert office.pages == [None, office.cards[PAGE_ROWS - 1]]


def test_a_refused_page_leaves_what_is_shown(opened: OpenedCardsPresenter, office: Office) -> None:
    states = shown(opened)
    told: list[Exception] = []
    opened.failed.connect(told.append)
    opened.show_person(CURIOUS, TODAY)

    office.error = RightMissing("no supervisor")
    opened.show_older()

    assert told == [office.error]
    assert (len(states[-1].cards), states[-1].has_more) == (PAGE_ROWS, True)
