"""Writes what new events change in calls, many calls in a few statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Table, Text, Update, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.base import Model
from crm_desktop.database.models.call import Call, CallLeg, CallReport, CallStep
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.call_reports import facts_of
from crm_desktop.database.queries.telephones import line_names
from crm_desktop.domain.call_record import CallRecord
from crm_desktop.domain.call_state import CallState, LegState
from crm_desktop.domain.call_steps import legs_gone
from crm_desktop.domain.caller import holds_number, read_caller, without_numbers
from crm_desktop.domain.no_number import NoNumberReason

Row = dict[str, Any]


def write_calls(session: Session, records: Sequence[CallRecord]) -> list[int]:
    """Store the calls, their telephones and what was reported; return the ids of the calls."""
    row_ids = _write_calls(session, records)
    _write_legs(session, records, row_ids)
    _write_reports(session, records, row_ids)
    for record in records:
        _forget_number_withheld_later(session, record)
    return row_ids


def write_steps(
    session: Session, records: Sequence[CallRecord], row_ids: Sequence[int]
) -> list[int]:
    """Store what desks are told; return the ids, rising."""
    rows = [
        {
            "call_id": row_id,
            "stage": step.stage,
            "extension": step.extension,
            "outcome": step.outcome,
            "happened_at": step.happened_at,
        }
        for record, row_id in zip(records, row_ids, strict=True)
        for step in record.steps
    ]
    return _inserted(session, _table(CallStep), rows)


def _write_calls(session: Session, records: Sequence[CallRecord]) -> list[int]:
    names = line_names(session) if any(_called_changed(record) for record in records) else {}
    begun = [_begun(record, names) for record in records if record.row_id is None]
    known = [_known(record, names) for record in records if record.row_id is not None]
    if known:
        session.connection().execute(_update_of_calls(), known)
    new_ids = iter(_inserted(session, _table(Call), begun))
    return [next(new_ids) if record.row_id is None else record.row_id for record in records]


def _begun(record: CallRecord, names: dict[str, str]) -> Row:
    return {
        "source": record.source,
        "source_call_id": record.call_id,
        "occurrence": record.occurrence,
        "line_name": _line_name(record, names),
        **_columns(record.after),
    }


def _known(record: CallRecord, names: dict[str, str]) -> Row:
    changed = _called_changed(record)
    return {
        **{f"new_{name}": value for name, value in _columns(record.after).items()},
        "row_id": record.row_id,
        "new_line_name": _line_name(record, names) if changed else None,
    }


@cache
def _update_of_calls() -> Update:
    """Return an update that leaves the line's name where none is given."""
    call = _table(Call).c
    values: Row = {name: bindparam(f"new_{name}") for name in _STATE_COLUMNS}
    values["line_name"] = func.coalesce(bindparam("new_line_name"), call.line_name)
    return update(_table(Call)).where(call.id == bindparam("row_id")).values(values)


def _called_changed(record: CallRecord) -> bool:
    before = "" if record.before is None else record.before.called_raw
    return record.after.called_raw != before


def _line_name(record: CallRecord, names: dict[str, str]) -> str:
    called = record.after.called_raw
    return names.get(called) or names.get(read_caller(called).number or "", "")


def _columns(state: CallState) -> Row:
    return {name: getattr(state, name) for name in _STATE_COLUMNS}


def _write_legs(session: Session, records: Sequence[CallRecord], row_ids: Sequence[int]) -> None:
    rows = [
        _leg_row(leg, row_id)
        for record, row_id in zip(records, row_ids, strict=True)
        for leg in _changed_legs(record)
    ]
    if rows:
        session.connection().execute(_upsert_of_legs(), rows)
    gone = [
        {"of_call": row_id, "gone": _source_leg_id(leg)}
        for record, row_id in zip(records, row_ids, strict=True)
        for leg in legs_gone(record.before, record.after)
    ]
    if gone:
        legs = _table(CallLeg)
        of_call, key = legs.c.call_id == bindparam("of_call"), legs.c.source_leg_id
        session.connection().execute(delete(legs).where(of_call, key == bindparam("gone")), gone)


def _changed_legs(record: CallRecord) -> Iterator[LegState]:
    known = set() if record.before is None else set(record.before.legs)
    yield from (leg for leg in record.after.legs if leg not in known)


def _leg_row(leg: LegState, row_id: int) -> Row:
    return {
        "call_id": row_id,
        "source_leg_id": _source_leg_id(leg),
        "extension": leg.extension,
        "rings_at": leg.extension,
        "rang_at": leg.rang_at,
        "answered_at": leg.answered_at,
        "ended_at": leg.ended_at,
        "outcome": leg.outcome,
    }


def _source_leg_id(leg: LegState) -> str:
    return leg.key if leg.turn == 1 else f"{leg.key}#{leg.turn}"


@cache
def _upsert_of_legs() -> Insert:
    """Return an upsert that finds out whose the telephone is when it begins to ring."""
    whose = select(Staff.id).where(Staff.extension == bindparam("rings_at", type_=Text))
    row = upsert(_table(CallLeg)).values(staff_id=whose.scalar_subquery())
    changing = ("rang_at", "answered_at", "ended_at", "outcome")
    return row.on_conflict_do_update(
        index_elements=["call_id", "source_leg_id"],
        set_={name: row.excluded[name] for name in changing},
    )


def _write_reports(session: Session, records: Sequence[CallRecord], row_ids: Sequence[int]) -> None:
    rows = [
        {
            "call_id": row_id,
            "event_key": event.event_key or None,
            "stage": event.stage,
            "facts": facts_of(event),
            "happened_at": event.happened_at,
            "raw": event.raw or None,
        }
        for record, row_id in zip(records, row_ids, strict=True)
        for event in record.fresh
    ]
    session.connection().execute(insert(_table(CallReport)), rows)


def _forget_number_withheld_later(session: Session, record: CallRecord) -> None:
    """Take a number out of what was reported before it became known that it is withheld."""
    if record.after.no_number_reason is not NoNumberReason.WITHHELD or record.row_id is None:
        return
    told = {text for event in record.events for text in (event.caller, event.caller_raw) if text}
    numbers = {text for text in told if holds_number(text)}
    if not numbers:
        return
    for report in session.scalars(select(CallReport).where(CallReport.call_id == record.row_id)):
        report.facts = {
            name: fact for name, fact in report.facts.items() if not name.startswith("caller")
        }
        report.raw = report.raw and without_numbers(report.raw, numbers)


def _inserted(session: Session, table: Table, rows: Sequence[Row]) -> list[int]:
    """Insert ``rows`` and return their ids, which rise in the order of the rows."""
    if not rows:
        return []
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(session.connection().execute(statement, list(rows)).scalars())


def _table(model: type[Model]) -> Table:
    return Model.metadata.tables[model.__tablename__]


_STATE_COLUMNS: Final = (
    "direction",
    "caller_raw",
    "caller",
    "no_number_reason",
    "called_raw",
    "queue",
    "began_at",
    "answered_at",
    "ended_at",
    "result",
    "ended_by",
    "cause",
    "recording_url",
)
