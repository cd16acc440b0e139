"""What the note on the screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.errors.database import DatabaseUnreachable


@dataclass(frozen=True, slots=True)
class NoteState:
    """The note on the screen. ``note`` is None when no card is open.

    ``error`` is why the last saving failed, None when it did not; what was typed stays.
    ``others_unsaved`` counts the notes of other contacts that could not be stored.
    """

    note: WrittenNote | None = None
    unsaved: bool = False
    saving: bool = False
    saved_at: datetime | None = None
    error: Exception | None = None
    others_unsaved: int = 0

    @property
    def waits(self) -> bool:
        """Whether it is saved as soon as the database can be reached."""
        return isinstance(self.error, DatabaseUnreachable)


def new_note(customer_id: int, call_id: int | None, happened_at: datetime) -> WrittenNote:
    """Return an empty note; ``call_id`` is None when nobody is on the line."""
    return WrittenNote(
        operation_id=uuid4(),
        customer_id=customer_id,
        call_id=call_id,
        happened_at=happened_at,
        body="",
        category_id=None,
        state="done",
    )


def is_blank(note: WrittenNote) -> bool:
    """Tell whether there is nothing in it that would be missed."""
    has_more = note.category_id is not None or note.follow_up_on is not None
    return not (note.body.strip() or has_more)
