from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.card_changes import CardChange, OtherDesk
from crm_desktop.database.queries.customer_card import CardNote, CustomerCard
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.card_live.presenter import CardLivePresenter, CardLiveWork
from crm_desktop.ui.card_live.state import CardLiveState, CardPart, ChangedPart
from crm_desktop.ui.card_live.words import changes_words, others_words
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import a_card

NOW = datetime(2026, 11, 23, 1, 32, tzinfo=UTC)
CARD = a_card(email="m@example.jp")
EMAIL = CardChange("customer", "email", "佐伯", is_me=False, changed_at=NOW)


class Office:
    """What the database says, and where this desk said that it is."""

    def __init__(self) -> None:
        self.card = CARD
        self.changes: tuple[CardChange, ...] = ()
        self.others: tuple[OtherDesk, ...] = ()
        self.places: list[tuple[int | None, int | None]] = []
        self.error: Exception | None = None

    def read(self, _customer_id: int) -> tuple[CustomerCard, tuple[CardChange, ...]]:
        if self.error is not None:
            raise self.error
        return self.card, self.changes

    def be_at_card(self, left: int | None, come_to: int | None) -> None:
        self.places.append((left, come_to))


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> CardLivePresenter:
    work = CardLiveWork(office.read, lambda _id: office.others, office.be_at_card, lambda: NOW)
    return CardLivePresenter(work, inline_jobs)


def states(presenter: CardLivePresenter) -> list[CardLiveState]:
    shown: list[CardLiveState] = []
    presenter.changed.connect(shown.append)
    return shown


def opened(presenter: CardLivePresenter, card: CustomerCard | None) -> None:
    presenter.on_card(CustomerCardState(card))


def test_change_of_a_colleague_is_shown_and_marked(
    presenter: CardLivePresenter, office: Office, qtbot: QtBot
) -> None:
    opened(presenter, CARD)
    office.card, office.changes = replace(CARD, email="s@example.jp"), (EMAIL,)
    shown = states(presenter)

    with qtbot.waitSignal(presenter.renewed) as renewed:
        presenter.on_changed(is_sure=True)

    assert renewed.args == [office.card]
    assert shown[-1].marks == (ChangedPart(CardPart.EMAIL, "佐伯", NOW),)


def test_own_change_is_shown_and_not_marked(
    presenter: CardLivePresenter, office: Office, qtbot: QtBot
) -> None:
    opened(presenter, CARD)
    office.card = replace(CARD, email="s@example.jp")
    office.changes = (replace(EMAIL, is_me=True),)
    shown = states(presenter)

    with qtbot.waitSignal(presenter.renewed):
        presenter.on_changed(is_sure=True)

    assert shown == []


def test_nothing_new_shows_nothing(presenter: CardLivePresenter, qtbot: QtBot) -> None:
    opened(presenter, CARD)

    with qtbot.assertNotEmitted(presenter.renewed):
        presenter.on_changed(is_sure=True)


def test_change_of_any_card_is_looked_at_later(
    presenter: CardLivePresenter, office: Office, qtbot: QtBot
) -> None:
    opened(presenter, CARD)
    office.card = replace(CARD, email="s@example.jp")

    with qtbot.assertNotEmitted(presenter.renewed):
        presenter.on_changed(is_sure=False)
    with qtbot.waitSignal(presenter.renewed):
        pass


def test_import_that_goes_on_is_looked_at_now_and_then(
    presenter: CardLivePresenter, office: Office
) -> None:
    opened(presenter, CARD)
    presenter._read_after_many()

    presenter.on_changed(is_sure=False)

    assert presenter._soon.remainingTime() > 10_000


def test_somebody_else_is_looked_for_again_until_they_are_gone(
    presenter: CardLivePresenter, office: Office
) -> None:
    opened(presenter, CARD)
    office.others = (OtherDesk("佐伯", is_me=False),)
    presenter.on_people()
    assert presenter._look.isActive()
    office.others = ()

    presenter._look.timeout.emit()

    assert not presenter._look.isActive()


def test_desk_says_where_it_is_and_again_after_a_lost_line(
    presenter: CardLivePresenter, office: Office
) -> None:
    opened(presenter, CARD)
    opened(presenter, replace(CARD, email="s@example.jp"))
    presenter.on_linked(linked=False)
    presenter.on_linked(linked=True)
    opened(presenter, None)

    me = CARD.customer_id
    assert office.places == [(None, me), (None, me), (me, None)]


def test_others_at_the_card_are_told_until_it_is_closed(
    presenter: CardLivePresenter, office: Office
) -> None:
    opened(presenter, CARD)
    shown = states(presenter)
    office.others = (OtherDesk("佐伯", is_me=False),)

    presenter.on_people()
    assert shown[-1].others == office.others
    opened(presenter, None)

    assert shown[-1] == CardLiveState()


def test_database_that_is_away_is_no_error_here(
    presenter: CardLivePresenter, office: Office, qtbot: QtBot
) -> None:
    opened(presenter, CARD)
    office.error = DatabaseUnreachable()

    with qtbot.assertNotEmitted(presenter.failed):
        presenter.on_changed(is_sure=True)


def test_note_of_a_colleague_is_marked_with_who_wrote_it(
    presenter: CardLivePresenter, office: Office
) -> None:
    opened(presenter, CARD)
    office.card = replace(
        CARD, notes=(CardNote(1, NOW, "佐伯", "", "折り返し", "open"), *CARD.notes)
    )
    office.changes = (replace(EMAIL, subject="contact_note", field=""),)
    shown = states(presenter)

    presenter.on_changed(is_sure=True)

    assert shown[-1].marks == (ChangedPart(CardPart.NOTES, "佐伯", NOW),)


def test_words_name_each_person_once(formats: Formats) -> None:
    marks = (
        ChangedPart(CardPart.EMAIL, "佐伯", NOW),
        ChangedPart(CardPart.ORDERS, "", NOW),
        ChangedPart(CardPart.PHONES, "佐伯", NOW),
    )

    words = changes_words(marks, formats)

    assert words == (
        "佐伯 changed at 10:32: phone numbers, e-mail   Changed at 10:32: orders or payments"
    )


def test_own_other_desk_is_told_as_such() -> None:
    others = (OtherDesk("田所", is_me=True), OtherDesk("佐伯", is_me=False))

    assert others_words(others) == "Also open at another desk: you, at another PC, 佐伯"
