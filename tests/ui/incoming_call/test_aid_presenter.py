from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.call_notes import ColleagueInCall
from crm_desktop.domain.unwanted import UnwantedAction, UnwantedRule
from crm_desktop.ui.incoming_call.aid import CallAid, CallAids
from crm_desktop.ui.incoming_call.aid_presenter import CallAidPresenter
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
CALL = DeskCall(1, CallPhase.RINGING, NOW, "+81353211111", lookup=Lookup.ONE, customer_id=7)
NUISANCE = CallAid(UnwantedRule("+81353211111", UnwantedAction.WARN, "無言電話"))
SAEKI = ColleagueInCall(2, "佐伯 千鶴", NOW)


@dataclass
class Desk:
    """A presenter, what it is answered, what it asked and told."""

    jobs: Jobs
    answer: CallAid = NUISANCE
    asked: list[DeskCall] = field(default_factory=list)
    told: list[CallAids] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = CallAidPresenter(self.find, self.jobs)
        self.presenter.changed.connect(self.told.append)

    def find(self, call: DeskCall) -> CallAid:
        self.asked.append(call)
        return self.answer

    def show(self, *calls: DeskCall) -> None:
        self.presenter.on_calls(IncomingCallState(calls, calls[0] if calls else None))


@pytest.fixture
def desk(inline_jobs: Jobs) -> Desk:
    return Desk(inline_jobs)


def test_it_is_asked_once_it_is_known_who_calls(desk: Desk) -> None:
    desk.show(replace(CALL, lookup=Lookup.SEARCHING, customer_id=None))
    assert desk.asked == []

    desk.show(CALL)
    desk.show(replace(CALL, unfinished=True))

    assert len(desk.asked) == 1
    assert desk.told == [{1: NUISANCE}]


def test_other_phase_or_person_is_asked_anew(desk: Desk) -> None:
    desk.show(CALL)
    desk.show(replace(CALL, phase=CallPhase.TALKING))
    desk.show(replace(CALL, phase=CallPhase.TALKING, customer_id=8))

    assert len(desk.asked) == 3
    assert len(desk.told) == 1


def test_what_a_colleague_writes_meanwhile_is_told(desk: Desk) -> None:
    desk.answer = CallAid(colleagues=(SAEKI,))
    desk.show(CALL)

    desk.answer = CallAid(colleagues=(replace(SAEKI, notes=("青汁2箱",)),))
    desk.presenter.refresh()

    assert [aids[1].colleagues[0].notes for aids in desk.told] == [(), ("青汁2箱",)]


def test_call_that_is_gone_has_no_aid(desk: Desk) -> None:
    desk.show(CALL)
    desk.show()

    assert desk.told[-1] == {}
