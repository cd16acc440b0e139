"""Questions asked about calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Select, Text, cast, exists, func, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.database.models.call import Call, CallLeg, CallStep
from crm_desktop.database.models.customer import CallerChoice, Customer, CustomerPhone
from crm_desktop.domain.call import CallDirection, CallResult, CallStage, LegOutcome
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
class CallsNow:
    """Where to follow the steps from, and the steps at which the calls in progress stand."""

    newest_step_id: int
    in_progress: tuple[CallStepRow, ...]


@dataclass(frozen=True, slots=True)
class MissedCalls:
    """The calls of one caller that nobody answered, and nobody has spoken to since.

    ``call_id`` is the newest of ``times``; where no number was told, each call stands alone.
    ``customer_id`` is who was chosen for the call or the number, or the only one who has it.
    """

    call_id: int
    caller: str | None
    no_number_reason: NoNumberReason | None
    caller_raw: str
    line_name: str
    queue: str
    times: int
    first_at: datetime
    last_at: datetime
    customer_id: int | None
    customer_name: str
    customer_kana: str


def newest_call_step(session: Session) -> int:
    """Return the id of the newest step, 0 when there is none."""
    return session.scalar(select(func.max(CallStep.id))) or 0


def call_steps_after(
    session: Session, step_id: int, *, limit: int = MOST_STEPS
) -> list[CallStepRow]:
    """Return the oldest ``limit`` steps newer than ``step_id``, oldest first."""
    statement = _steps().where(CallStep.id > step_id).order_by(CallStep.id).limit(limit)
    return [CallStepRow(*row) for row in session.execute(statement)]


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


def missed_calls(session: Session, *, since: datetime, limit: int = 200) -> list[MissedCalls]:
    """Return who called since then, was not answered and was not spoken to later; newest first.

    Calls in either direction with the same number that were answered take the caller off.
    """
    missed = _missed_by_caller(since)
    customer_id = func.coalesce(missed.c.customer_id, _likely_customer(missed.c.caller))
    statement = (
        select(
            missed.c.id,
            missed.c.caller,
            missed.c.no_number_reason,
            missed.c.caller_raw,
            missed.c.line_name,
            missed.c.queue,
            missed.c.times,
            missed.c.first_at,
            missed.c.began_at,
            Customer.id,
            func.coalesce(Customer.name, ""),
            func.coalesce(Customer.name_kana, ""),
        )
        .outerjoin(Customer, Customer.id == customer_id)
        .where(missed.c.newest == 1, ~_spoken_to_after(missed.c.caller, missed.c.began_at))
        .order_by(missed.c.began_at.desc(), missed.c.id.desc())
        .limit(limit)
    )
    return [MissedCalls(*row) for row in session.execute(statement)]


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


def _missed_by_caller(since: datetime) -> CTE:
    """Return the missed calls with ``times``, ``first_at`` and ``newest`` = 1 for one of each."""
    who = func.coalesce(Call.caller, cast(Call.id, Text))
    return (
        select(
            Call.id,
            Call.caller,
            Call.no_number_reason,
            Call.caller_raw,
            Call.line_name,
            Call.queue,
            Call.began_at,
            Call.customer_id,
            func.count().over(partition_by=who).label("times"),
            func.min(Call.began_at).over(partition_by=who).label("first_at"),
            func.row_number()
            .over(partition_by=who, order_by=(Call.began_at.desc(), Call.id.desc()))
            .label("newest"),
        )
        .where(Call.direction == CallDirection.IN, Call.result == CallResult.MISSED)
        .where(Call.began_at >= since)
        .cte("missed")
    )


def _spoken_to_after(
    caller: ColumnElement[str], at: ColumnElement[datetime]
) -> ColumnElement[bool]:
    later = aliased(Call)
    return exists().where(
        later.caller == caller, later.began_at > at, later.answered_at.is_not(None)
    )


def _likely_customer(caller: ColumnElement[str]) -> ColumnElement[int]:
    """Return who was last chosen for the number, else the only customer who has it."""
    chosen = select(CallerChoice.customer_id).where(CallerChoice.number == caller)
    only_one = (
        select(func.min(CustomerPhone.customer_id))
        .join(Customer, Customer.id == CustomerPhone.customer_id)
        .where(CustomerPhone.number == caller, Customer.merged_into_id.is_(None))
        .having(func.count(CustomerPhone.customer_id.distinct()) == 1)
    )
    return func.coalesce(chosen.scalar_subquery(), only_one.scalar_subquery())
