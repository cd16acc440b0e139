"""The words of the figures of people and days, and which rows they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.floor import PersonDay
from crm_desktop.domain.floor import WorkTally, work_of
from crm_desktop.ui.floor.state import Grouping, Measure, PeopleState
from crm_desktop.ui.floor.words import mean_words
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of the table: a person, a day, or both; ``day`` None: all of the days."""

    name: str
    day: date | None
    work: WorkTally


def rows_of(state: PeopleState) -> tuple[WorkRow, ...]:
    """Return the rows in their order: people by kana, days as they went by. Never a ranking."""
    held = [
        row for row in state.rows or () if state.staff_id is None or row.staff_id == state.staff_id
    ]
    match state.grouping:
        case Grouping.PEOPLE:
            ids = dict.fromkeys(row.staff_id for row in held)
            return tuple(_row([row for row in held if row.staff_id == one]) for one in ids)
        case Grouping.DAYS:
            days = sorted({row.day for row in held})
            name = held[0].name if held and state.staff_id is not None else ""
            return tuple(
                WorkRow(name, day, work_of(row.work for row in held if row.day == day))
                for day in days
            )
        case Grouping.PEOPLE_AND_DAYS:
            return tuple(WorkRow(row.name, row.day, row.work) for row in held)


def _row(of_one: list[PersonDay]) -> WorkRow:
    return WorkRow(of_one[0].name, None, work_of(row.work for row in of_one))


def total_of(rows: Iterable[WorkRow]) -> WorkTally:
    """Return the sum of what the table shows."""
    return work_of(row.work for row in rows)


def headings() -> tuple[str, ...]:
    """Return the headings of the table."""
    return (
        translate("floor", "Name"),
        translate("floor", "Day"),
        translate("floor", "Answered"),
        translate("floor", "Outgoing"),
        translate("floor", "Talk"),
        translate("floor", "ATT"),
        translate("floor", "After-call"),
        translate("floor", "ACW"),
        translate("floor", "AHT"),
        translate("floor", "Away"),
        translate("floor", "Notes"),
    )


def cells_of(row: WorkRow, formats: Formats, today: date) -> tuple[str, ...]:
    """Return the words of a row; whole times as hours and minutes, means as minutes and seconds."""
    work = row.work
    return (
        row.name or translate("floor", "Everybody"),
        translate("floor", "all days") if row.day is None else formats.day(row.day, today=today),
        f"{work.answered:,}",
        f"{work.called:,}",
        hours_words(work.talked_s),
        mean_words(work.talk_time_s, formats),
        hours_words(work.worked_s),
        mean_words(work.after_call_work_s, formats),
        mean_words(work.handling_time_s, formats),
        hours_words(work.away_s),
        f"{work.notes:,}",
    )


def hours_words(seconds: float) -> str:
    """Return a time as hours and minutes: 2:05 h."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02} h"


def measured(row: WorkRow, measure: Measure) -> float:
    """Return what the chart draws of a row: a count, or seconds."""
    work = row.work
    values: dict[Measure, float] = {
        Measure.ANSWERED: work.answered,
        Measure.CALLED: work.called,
        Measure.TALKED: work.talked_s,
        Measure.WORKED: work.worked_s,
        Measure.AWAY: work.away_s,
        Measure.NOTES: work.notes,
    }
    return values[measure]


def measured_words(row: WorkRow, measure: Measure) -> str:
    """Return a bar's value in words."""
    value = measured(row, measure)
    return hours_words(value) if measure in _TIMES else f"{value:,.0f}"


def bar_words(row: WorkRow, state: PeopleState, formats: Formats) -> str:
    """Return what stands beside a bar."""
    day = "" if row.day is None else formats.short_day(row.day, today=state.today)
    by_day = state.grouping is Grouping.DAYS
    return day if by_day else " ".join(filter(None, (row.name, day)))


def grouping_words(grouping: Grouping) -> str:
    """Return what a row stands for."""
    return translate("floor", str(_GROUPINGS[grouping]))


def measure_words(measure: Measure) -> str:
    """Return what the chart draws."""
    return translate("floor", str(_MEASURES[measure]))


_TIMES = (Measure.TALKED, Measure.WORKED, Measure.AWAY)
_GROUPINGS = {
    Grouping.PEOPLE: QT_TRANSLATE_NOOP("floor", "By person"),
    Grouping.DAYS: QT_TRANSLATE_NOOP("floor", "By day"),
    Grouping.PEOPLE_AND_DAYS: QT_TRANSLATE_NOOP("floor", "By person and day"),
}
_MEASURES = {
    Measure.ANSWERED: QT_TRANSLATE_NOOP("floor", "Answered calls"),
    Measure.CALLED: QT_TRANSLATE_NOOP("floor", "Outgoing calls"),
    Measure.TALKED: QT_TRANSLATE_NOOP("floor", "Talk time"),
    Measure.WORKED: QT_TRANSLATE_NOOP("floor", "After-call work time"),
    Measure.AWAY: QT_TRANSLATE_NOOP("floor", "Time away"),
    Measure.NOTES: QT_TRANSLATE_NOOP("floor", "Notes written"),
}
