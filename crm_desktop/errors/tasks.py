"""Refusals when work to be done is taken, done or agreed with."""

from __future__ import annotations

from datetime import datetime

from crm_desktop.errors.base import CrmError


class TaskTaken(CrmError):
    """Another person has taken the task, and has it to themselves until ``until`` (aware)."""

    def __init__(self, who: str, until: datetime) -> None:
        super().__init__("the task is taken by somebody else")
        self.who = who
        self.until = until


class TaskClosed(CrmError):
    """The task was done or dropped meanwhile; ``who`` is empty where nobody is known."""

    def __init__(self, who: str) -> None:
        super().__init__("the task was closed by somebody else")
        self.who = who


class TaskForLeft(CrmError):
    """Whoever was to get the task has left."""

    def __init__(self) -> None:
        super().__init__("the task cannot go to somebody who is not active")


class ApprovalGone(CrmError):
    """Nobody asks for approval of the note (any more): it was decided, or is another kind now."""

    def __init__(self) -> None:
        super().__init__("no approval is asked for this note")


class NoteChangedSince(CrmError):
    """The note that is to be agreed with was changed after it was read."""

    def __init__(self) -> None:
        super().__init__("the note was changed since it was read")


class WordMissing(CrmError):
    """A note is sent back with a word on what is missing."""

    def __init__(self) -> None:
        super().__init__("no word on why the note is sent back")


class BadTime(CrmError):
    """What was typed is no time of the day."""

    def __init__(self, text: str) -> None:
        super().__init__("not a time of the day")
        self.text = text
