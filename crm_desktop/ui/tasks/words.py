"""Tasks in words: when, for whom, what, who has it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.tasks import OpenTask, TaskView
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

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
        return f"{translate('tasks', 'Today')}{time}"
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
        return filled(translate("tasks", "taken by you until %1"), until)
    return filled(translate("tasks", "%1 has it until %2"), task.taken_by, until)


def kind_words(kind: str) -> str:
    """Return what kind of work it is."""
    words = {
        "call_back": translate("tasks", "Call back"),
        "follow_up": translate("tasks", "Follow-up"),
        "letter": translate("tasks", "Letter"),
        "other": translate("tasks", "Other"),
    }
    return words.get(kind, kind)


def view_words(view: TaskView) -> str:
    """Return what a list is called."""
    words = {
        TaskView.DUE: translate("tasks", "Due"),
        TaskView.MINE: translate("tasks", "Mine"),
        TaskView.GROUP: translate("tasks", "For a group"),
        TaskView.CALL_BACKS: translate("tasks", "Call-backs"),
        TaskView.OVERDUE: translate("tasks", "Overdue"),
        TaskView.ALL: translate("tasks", "Everybody's"),
    }
    return words[view]


def empty_words(view: TaskView) -> str:
    """Return what would stand in a list that is empty."""
    words = {
        TaskView.DUE: translate("tasks", "Nothing of yours or anybody's is due today."),
        TaskView.MINE: translate("tasks", "You have no open tasks."),
        TaskView.GROUP: translate("tasks", "No group has open tasks."),
        TaskView.CALL_BACKS: translate("tasks", "Nobody is to be called back."),
        TaskView.OVERDUE: translate("tasks", "Nothing is overdue."),
        TaskView.ALL: translate("tasks", "Nobody has open tasks."),
    }
    return words[view]
