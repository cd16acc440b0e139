"""Writes the figures of people to a file, for whom the database lets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from crm_desktop.actions.exports import export_refusal
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.exports import ExportOutcome
from crm_desktop.database.queries.floor import PersonDay, begin_floor_export, person_days
from crm_desktop.tables.csv_writing import csv_table

FLOOR_HEADER: Final = (
    "name",
    "day",
    "answered",
    "called",
    "talk_s",
    "after_call_s",
    "away_s",
    "notes",
)
"""Seconds are whole; means are for the spreadsheet to work out, so that sums stay right."""


def export_floor(
    database: Database,
    reason: str,
    days: tuple[date, date],
    path: Path,
    *,
    replaces: bool = False,
) -> int:
    """Write what each person did on each of ``days``, by name and day; return the rows.

    The database records it before the first row is read.

    Raises:
        ExportNotAllowed, ExportReasonMissing, PasswordDue, StaffUnknown: nothing is written.
        FileInTheWay, FileNotWritable: nothing is left behind.
    """
    with csv_table(path, FLOOR_HEADER, replaces=replaces) as write_row:
        with database.writing() as session:
            answer = begin_floor_export(session, reason, *days)
        if answer.outcome is not ExportOutcome.BEGUN:
            raise export_refusal(answer.outcome, answer.login)
        with database.reporting(fresh=True) as session:
            rows = person_days(session, *days)
        for cells in _table(rows):
            write_row(cells)
    return len(rows)


def _table(rows: Iterable[PersonDay]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        work = row.work
        seconds = (work.talked_s, work.worked_s, work.away_s)
        yield (
            row.name,
            row.day.isoformat(),
            str(work.answered),
            str(work.called),
            *(str(round(figure)) for figure in seconds),
            str(work.notes),
        )
