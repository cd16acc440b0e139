"""The rows of the left column, and which key opens which."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.call_list.state import CallListState, RecentCustomer
from crm_desktop.ui.incoming_call.aid_words import unwanted_mark
from crm_desktop.ui.incoming_call.state import DeskCall
from crm_desktop.ui.incoming_call.words import caller_words, number_words, phase_words
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate

_KEYS = 9


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading between the parts of the list; ``keys`` open what stands below it."""

    words: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call; ``key`` is the digit that opens it with Ctrl, "" beyond the ninth.

    ``mark`` says that the caller is unwanted, "" for a welcome one.
    """

    call: DeskCall
    title: str
    number: str
    key: str
    in_front: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many of something wait; ``look`` is late, soon or "".

    ``of_calls``: they are in the call log; ``of_tasks``: on the page of tasks.
    """

    icon: str
    words: str
    count: int
    look: str
    of_calls: bool = False
    of_tasks: bool = False


@dataclass(frozen=True, slots=True)
class RecentRow:
    """A customer who was open lately."""

    customer: RecentCustomer
    key: str
    is_open: bool


Row = HeadingRow | CallRow | CountRow | RecentRow


def rows_of(state: CallListState, formats: Formats) -> tuple[Row, ...]:
    """Return all rows; keys count through calls, then recent customers."""
    calls = [_call_row(call, number, state, formats) for number, call in enumerate(state.calls, 1)]
    first_recent = len(calls) + 1
    recent = [
        RecentRow(customer, _key(number), customer.customer_id == state.open_customer_id)
        for number, customer in enumerate(state.recent, first_recent)
    ]
    rows: list[Row] = [HeadingRow(translate("call_list", "Calls"), "Ctrl+1–9"), *calls]
    missed_look = "late" if state.missed else ""
    missed = translate("call_list", "Missed")
    rows.append(CountRow("phone-missed", missed, state.missed, missed_look, of_calls=True))
    rows.append(HeadingRow(translate("call_list", "Tasks")))
    today = translate("call_list", "Today")
    rows.append(CountRow("task", today, state.tasks_today, "", of_tasks=True))
    late_look = "late" if state.tasks_late else ""
    late = translate("call_list", "Late")
    rows.append(CountRow("alert", late, state.tasks_late, late_look, of_tasks=True))
    if state.new_customers:
        new = translate("call_list", "New customers")
        rows.append(CountRow("user-plus", new, state.new_customers, ""))
    if recent:
        rows += [HeadingRow(translate("call_list", "Recent")), *recent]
    return tuple(rows)


def row_words(row: Row, formats: Formats) -> str:
    """Return what a screen reader reads of a row."""
    match row:
        case HeadingRow():
            return row.words
        case CallRow():
            parts = (phase_words(row.call.phase), row.mark, row.title, row.number)
            return ", ".join(part for part in parts if part)
        case CountRow():
            return f"{row.words} {row.count}"
        case RecentRow():
            return f"{formats.person(row.customer.name)} {row.customer.name_kana}"


def _call_row(call: DeskCall, number: int, state: CallListState, formats: Formats) -> CallRow:
    shown_number = number_words(call, formats)
    title = caller_words(call, formats) or shown_number
    in_front = call.call_id == state.front_call_id
    mark = unwanted_mark() if call.call_id in state.unwanted else ""
    return CallRow(call, title, shown_number, _key(number), in_front, mark)


def _key(number: int) -> str:
    return str(number) if number <= _KEYS else ""
