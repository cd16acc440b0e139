"""A desk's calls without a database, and the steps that it is told, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.database.queries.customers import CallerMatch
from crm_desktop.domain.call import CallDirection, CallStage, LegOutcome
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.incoming_call.presenter import CallQuestions, IncomingCallPresenter
from crm_desktop.ui.incoming_call.state import (
    CallerAnswer,
    DeskCall,
    IncomingCallState,
)

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MICHIKO = CallerMatch(
    7,
    "C-000007",
    "髙橋 美智子",
    "タカハシ ミチコ",
    date(1954, 3, 5),
    "female",
    NOW,
    "青汁30包×2",
    False,
)
TARO = replace(MICHIKO, customer_id=8, code="C-000008", name="髙橋 太郎", last_chosen=True)
ANSWERS = {
    "+81353211111": CallerAnswer((MICHIKO,)),
    "+81353212222": CallerAnswer((TARO, MICHIKO)),
}


def ringing(call_id: int = 1, caller: str | None = "+81353211111", **more: Any) -> CallStepRow:
    step = CallStepRow(
        step_id=call_id * 10,
        call_id=call_id,
        stage=CallStage.RINGING,
        extension="201",
        outcome=None,
        happened_at=NOW,
        direction=CallDirection.IN,
        caller=caller,
        no_number_reason=None if caller else NoNumberReason.WITHHELD,
        caller_raw="",
        called_raw="0120000000",
        line_name="通販受付",
        queue="",
        customer_id=None,
        began_at=NOW,
        answered_at=None,
        over=False,
    )
    return replace(step, **more)


def answered(step: CallStepRow) -> CallStepRow:
    return replace(step, stage=CallStage.ANSWERED)


def ended(step: CallStepRow, outcome: LegOutcome) -> CallStepRow:
    return replace(step, stage=CallStage.ENDED, outcome=outcome)


@dataclass
class Desk:
    """A presenter with everything it said, at a telephone with the extension 201."""

    jobs: Jobs
    may_replace: bool = True
    database_is_away: bool = False
    asked: list[str] = field(default_factory=list)
    called: tuple[CallerMatch, ...] = ()
    remembered: list[tuple[int, int]] = field(default_factory=list)
    attached: list[tuple[int, str, int]] = field(default_factory=list)
    said: list[tuple[str, Any]] = field(default_factory=list)
    states: list[IncomingCallState] = field(default_factory=list)

    def attach(self, call: DeskCall, form: Form) -> None:
        """Give the number of a call to its customer, as the database does."""
        self.attached.append((call.customer_id or 0, call.number, call.call_id))
        if self.database_is_away:
            form.waits()
        else:
            form.then(None)

    def __post_init__(self) -> None:
        self.presenter = IncomingCallPresenter(
            "201",
            CallQuestions(
                self.find,
                lambda *a: self.remembered.append(a),
                self.attach,
                self.find_called,
            ),
            self.jobs,
            may_replace=lambda: self.may_replace,
        )
        self.presenter.changed.connect(self.states.append)
        for name in (
            "popped",
            "dialled",
            "identified",
            "customer_wanted",
            "left",
            "missed",
            "failed",
            "correction_wanted",
        ):
            signal = getattr(self.presenter, name)
            signal.connect(lambda value, name=name: self.said.append((name, value)))
        self.presenter.caller_page_wanted.connect(
            lambda: self.said.append(("caller_page_wanted", None))
        )

    def find(self, number: str, call_id: int) -> CallerAnswer:
        self.asked.append(number)
        if self.database_is_away:
            raise OSError
        return ANSWERS.get(number, CallerAnswer(area="東京"))

    def find_called(self, number: str, call_id: int) -> CallerAnswer:
        return replace(self.find(f"called {number}", call_id), matches=self.called)

    def heard(self, name: str) -> list[Any]:
        return [value for said, value in self.said if said == name]

    @property
    def state(self) -> IncomingCallState:
        return self.states[-1]
