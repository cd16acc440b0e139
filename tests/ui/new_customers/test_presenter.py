from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.new_customers import CardHolder
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.new_customers.card_presenter import CardHolderPresenter
from crm_desktop.ui.new_customers.presenter import NewCustomersPresenter, NewCustomersWork
from crm_desktop.ui.new_customers.state import (
    CardHolderState,
    NewCustomersReading,
    NewCustomersState,
)
from tests.ui.customer_card.cards import a_card
from tests.ui.new_customers.rows import a_row


@dataclass
class Office:
    """Customers 7 and 8 are new until they are marked."""

    waiting: list[int] = field(default_factory=lambda: [7, 8])
    away: bool = False

    def read(self) -> NewCustomersReading:
        if self.away:
            raise DatabaseUnreachable
        return NewCustomersReading(tuple(a_row(customer_id=one) for one in self.waiting))

    def mark(self, ids: Sequence[int], worked: bool) -> None:  # noqa: FBT001 (a callable)
        others = [one for one in self.waiting if one not in ids]
        self.waiting = others if worked else sorted([*others, *ids])


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> NewCustomersPresenter:
    return NewCustomersPresenter(NewCustomersWork(office.read, office.mark), inline_jobs)


def shown(presenter: NewCustomersPresenter) -> list[NewCustomersState]:
    states: list[NewCustomersState] = []
    presenter.changed.connect(states.append)
    return states


def test_who_is_worked_through_goes_and_comes_back(presenter: NewCustomersPresenter) -> None:
    states = shown(presenter)
    presenter.refresh()
    presenter.work_through([7])
    presenter.put_back()

    assert [(state.count, state.worked) for state in states] == [(2, 0), (1, 1), (2, 0)]


def test_nothing_is_put_back_that_was_not_marked(
    presenter: NewCustomersPresenter, office: Office
) -> None:
    presenter.put_back()

    assert office.waiting == [7, 8]


def test_what_was_read_stays_when_reading_fails(
    presenter: NewCustomersPresenter, office: Office
) -> None:
    states = shown(presenter)
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    presenter.refresh()
    office.away = True
    presenter.refresh()

    assert (len(states), len(told)) == (1, 1)


class Assignment:
    """Whose the customer is."""

    holder: CardHolder | None = CardHolder("佐伯", "")

    def read(self, _customer_id: int) -> CardHolder | None:
        return self.holder


@pytest.fixture
def assignment() -> Assignment:
    return Assignment()


@pytest.fixture
def holder(assignment: Assignment, inline_jobs: Jobs) -> CardHolderPresenter:
    return CardHolderPresenter(assignment.read, inline_jobs)


def test_open_card_tells_once_that_it_changed_hands(
    holder: CardHolderPresenter, assignment: Assignment
) -> None:
    told: list[str] = []
    holder.moved.connect(told.append)
    holder.on_card(CustomerCardState(card=a_card(staff_name="佐伯")))
    assert told == []

    assignment.holder = CardHolder("﨑田", "")
    holder.refresh()
    holder.refresh()

    assert told == ["﨑田"]


def test_nobody_is_asked_about_while_no_card_is_open(
    holder: CardHolderPresenter, assignment: Assignment
) -> None:
    states: list[CardHolderState] = []
    holder.on_card(CustomerCardState(card=a_card(staff_name="佐伯")))
    holder.changed.connect(states.append)
    holder.on_card(CustomerCardState())
    assignment.holder = CardHolder("﨑田", "")
    holder.refresh()

    assert states == [CardHolderState()]


def test_card_that_may_not_be_read_any_more_keeps_what_it_says(
    holder: CardHolderPresenter, assignment: Assignment
) -> None:
    told: list[str] = []
    holder.moved.connect(told.append)
    holder.on_card(CustomerCardState(card=a_card(staff_name="佐伯")))
    assignment.holder = None
    holder.refresh()

    assert told == []
