from __future__ import annotations

from datetime import UTC, datetime

from crm_desktop.ui.call_list.presenter import MOST_RECENT, CallListPresenter
from crm_desktop.ui.call_list.state import CallListState, RecentCustomer
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState

CALL = DeskCall(1, CallPhase.RINGING, datetime(2026, 11, 23, tzinfo=UTC), "+81353211111")


def recent(customer_id: int, name: str = "髙橋 美智子") -> RecentCustomer:
    return RecentCustomer(customer_id, name, "タカハシ ミチコ")


def shown(presenter: CallListPresenter) -> list[CallListState]:
    states: list[CallListState] = []
    presenter.changed.connect(states.append)
    return states


def test_calls_and_the_one_in_front_are_shown(qapp: object) -> None:
    presenter = CallListPresenter()
    states = shown(presenter)

    presenter.on_calls(IncomingCallState((CALL,), CALL))

    assert states == [CallListState(calls=(CALL,), front_call_id=1)]


def test_the_customer_opened_last_stands_first_and_once(qapp: object) -> None:
    presenter = CallListPresenter()
    states = shown(presenter)

    for customer_id in (7, 8, 7):
        presenter.on_customer_opened(recent(customer_id))

    assert [customer.customer_id for customer in states[-1].recent] == [7, 8]
    assert states[-1].open_customer_id == 7


def test_recent_customers_are_few(qapp: object) -> None:
    presenter = CallListPresenter()
    states = shown(presenter)

    for customer_id in range(30):
        presenter.on_customer_opened(recent(customer_id))

    assert len(states[-1].recent) == MOST_RECENT


def test_counts_and_closing_leave_the_rest_alone(qapp: object) -> None:
    presenter = CallListPresenter()
    states = shown(presenter)
    presenter.on_customer_opened(recent(7))
    presenter.on_counts(missed=3, tasks_today=4, tasks_late=1)
    presenter.on_customer_closed()

    last = states[-1]
    assert (last.missed, last.tasks_today, last.tasks_late) == (3, 4, 1)
    assert last.open_customer_id is None
    assert len(last.recent) == 1
