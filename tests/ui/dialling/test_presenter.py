from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from crm_desktop.actions.dialling import DialWish
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.dial_requests import DialProgress
from crm_desktop.domain.dial_request import DialProblem, DialState, NumberShown
from crm_desktop.domain.dialling import DialCaution
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.ui.dialling import presenter as module
from crm_desktop.ui.dialling.presenter import DialPresenter, DialQuestions, StartedDialling
from crm_desktop.ui.dialling.state import DialStage, DialView
from crm_desktop.ui.incoming_call.state import DialledHere

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@dataclass
class Office:
    """What dials, and what it says; ``wishes`` are those it was given."""

    started: StartedDialling = field(default_factory=lambda: StartedDialling(5, is_followed=True))
    stands: DialProgress = field(default_factory=lambda: DialProgress(DialState.ASKED))
    refusal: Exception | None = None
    takes_links: bool = True
    wishes: list[DialWish] = field(default_factory=list)
    settled: list[DialProblem | None] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    views: list[DialView] = field(default_factory=list)
    expected: list[DialledHere] = field(default_factory=list)
    presenters: list[DialPresenter] = field(default_factory=list)

    def dial(self, wish: DialWish) -> StartedDialling:
        self.wishes.append(wish)
        if self.refusal is not None:
            raise self.refusal
        return self.started

    def settle(self, _request_id: int, problem: DialProblem | None) -> DialProgress:
        self.settled.append(problem)
        if problem is None or self.stands.state is not DialState.ASKED:
            return DialProgress(DialState.PLACED)
        return DialProgress(DialState.FAILED, str(problem))

    def open_link(self, link: str) -> bool:
        self.links.append(link)
        return self.takes_links

    def presenter(self, jobs: Jobs, *, confirms: bool = False) -> DialPresenter:
        presenter = DialPresenter(
            DialQuestions(self.dial, lambda _request_id: self.stands, self.settle),
            jobs,
            open_link=self.open_link,
            now=lambda: NOW,
            confirms=confirms,
        )
        presenter.changed.connect(self.views.append)
        presenter.dialled.connect(self.expected.append)
        self.presenters.append(presenter)
        return presenter

    @property
    def stages(self) -> list[DialStage]:
        return [view.stage for view in self.views]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(module, "LOOK_EVERY_MS", 1)
    monkeypatch.setattr(module, "NOBODY_TOOK_IT_MS", 5)
    monkeypatch.setattr(module, "FOLLOWED_MS", 200)
    office = Office()
    yield office
    for presenter in office.presenters:
        delete(presenter)  # a timer that runs must not be left to whichever thread collects it


def test_ordinary_number_is_dialled_at_once(office: Office, inline_jobs: Jobs) -> None:
    office.presenter(inline_jobs).want("03-5321-1111", 7, "髙橋 美智子")

    assert [(wish.number, wish.customer_id) for wish in office.wishes] == [("+81353211111", 7)]
    assert office.expected == [DialledHere("+81353211111", NOW, 7, "髙橋 美智子")]


def test_costly_number_waits_for_a_yes(office: Office, inline_jobs: Jobs) -> None:
    presenter = office.presenter(inline_jobs)
    presenter.want("0570-000-123")

    assert (office.wishes, office.views[-1].caution) == ([], DialCaution.NAVI)
    presenter.confirm(NumberShown.HIDDEN)
    assert [wish.number_shown for wish in office.wishes] == [NumberShown.HIDDEN]


def test_no_is_no(office: Office, inline_jobs: Jobs) -> None:
    presenter = office.presenter(inline_jobs)
    presenter.want("0570-000-123")
    presenter.cancel()
    presenter.confirm(NumberShown.AS_USUAL)

    assert (office.wishes, office.stages[-1]) == ([], DialStage.NONE)


