from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.access_history import CardLook
from crm_desktop.errors.access import RightMissing
from crm_desktop.ui.access_history.presenter import AccessHistoryPresenter
from crm_desktop.ui.access_history.state import AccessHistoryState, LookKind
from tests.ui.access_history.looks import a_look
from tests.ui.customer_card.held_jobs import HeldExecutor

LOOKS = (
    a_look("history", login="saeki", staff_name="佐伯 直子"),
    a_look("update", subject="customer_phone"),
    a_look("open", login="sakiyama", staff_name="﨑山 蓮"),
    a_look("open"),
)


class Office:
    """What the database would answer; ``error`` makes it refuse."""

    error: Exception | None = None

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, customer_id: int) -> tuple[CardLook, ...]:
        self.asked.append(customer_id)
        if self.error is not None:
            raise self.error
        return LOOKS


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> AccessHistoryPresenter:
    return AccessHistoryPresenter(office.read, inline_jobs)


def shown(presenter: AccessHistoryPresenter) -> list[AccessHistoryState]:
    states: list[AccessHistoryState] = []
    presenter.changed.connect(states.append)
    return states


def test_history_is_loading_and_then_there(presenter: AccessHistoryPresenter) -> None:
    states = shown(presenter)

    presenter.show_customer(7, "髙橋 美智子")

    assert [(state.loading, len(state.shown)) for state in states] == [(True, 0), (False, 4)]
    assert states[-1].people == {"saeki": "佐伯 直子", "tadokoro": "田所 誠", "sakiyama": "﨑山 蓮"}


def test_person_and_kind_narrow_it_down_together(presenter: AccessHistoryPresenter) -> None:
    states = shown(presenter)
    presenter.show_customer(7, "髙橋 美智子")

    presenter.choose_person("tadokoro")
    presenter.choose_kind(LookKind.OPENED)
    presenter.choose_person("")

    assert [len(state.shown) for state in states[-3:]] == [2, 1, 2]


def test_narrowing_asks_the_database_nothing(
    presenter: AccessHistoryPresenter, office: Office
) -> None:
    presenter.show_customer(7, "髙橋 美智子")
    presenter.choose_kind(LookKind.CHANGED)

    assert office.asked == [7]


def test_another_customer_begins_without_filters(presenter: AccessHistoryPresenter) -> None:
    states = shown(presenter)
    presenter.show_customer(7, "髙橋 美智子")
    presenter.choose_kind(LookKind.REFUSED)

    presenter.show_customer(8, "﨑山 蓮")

    assert (states[-1].kind, len(states[-1].shown)) == (None, 4)


def test_refusal_is_told_and_shows_nothing(
    presenter: AccessHistoryPresenter, office: Office
) -> None:
    office.error = RightMissing("no supervisor")
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    states = shown(presenter)

    presenter.show_customer(7, "髙橋 美智子")

    assert told == [office.error]
    assert (states[-1].failed, states[-1].loading, states[-1].looks) == (True, False, ())


def test_answer_about_the_customer_before_is_dropped(office: Office, qapp: object) -> None:
    held = HeldExecutor()
    presenter = AccessHistoryPresenter(office.read, Jobs(held))
    states = shown(presenter)
    presenter.show_customer(7, "髙橋 美智子")
    presenter.show_customer(8, "﨑山 蓮")

    held.do_next()

    assert states[-1] == AccessHistoryState(8, "﨑山 蓮", loading=True)
