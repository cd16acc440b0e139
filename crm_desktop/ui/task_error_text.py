"""The words for work that could not be taken, done or agreed with: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import tasks

TASK_SENTENCES: dict[type, object] = {
    tasks.TaskTaken: QT_TRANSLATE_NOOP(
        "errors", "{who} has taken this task and is at work on it. Choose another one."
    ),
    tasks.TaskClosed: QT_TRANSLATE_NOOP(
        "errors", "This task is done already. The list is read again."
    ),
    tasks.TaskForLeft: QT_TRANSLATE_NOOP(
        "errors", "Whoever was to get the task has left. Choose somebody else; it stays as it was."
    ),
    tasks.ApprovalGone: QT_TRANSLATE_NOOP(
        "errors", "This note does not wait for approval any more. The list is read again."
    ),
    tasks.NoteChangedSince: QT_TRANSLATE_NOOP(
        "errors", "The note was changed after you read it. Read it again, then decide."
    ),
    tasks.WordMissing: QT_TRANSLATE_NOOP("errors", "Say in a word what is missing in the note."),
    tasks.BadTime: QT_TRANSLATE_NOOP(
        "errors", "“{text}” is no time of the day. Type 14:30, or leave it empty."
    ),
}
