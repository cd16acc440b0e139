from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest

from crm_desktop.actions.help_requests import HelpWish
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.help_requests import Whisper
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.help import HelpEnded
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.help.asking_presenter import AskingPresenter, AskingWork
from crm_desktop.ui.help.state import AskingState
from tests.ui.customer_card.cards import a_card

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
CARD = CustomerCardState(card=a_card(customer_id=7))
OTHER = CustomerCardState(card=a_card(customer_id=8))


class Office:
    """Remembers what it was told; ``whispered`` waits for whoever reads."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.whispered: list[Whisper] = []
        self.away = False
        self.over_already = False

    def ask(self, wish: HelpWish) -> None:
        if self.away:
            raise DatabaseUnreachable
        if self.over_already:
            raise HelpEnded
        self.told.append(("ask", wish.customer_id, wish.call_id, wish.word))

    def end(self, _operation: UUID) -> None:
        self.told.append("end")

    def over(self, customer_id: int) -> None:
        self.told.append(("over", customer_id))

    def whispers(self) -> list[Whisper]:
        return self.whispered

    def seen(self, ids: Sequence[int]) -> None:
        self.told.append(("seen", *ids))


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> AskingPresenter:
    work = AskingWork(office.ask, office.end, office.over, office.whispers, office.seen)
    return AskingPresenter(work, inline_jobs, now=lambda: NOW)


def shown(presenter: AskingPresenter) -> list[AskingState]:
    states: list[AskingState] = []
    presenter.changed.connect(states.append)
    return states


def test_help_is_asked_for_once_and_a_word_is_added(
    presenter: AskingPresenter, office: Office
) -> None:
    states = shown(presenter)
    presenter.on_card(CARD)
    presenter.ask(31)
    presenter.ask(31)
    presenter.say(" 返品 ")
    presenter.say("  ")

    assert office.told == [("ask", 7, 31, ""), ("ask", 7, 31, "返品")]
    assert states[-1] == AskingState(NOW, "返品")


def test_without_a_card_nothing_is_asked(presenter: AskingPresenter, office: Office) -> None:
    presenter.ask(None)
    presenter.say("返品")
    presenter.withdraw()

    assert office.told == []


@pytest.mark.parametrize("after", [CustomerCardState(), OTHER])
def test_another_card_ends_what_was_asked(
    after: CustomerCardState, presenter: AskingPresenter, office: Office
) -> None:
    states = shown(presenter)
    presenter.on_card(CARD)
    presenter.ask(None)
    presenter.on_card(after)

    assert office.told[-1] == ("over", 7)
    assert states[-1] == AskingState()


def test_same_card_loaded_again_goes_on_asking(presenter: AskingPresenter, office: Office) -> None:
    presenter.on_card(CARD)
    presenter.ask(None)
    presenter.on_card(CustomerCardState(loading=True))
    presenter.on_card(CARD)

    assert office.told == [("ask", 7, None, "")]


def test_card_without_help_ends_nothing(presenter: AskingPresenter, office: Office) -> None:
    presenter.on_card(CARD)
    presenter.on_card(CustomerCardState())

    assert office.told == []


def test_whisper_about_another_customer_stays_off_this_card(
    presenter: AskingPresenter, office: Office
) -> None:
    states = shown(presenter)
    here, elsewhere = Whisper(1, "田所", 7, "返金可"), Whisper(2, "田所", 8, "不可")
    presenter.on_card(CARD)
    office.whispered = [here, elsewhere]
    presenter.on_news()

    assert states[-1].whispers == (here,)


def test_each_whisper_is_announced_once(presenter: AskingPresenter, office: Office) -> None:
    announced: list[str] = []
    presenter.whispered.connect(announced.append)
    presenter.on_card(CARD)
    office.whispered = [Whisper(1, "田所", 7, "返金可")]
    presenter.on_news()
    office.whispered.append(Whisper(2, "田所", 7, "送料も"))
    presenter.on_news()

    assert announced == ["返金可", "送料も"]


def test_what_is_put_away_is_told_as_seen(presenter: AskingPresenter, office: Office) -> None:
    states = shown(presenter)
    presenter.on_card(CARD)
    office.whispered = [Whisper(1, "田所", 7, "返金可"), Whisper(2, "田所", 7, "送料も")]
    presenter.on_news()
    presenter.put_away()
    presenter.put_away()

    assert office.told == [("seen", 1, 2)]
    assert states[-1].whispers == ()


def test_request_that_was_not_heard_can_be_made_again(
    presenter: AskingPresenter, office: Office
) -> None:
    states, told = shown(presenter), list[object]()
    presenter.failed.connect(told.append)
    presenter.on_card(CARD)
    office.away = True
    presenter.ask(None)
    assert (len(told), states[-1]) == (1, AskingState())

    office.away = False
    presenter.ask(None)

    assert states[-1].asked_at == NOW


def test_word_for_a_request_that_has_ended_shows_that_nothing_is_asked(
    presenter: AskingPresenter, office: Office
) -> None:
    presenter.on_card(CARD)
    presenter.ask(None)
    states, told, said = shown(presenter), list[Exception](), list[HelpWish]()
    presenter.failed.connect(told.append)
    presenter.said.connect(said.append)
    office.over_already = True

    presenter.say("返品のこと")

    assert [type(error) for error in told] == [HelpEnded]
    assert (said, states[-1], presenter.asked_about) == ([], AskingState(), None)
