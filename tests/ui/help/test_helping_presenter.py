from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from crm_desktop.actions.help_requests import WhisperWish
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.help_requests import HelpAsked
from crm_desktop.errors.help import HelpOver
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.help.helping_presenter import HelpingPresenter, HelpingWork
from crm_desktop.ui.help.state import HelpingState
from tests.ui.customer_card.cards import a_card

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ASKED = HelpAsked(UUID(int=1), 5, "佐伯 千鶴", NOW, 7, "", "通販受付", "返品")
CARD = CustomerCardState(card=a_card(customer_id=7))


class Office:
    """Somebody waits until the request is taken off the list."""

    def __init__(self) -> None:
        self.waiting = [ASKED]
        self.heard: list[WhisperWish] = []

    def asked(self) -> list[HelpAsked]:
        return self.waiting

    def whisper(self, wish: WhisperWish) -> None:
        if not self.waiting:
            raise HelpOver
        self.heard.append(wish)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> HelpingPresenter:
    work = HelpingWork(office.asked, office.whisper)
    return HelpingPresenter(work, inline_jobs, now=lambda: NOW)


def shown(presenter: HelpingPresenter) -> list[HelpingState]:
    states: list[HelpingState] = []
    presenter.changed.connect(states.append)
    return states


def test_word_goes_to_who_asked_with_the_card_that_is_open(
    presenter: HelpingPresenter, office: Office
) -> None:
    states = shown(presenter)
    presenter.on_news()
    presenter.on_card(CARD)
    presenter.whisper(" 返金できます ")

    (wish,) = office.heard
    assert (wish.staff_id, wish.customer_id, wish.body) == (5, 7, "返金できます")
    assert (states[-1].sent_at, states[-1].sending) == (NOW, False)


@pytest.mark.parametrize("card", [CustomerCardState(), CustomerCardState(card=a_card())])
def test_nothing_is_whispered_from_another_card(
    card: CustomerCardState, presenter: HelpingPresenter, office: Office
) -> None:
    presenter.on_news()
    presenter.on_card(card)
    presenter.whisper("返金できます")

    assert office.heard == []


def test_word_that_came_too_late_is_told_and_the_list_read_anew(
    presenter: HelpingPresenter, office: Office
) -> None:
    states, told = shown(presenter), list[object]()
    presenter.failed.connect(told.append)
    presenter.on_news()
    presenter.on_card(CARD)
    office.waiting = []
    presenter.whisper("返金できます")

    assert isinstance(told[0], HelpOver)
    assert states[-1] == HelpingState()


def test_who_asked_with_the_card_that_is_left_is_not_here_any_more(
    presenter: HelpingPresenter,
) -> None:
    states = shown(presenter)
    presenter.on_news()
    presenter.on_card(CARD)
    assert states[-1].here == ASKED

    presenter.on_card(CustomerCardState())

    assert states[-1].here is None
    assert states[-1].asked == (ASKED,)
