"""What the sheet of a task says above, and what it proposes to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SheetWords:
    """``title`` is proposed for the task, "" where it has one."""

    heading: str
    title: str = ""


def call_back_words() -> SheetWords:
    """Return the words for somebody who called in vain."""
    return SheetWords(
        translate("tasks", "Call back later"), translate("tasks", "Call back: missed call")
    )


def letter_words() -> SheetWords:
    """Return the words for a letter."""
    return SheetWords(
        translate("tasks", "Task for this letter"), translate("tasks", "Answer the letter")
    )


def plan_words() -> SheetWords:
    """Return the words for a task that is there already."""
    return SheetWords(translate("tasks", "Plan this task"))
