"""Questions asked about calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.engine import driver_connection
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.database.queries.calls_statements import (
    CALLS_NOW,
    OWN_STEPS_AFTER,
    STEPS_AFTER,
)
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


def see_that_it_answers(session: Session) -> None:
    """Ask nothing; whoever follows no calls knows by it that the line is there."""
    session.execute(select(1))


def newest_call_step(session: Session) -> int:
    """Return the id of the newest step, whoever may see it; 0 when there is none."""
    return session.scalar(select(func.newest_step_id())) or 0


def call_steps_after(session: Session, step_id: int, *, limit: int = MOST_STEPS) -> CallSteps:
    """Return the oldest ``limit`` steps newer than ``step_id``."""
    return _steps_after(session, STEPS_AFTER, step_id, limit)


def own_call_steps_after(session: Session, step_id: int, *, limit: int = MOST_STEPS) -> CallSteps:
    """Return those of `call_steps_after` that concern the telephone of this login."""
    return _steps_after(session, OWN_STEPS_AFTER, step_id, limit)


def _steps_after(session: Session, statement: bytes, step_id: int, limit: int) -> CallSteps:
    found = (
        driver_connection(session)
        .execute(statement, {"step_id": step_id, "most": limit}, prepare=True)
        .fetchall()
    )
    newest, last_step = found[-1][:2]
    rows = _rows_seen(found)
    if last_step is not None and len(found) == limit:
        return CallSteps(last_step, rows, more=True)
    return CallSteps(max(step_id, newest), rows, more=False)


def calls_now(session: Session, extension: str) -> CallsNow:
    """Return the calls ringing or talking at ``extension``, and where to follow on from.

    Both are told from the steps up to one id, so that nothing is missed or told twice when the
    steps after it are read next.
    """
    wanted = {"extension": extension, "most": MOST_STEPS}
    found = driver_connection(session).execute(CALLS_NOW, wanted).fetchall()
    return CallsNow(found[0][0], _rows_seen(found))


def _rows_seen(found: Sequence[Sequence[Any]]) -> tuple[CallStepRow, ...]:
    """Return the steps whose calls this login sees, from the rows of `calls_statements`."""
    return tuple(
        CallStepRow(
            row[1],
            row[2],
            CallStage(row[3]),
            row[4],
            LegOutcome(row[5]) if row[5] else None,
            row[6],
            CallDirection(row[7]),
            row[8],
            NoNumberReason(row[9]) if row[9] else None,
            *row[10:],
        )
        for row in found
        if row[7] is not None
    )


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
