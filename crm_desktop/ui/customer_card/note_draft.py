"""What is being written about one contact, before and after it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """One note being written; it carries its customer, so it cannot land on another.

    ``operation_id`` stays the same through all savings of this note, so a repeated save is one
    note. ``call_id`` is None when nobody is on the line. ``follow_up_title`` counts only with
    ``follow_up``; ``follow_up_on`` is then the day of the task.
    """

    operation_id: UUID
    customer_id: int
    call_id: int | None
    happened_at: datetime
    body: str = ""
    category_id: int | None = None
    state: str = "done"
    follow_up: bool = False
    follow_up_on: date | None = None
    follow_up_title: str = ""

    def is_blank(self) -> bool:
        """Tell whether there is nothing in it that would be missed."""
        return not (self.body.strip() or self.category_id is not None or self.follow_up)


@dataclass(frozen=True, slots=True)
class NoteState:
    """The note on the screen. ``draft`` is None when no card is open.

    ``error`` is why the last saving failed, None when it did not; what was typed stays.
    """

    draft: NoteDraft | None = None
    unsaved: bool = False
    saving: bool = False
    saved_at: datetime | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class NoteCategoryChoice:
    """One inquiry category; ``labels`` lead to it from the top of the tree."""

    category_id: int
    labels: tuple[str, ...]
