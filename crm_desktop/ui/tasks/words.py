"""Tasks in words: when, for whom, what, who has it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.tasks.state import WorkRow, WorkView

translate = QCoreApplication.translate

TASK_ICONS = {"call_back": "phone", "letter": "letter", "follow_up": "task", "other": "note"}


def is_late(task: OpenTask, *, today: date, now: datetime) -> bool:
    """Tell whether the day, or the time of the day, is over by which it was to be done."""
    if task.due_at is not None:
        return task.due_at < now
    return task.due_on is not None and task.due_on < today


def due_words(task: OpenTask, formats: Formats, *, today: date) -> str:
    """Return Today 14:05, 11/20 (3 d late) or a day to come; empty without a day."""
    if task.due_on is None:
        return ""
    time = "" if task.due_at is None else f" {formats.time(task.due_at)}"
    days = (today - task.due_on).days
    if days == 0:
        words = translate("tasks", "Today")
        return f"{words}{time}"
    day = formats.short_day(task.due_on, today=today)
    if days < 0:
        return f"{day}{time}"
    return filled(translate("tasks", "%1 (%2 d late)"), f"{day}{time}", str(days))


def title_words(task: OpenTask) -> str:
    """Return what is to be done, with what it is where that matters."""
    if task.is_sent_back:
        return filled(translate("tasks", "Sent back: %1"), task.title)
    if task.priority > 0:
        return filled(translate("tasks", "Urgent: %1"), task.title)
    return task.title


def about_words(task: OpenTask, formats: Formats) -> str:
    """Return the customer, or the number of who called."""
    if task.customer_name:
        return formats.person(task.customer_name)
    return formats.phone(task.caller) if task.caller else ""


def whose_words(task: OpenTask) -> str:
    """Return the person, the group, or that it is anybody's."""
    return task.staff_name or task.for_group or translate("tasks", "anybody")


def taken_words(task: OpenTask, formats: Formats) -> str:
    """Return who has taken it and until when; empty when nobody has."""
    if not task.taken_by or task.taken_until is None:
        return ""
    until = formats.time(task.taken_until)
    if task.is_taken_here:
        return filled(translate("tasks", "you, until %1"), until)
    return filled(translate("tasks", "%1, until %2"), task.taken_by, until)


def kind_words(kind: str) -> str:
    """Return what kind of work it is."""
    words = {
        "call_back": translate("tasks", "Call back"),
        "follow_up": translate("tasks", "Follow-up"),
        "letter": translate("tasks", "Letter"),
        "other": translate("tasks", "Other"),
    }
    return words.get(kind, kind)


def view_words(view: WorkView) -> str:
    """Return what a list is called."""
    words = {
        WorkView.DUE: translate("tasks", "Due"),
        WorkView.MINE: translate("tasks", "Mine"),
        WorkView.GROUP: translate("tasks", "For a group"),
        WorkView.CALL_BACKS: translate("tasks", "Call-backs"),
        WorkView.OVERDUE: translate("tasks", "Overdue"),
        WorkView.ALL: translate("tasks", "Everybody's"),
        WorkView.APPROVALS: translate("tasks", "Approvals"),
    }
    return words[view]


def empty_words(view: WorkView) -> str:
    """Return what would stand in a list that is empty."""
    words = {
        WorkView.DUE: translate("tasks", "Nothing is due: neither yours nor anybody's."),
        WorkView.MINE: translate("tasks", "You have no open tasks."),
        WorkView.GROUP: translate("tasks", "No group has open tasks."),
        WorkView.CALL_BACKS: translate("tasks", "Nobody is to be called back."),
        WorkView.OVERDUE: translate("tasks", "Nothing is overdue."),
        WorkView.ALL: translate("tasks", "Nobody has open tasks."),
        WorkView.APPROVALS: translate(
            "tasks", "No note waits for approval. Categories that need it are marked in the rules."
        ),
    }
    return words[view]


def headings() -> tuple[str, ...]:
    """Return the headings of the list."""
    return (
        translate("tasks", "Due"),
        translate("tasks", "Customer"),
        translate("tasks", "Kind"),
        translate("tasks", "What"),
        translate("tasks", "Whose"),
        translate("tasks", "Taken by"),
    )


def cells_of(row: WorkRow, formats: Formats, *, today: date) -> tuple[str, ...]:
    """Return what is told of a task, or of a note that waits for approval."""
    if isinstance(row, AskedApproval):
        state = translate("tasks", "waits for approval")
        if row.approval == "sent_back":
            state = filled(translate("tasks", "Sent back: %1"), row.word)
        category = row.category_en if formats.language == "en" else row.category_ja
        return (
            _asked_words(row, formats, today=today),
            formats.person(row.customer_name),
            category or row.category_ja,
            row.body.partition("\n")[0],
            row.staff_name,
            state,
        )
    return (
        due_words(row, formats, today=today),
        about_words(row, formats),
        kind_words(row.kind),
        title_words(row),
        whose_words(row),
        taken_words(row, formats),
    )


def detail_words(row: WorkRow, formats: Formats, *, today: date) -> str:
    """Return the whole of what a row is about, as it is read below the list."""
    if not isinstance(row, AskedApproval):
        return row.title
    asked = filled(
        translate("tasks", "Asked by %1, %2"),
        row.staff_name,
        _asked_words(row, formats, today=today),
    )
    sent_back = translate("tasks", "Sent back: %1")
    word = filled(sent_back, row.word) if row.approval == "sent_back" else ""
    return "\n".join(filter(None, (asked, word, row.body)))


def _asked_words(row: AskedApproval, formats: Formats, *, today: date) -> str:
    day = formats.local(row.asked_at).date()
    return f"{formats.short_day(day, today=today)} {formats.time(row.asked_at)}"
