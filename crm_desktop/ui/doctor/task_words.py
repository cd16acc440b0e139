"""The words of tasks that the worker does, or has given up."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.task_queue import FailedTask
from crm_desktop.ui.doctor.task_state import TasksState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate
Cells = tuple[str, ...]


def task_headings() -> Cells:
    """Return the headings of tasks that were given up."""
    return (
        translate("doctor", "What was not done"),
        translate("doctor", "Given up"),
        translate("doctor", "Tries"),
        translate("doctor", "What to try"),
    )


def task_cells(task: FailedTask, formats: Formats, *, now: datetime) -> Cells:
    """Return the words of one task that was given up."""
    since = "" if task.failed_at is None else formats.moment(task.failed_at, now=now)
    return (_what(task), since, str(task.attempts), _what_to_try(task))


def queue_words(state: TasksState, formats: Formats, *, now: datetime) -> str:
    """Return how many tasks wait, since when, and when a worker was last there."""
    queue = state.queue
    if queue is None:
        return ""
    words = filled(
        translate("doctor", "%1 tasks wait, %2 are being done."),
        str(queue.waiting),
        str(queue.doing),
    )
    if queue.waiting and queue.oldest_at is not None:
        oldest = formats.moment(queue.oldest_at, now=now)
        words += "  " + filled(translate("doctor", "The oldest has waited since %1."), oldest)
    if queue.worker_seen_at is not None:
        seen = formats.moment(queue.worker_seen_at, now=now)
        words += "  " + filled(translate("doctor", "A worker was there at %1."), seen)
    elif queue.waiting or queue.doing:
        words += "  " + translate(
            "doctor", "No worker runs: start “crm-desktop worker” on a computer of the office."
        )
    return words


def tried_words(state: TasksState) -> str:
    """Return what came of trying again; empty when nobody has tried."""
    if state.put_back is None:
        return ""
    if state.put_back == 0:
        return translate("doctor", "It is being tried already.")
    return filled(translate("doctor", "%1 tasks wait to be tried again."), str(state.put_back))


def _what(task: FailedTask) -> str:
    match task.name, task.arguments:
        case "read_page", {"document_id": paper, "page_number": page}:
            words = translate("doctor", "Read page %1 of paper %2")
            return filled(words, str(page), str(paper))
        case "locate_addresses", _:
            return translate("doctor", "Find addresses on the map")
    return task.name


def _what_to_try(task: FailedTask) -> str:
    if task.name == "read_page":
        return translate(
            "doctor",
            "Open the letter: is the page there, and not damaged? Then try again. The letter can"
            " be worked with unread; the worker's log tells why.",
        )
    return translate("doctor", "Try again; the worker's log tells why it was given up.")