def test_office_may_want_to_be_asked_each_time(office: Office, inline_jobs: Jobs) -> None:
    office.presenter(inline_jobs, confirms=True).want("03-5321-1111")

    assert (office.wishes, office.stages) == ([], [DialStage.ASKING])


@pytest.mark.parametrize("text", ["110", "119", "#9110", "201", "非通知", ""])
def test_what_is_never_dialled_says_why(office: Office, inline_jobs: Jobs, text: str) -> None:
    office.presenter(inline_jobs).want(text)

    assert (office.wishes, office.stages) == ([], [DialStage.FAILED])


def test_prefix_that_is_written_is_kept(office: Office, inline_jobs: Jobs) -> None:
    office.presenter(inline_jobs).want("184 +819012345678")

    assert [wish.number_shown for wish in office.wishes] == [NumberShown.HIDDEN]


def test_key_pressed_twice_dials_once(office: Office, inline_jobs: Jobs) -> None:
    presenter = office.presenter(inline_jobs)
    presenter.want("03-5321-1111")
    presenter.want("03-5321-1111")

    assert len(office.wishes) == 1


def test_exchange_that_took_it_rings_the_telephone(
    qtbot: QtBot, office: Office, inline_jobs: Jobs
) -> None:
    presenter = office.presenter(inline_jobs)
    office.stands = DialProgress(DialState.PLACED)
    presenter.want("03-5321-1111")
    qtbot.waitUntil(lambda: DialStage.RINGING in office.stages)

    assert office.settled == []


def test_call_that_is_told_of_ends_the_strip(
    qtbot: QtBot, office: Office, inline_jobs: Jobs
) -> None:
    presenter = office.presenter(inline_jobs)
    office.stands = DialProgress(DialState.PLACED, call_id=12)
    presenter.want("03-5321-1111")
    qtbot.waitUntil(lambda: office.stages[-1] is DialStage.NONE)

    assert DialStage.FAILED not in office.stages


def test_request_that_nobody_takes_is_withdrawn_and_said(
    qtbot: QtBot, office: Office, inline_jobs: Jobs
) -> None:
    presenter = office.presenter(inline_jobs)
    presenter.want("03-5321-1111")
    qtbot.waitUntil(lambda: office.stages[-1] is DialStage.FAILED)

    assert office.settled == [DialProblem.NOBODY_TOOK_IT]
    error = office.views[-1].error
    assert isinstance(error, NotDialled)
    assert error.problem == DialProblem.NOBODY_TOOK_IT


def test_failure_of_the_exchange_is_said(qtbot: QtBot, office: Office, inline_jobs: Jobs) -> None:
    presenter = office.presenter(inline_jobs)
    office.stands = DialProgress(DialState.FAILED, "not_allowed")
    presenter.want("03-5321-1111")
    qtbot.waitUntil(lambda: office.stages[-1] is DialStage.FAILED)

    assert str(office.views[-1].error) == "not dialled: not_allowed"


def test_link_is_given_to_this_pc_and_recorded(office: Office, inline_jobs: Jobs) -> None:
    office.started = StartedDialling(5, link="tel:0353211111")
    office.presenter(inline_jobs).want("03-5321-1111")

    assert office.links == ["tel:0353211111"]
    assert (office.stages[-1], office.settled) == (DialStage.HANDED_OVER, [None])


def test_pc_without_a_program_for_links_says_so(office: Office, inline_jobs: Jobs) -> None:
    office.started, office.takes_links = StartedDialling(5, link="tel:0353211111"), False
    office.presenter(inline_jobs).want("03-5321-1111")

    assert office.stages[-1] is DialStage.FAILED
    assert office.settled == [DialProblem.LINK_REFUSED]


def test_refusal_is_shown_in_the_strip(office: Office, inline_jobs: Jobs) -> None:
    office.refusal = NotDialled(DialProblem.NO_TELEPHONE)
    office.presenter(inline_jobs).want("03-5321-1111")

    assert office.views[-1].error is office.refusal
