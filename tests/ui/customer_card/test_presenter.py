from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.reasons_for_call import ReasonKind
from crm_desktop.errors.database import DatabaseUnreachable, RecordGone, TookTooLong
from crm_desktop.ui.customer_card.paper_presenter import PaperSources
from crm_desktop.ui.customer_card.presenter import CardSources, CustomerCardPresenter
from crm_desktop.ui.customer_card.state import CustomerCardState
from tests.ui.customer_card.cards import JAPAN, NOW, a_card, a_parcel, a_payment, an_order
from tests.ui.customer_card.held_jobs import HeldExecutor

SAKIYAMA = a_card(customer_id=2, name="﨑山 蓮")


class Office:
    """What the database would answer; ``error`` makes everything fail."""

    def __init__(self) -> None:
        self.saved: list[WrittenNote] = []
        self.error: Exception | None = None

    def load(self, customer_id: int, why: OpeningReason, call_id: int | None) -> CustomerCard:
        if self.error is not None:
            raise self.error
        return a_card(customer_id=customer_id)

    def save(self, note: WrittenNote) -> None:
        if self.error is not None:
            raise self.error
        self.saved.append(note)

    def sources(self) -> CardSources:
        papers = PaperSources(lambda _ids: [], lambda _ids: {}, lambda _ids: {})
        return CardSources(self.load, self.save, list, papers)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(qtbot: QtBot, office: Office, inline_jobs: Jobs) -> CustomerCardPresenter:
    return CustomerCardPresenter(office.sources(), inline_jobs, now=lambda: NOW, zone=JAPAN)


def states_of(presenter: CustomerCardPresenter) -> list[CustomerCardState]:
    states: list[CustomerCardState] = []
    presenter.changed.connect(states.append)
    return states


def typed(presenter: CustomerCardPresenter, body: str) -> None:
    note = presenter.note.shown_note
    assert note is not None
    presenter.note.edit(replace(note, body=body))


def test_a_customer_is_loading_and_then_there(presenter: CustomerCardPresenter) -> None:
    states = states_of(presenter)

    presenter.show_customer(4182, OpeningReason.SEARCH)

    assert [(state.loading, state.card is not None) for state in states] == [
        (True, False),
        (False, True),
    ]


def test_a_card_at_hand_is_shown_without_asking(
    presenter: CustomerCardPresenter, office: Office
) -> None:
    office.error = DatabaseUnreachable()
    states = states_of(presenter)

    presenter.show_card(SAKIYAMA, 77)

    assert [state.card for state in states] == [SAKIYAMA]


def test_a_card_that_comes_too_late_is_dropped(qtbot: QtBot, office: Office) -> None:
    held = HeldExecutor()
    presenter = CustomerCardPresenter(office.sources(), Jobs(held), now=lambda: NOW, zone=JAPAN)
    states = states_of(presenter)
    presenter.show_customer(4182, OpeningReason.SEARCH)
    presenter.show_card(SAKIYAMA)

    held.do_next()

    assert states[-1].card == SAKIYAMA


def test_a_customer_who_is_gone_is_told(presenter: CustomerCardPresenter, office: Office) -> None:
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    office.error = RecordGone("customer", 4182)
    states = states_of(presenter)

    presenter.show_customer(4182, OpeningReason.SEARCH)

    assert told == [office.error]
    assert states[-1] == CustomerCardState()


def test_the_note_goes_with_its_customer_when_another_call_comes(
    presenter: CustomerCardPresenter, office: Office
) -> None:
    presenter.show_customer(4182, OpeningReason.CALL, 77)
    typed(presenter, "午前中をご希望")

    presenter.show_card(SAKIYAMA, 78)

    saved = [(note.customer_id, note.call_id, note.body) for note in office.saved]
    assert saved == [(4182, 77, "午前中をご希望")]
    assert not presenter.has_unsaved_typing


def test_closing_saves_what_was_typed(presenter: CustomerCardPresenter, office: Office) -> None:
    presenter.show_customer(4182, OpeningReason.CALL, 77)
    typed(presenter, "折り返し")

    presenter.close()

    assert [note.body for note in office.saved] == ["折り返し"]


def test_finishing_waits_for_the_note(qtbot: QtBot, office: Office) -> None:
    held = HeldExecutor()
    presenter = CustomerCardPresenter(office.sources(), Jobs(held), now=lambda: NOW, zone=JAPAN)
    finished: list[int] = []
    presenter.finished.connect(finished.append)
    presenter.show_card(SAKIYAMA, 78)
    typed(presenter, "ご注文")
    presenter.finish()
    before = list(finished)

    held.do_next()

    assert (before, finished) == ([], [2])


def test_finishing_does_not_happen_when_saving_fails(
    presenter: CustomerCardPresenter, office: Office
) -> None:
    finished: list[int] = []
    presenter.finished.connect(finished.append)
    presenter.show_card(SAKIYAMA, 78)
    typed(presenter, "ご注文")
    office.error = TookTooLong()

    presenter.finish()

    assert finished == []
    assert presenter.has_unsaved_typing


def test_contact_is_over_although_its_note_waits_for_the_database(
    presenter: CustomerCardPresenter, office: Office
) -> None:
    finished: list[int] = []
    presenter.finished.connect(finished.append)
    presenter.show_card(SAKIYAMA, 78)
    typed(presenter, "ご注文")
    office.error = DatabaseUnreachable()

    presenter.finish()
    presenter.finish()

    assert finished == [SAKIYAMA.customer_id, SAKIYAMA.customer_id]
    office.error = None
    presenter.note.save_all()
    assert len(finished) == 2


def test_nothing_typed_is_finished_at_once(presenter: CustomerCardPresenter) -> None:
    finished: list[int] = []
    presenter.finished.connect(finished.append)
    presenter.show_card(SAKIYAMA, 78)

    presenter.finish()

    assert finished == [2]


def test_the_card_says_why_they_may_call(presenter: CustomerCardPresenter) -> None:
    states = states_of(presenter)
    order = an_order(payments=(a_payment(due_on=NOW.date()),), shipments=(a_parcel("on_the_way"),))

    presenter.show_card(a_card(orders=(order,)))

    assert [reason.kind for reason in states[-1].reasons] == [
        ReasonKind.PARCEL_ON_THE_WAY,
        ReasonKind.PAYMENT_DUE_SOON,
    ]
