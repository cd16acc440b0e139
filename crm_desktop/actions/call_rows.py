"""Writes what new events change in calls: one statement, however many calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.call_store import Row, write_calls
from crm_desktop.database.models.call import CallReport
from crm_desktop.database.queries.call_reports import facts_of, lines_named
from crm_desktop.domain.call_record import CallRecord
from crm_desktop.domain.call_state import LegState
from crm_desktop.domain.call_steps import legs_gone
from crm_desktop.domain.caller import holds_number, read_caller, without_numbers
from crm_desktop.domain.no_number import NoNumberReason


def write_records(
    session: Session, records: Sequence[CallRecord], *, line_names: str, channels: Sequence[str]
) -> list[int]:
    """Store the calls and notify ``channels``; return the ids of the new steps, rising.

    ``line_names`` is the office's setting, see `lines_named`.
    """
    placed = list(enumerate(records))
    rows = {
        "calls": [_call_row(place, record, line_names) for place, record in placed],
        "legs": [row for place, record in placed for row in _leg_rows(place, record)],
        "legs_gone": [row for place, record in placed for row in _gone_rows(place, record)],
        "reports": [row for place, record in placed for row in _report_rows(place, record)],
        "steps": [row for place, record in placed for row in _step_rows(place, record)],
    }
    step_ids = write_calls(session, rows, channels=channels)
    for record in records:
        _forget_number_withheld_later(session, record)
    return step_ids


def _call_row(place: int, record: CallRecord, line_names: str) -> Row:
    """Return a row whose line is named only where it is news; what operators add is left alone."""
    known_as = "" if record.before is None else record.before.called_raw
    called = record.after.called_raw
    return {
        "place": place,
        "row_id": record.row_id,
        "source": record.source,
        "source_call_id": record.call_id,
        "occurrence": record.occurrence,
        "line_name": _line_name(called, line_names) if called != known_as else None,
        **{name: getattr(record.after, name) for name in _STATE_COLUMNS},
    }


def _line_name(called: str, line_names: str) -> str:
    names = lines_named(line_names)
    return (names.get(called) or names.get(read_caller(called).number or "", "")) if names else ""


def _leg_rows(place: int, record: CallRecord) -> Iterator[Row]:
    known = set() if record.before is None else set(record.before.legs)
    for leg in record.after.legs:
        if leg not in known:
            yield {
                "place": place,
                "source_leg_id": _source_leg_id(leg),
                "extension": leg.extension,
                "rang_at": leg.rang_at,
                "answered_at": leg.answered_at,
                "ended_at": leg.ended_at,
                "outcome": leg.outcome,
            }


def _gone_rows(place: int, record: CallRecord) -> Iterator[Row]:
    for leg in legs_gone(record.before, record.after):
        yield {"place": place, "source_leg_id": _source_leg_id(leg)}


def _source_leg_id(leg: LegState) -> str:
    return leg.key if leg.turn == 1 else f"{leg.key}#{leg.turn}"


def _report_rows(place: int, record: CallRecord) -> Iterator[Row]:
    for event in record.fresh:
        yield {
            "place": place,
            "event_key": event.event_key or None,
            "stage": event.stage,
            "facts": facts_of(event),
            "happened_at": event.happened_at,
            "raw": event.raw or None,
        }


def _step_rows(place: int, record: CallRecord) -> Iterator[Row]:
    for step in record.steps:
        yield {
            "place": place,
            "stage": step.stage,
            "extension": step.extension,
            "outcome": step.outcome,
            "happened_at": step.happened_at,
        }


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
        report.raw = report.raw and without_numbers(
            report.raw, numbers, but=record.after.called_raw
        )


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
