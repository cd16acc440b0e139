"""Questions asked about calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, func, select, true
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import Call, CallLeg, CallStep
from crm_desktop.domain.call import CallDirection, CallStage, LegOutcome
from crm_desktop.domain.no_number import NoNumberReason

MOST_STEPS: Final = 500


@dataclass(frozen=True, slots=True)
class CallStepRow:
    """One step with what a desk needs of its call, as the call was when the row was read.

    ``extension`` is empty for a step of the whole call. ``caller`` is the outside number in E.164,
    ``called_raw`` the office's own number as received, ``line_name`` what the office calls it.
    ``over`` tells that the call has ended meanwhile: a ringing step of it needs no pop.
    """

    step_id: int
    call_id: int
    stage: CallStage
    extension: str
    outcome: LegOutcome | None
    happened_at: datetime
    direction: CallDirection
    caller: str | None
    no_number_reason: NoNumberReason | None
    caller_raw: str
    called_raw: str
    line_name: str
    queue: str
    customer_id: int | None
    began_at: datetime
    answered_at: datetime | None
    over: bool


@dataclass(frozen=True, slots=True)
class CallSteps:
    """Steps in their order, and the id after which to ask for the next ones.

    ``followed_to`` also counts the steps that this login does not see. ``more`` tells that the
    answer was full: there may be more to ask for at once.
    """

    followed_to: int
    rows: tuple[CallStepRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class CallsNow:
    """Where to follow the steps from, and the steps at which the calls in progress stand."""

    newest_step_id: int
    in_progress: tuple[CallStepRow, ...]


def newest_call_step(session: Session) -> int:
    """Return the id of the newest step, whoever may see it; 0 when there is none."""
    return session.scalar(select(func.newest_step_id())) or 0


def call_steps_after(session: Session, step_id: int, *, limit: int = MOST_STEPS) -> CallSteps:
    """Return the oldest ``limit`` steps newer than ``step_id``."""
    newest = select(func.newest_step_id().label("id")).subquery()
    steps = _steps().where(CallStep.id > step_id).order_by(CallStep.id).limit(limit).lateral()
    statement = (
        select(newest.c.id, *steps.c).outerjoin(steps, true()).order_by(newest.c.id, steps.c[0])
    )
    answer = session.execute(statement).all()
    rows = tuple(CallStepRow(*row[1:]) for row in answer if row[1] is not None)
    if len(rows) == limit:
        return CallSteps(rows[-1].step_id, rows, more=True)
    return CallSteps(max(step_id, answer[0][0]), rows, more=False)


def calls_now(session: Session, extension: str) -> CallsNow:
    """Return the calls ringing or talking at ``extension``, and where to follow on from.

    Both are told from the steps up to one id, so that nothing is missed or told twice when the
    steps after it are read next.
    """
    newest = newest_call_step(session)
    newest_of_leg = (
        select(func.max(CallStep.id))
        .join(CallLeg, (CallLeg.call_id == CallStep.call_id) & CallLeg.ended_at.is_(None))
        .where(CallLeg.extension == extension, CallStep.extension == extension)
        .where(CallStep.id <= newest)
        .group_by(CallStep.call_id)
    )
    statement = (
        _steps()
        .where(CallStep.id.in_(newest_of_leg), CallStep.stage != CallStage.ENDED)
        .where(Call.ended_at.is_(None))
        .order_by(CallStep.id)
        .limit(MOST_STEPS)
    )
    rows = [CallStepRow(*row) for row in session.execute(statement)] if extension else []
    return CallsNow(newest, tuple(rows))


@dataclass(frozen=True, slots=True)
class CallGoingOn:
    """A call that has not ended; ``is_ringing`` at some telephone, not only waiting in a queue."""

    source: str
    source_call_id: str
    began_at: datetime
    answered_at: datetime | None
    is_ringing: bool
    caller: str | None
    caller_raw: str


def calls_going_on_at(
    session: Session, extension: str, source: str, *, limit: int = 100
) -> list[CallGoingOn]:
    """Return the calls of ``source`` that ring or talk at ``extension``, newest first."""
    here = CallLeg.call_id == Call.id, CallLeg.ended_at.is_(None), CallLeg.extension == extension
    statement = _going_on().where(Call.source == source, exists().where(*here))
    rows = session.execute(statement.order_by(Call.id.desc()).limit(limit))
    return [CallGoingOn(*row) for row in rows]


def calls_begun_before(session: Session, at: datetime, *, limit: int = 500) -> list[CallGoingOn]:
    """Return the calls that began before ``at`` and have not ended, oldest first."""
    statement = _going_on().where(Call.began_at < at).order_by(Call.began_at, Call.id).limit(limit)
    return [CallGoingOn(*row) for row in session.execute(statement)]


def own_calls_begun_before(
    session: Session, at: datetime, *, limit: int = 500
) -> list[CallGoingOn]:
    """Return those of `calls_begun_before` that this very login has reported."""
    statement = _going_on().where(Call.began_at < at, Call.reported_by == func.session_user())
    rows = session.execute(statement.order_by(Call.began_at, Call.id).limit(limit))
    return [CallGoingOn(*row) for row in rows]


def _steps() -> Select[*tuple[Any, ...]]:
    return select(
        CallStep.id,
        CallStep.call_id,
        CallStep.stage,
        CallStep.extension,
        CallStep.outcome,
        CallStep.happened_at,
        Call.direction,
        Call.caller,
        Call.no_number_reason,
        Call.caller_raw,
        Call.called_raw,
        Call.line_name,
        Call.queue,
        Call.customer_id,
        Call.began_at,
        Call.answered_at,
        Call.ended_at.is_not(None),
    ).join(Call, Call.id == CallStep.call_id)


def _going_on() -> Select[*tuple[Any, ...]]:
    ringing = CallLeg.call_id == Call.id, CallLeg.ended_at.is_(None), CallLeg.answered_at.is_(None)
    return select(
        Call.source,
        Call.source_call_id,
        Call.began_at,
        Call.answered_at,
        exists().where(*ringing),
        Call.caller,
        Call.caller_raw,
    ).where(Call.ended_at.is_(None))
