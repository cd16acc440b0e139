"""What an operator writes down about a contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.note import ContactNote, Task
from crm_desktop.domain.storable_text import storable_text
from crm_desktop.errors.access import RightMissing


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note as it stands on the screen; ``operation_id`` stays the same while it is edited.

    ``follow_up_on`` is the day of a task that comes with it, None for no task.
    """

    operation_id: UUID
    customer_id: int
    call_id: int | None
    happened_at: datetime
    body: str
    category_id: int | None
    state: str
    follow_up_on: date | None = None
    follow_up_title: str = ""


def save_note(session: Session, written: WrittenNote, *, staff_id: int | None) -> int:
    """Store a note, or bring the one with its ``operation_id`` to what is written now.

    Returns the id of the note. A follow-up becomes one open task, which follows the note and goes
    with the next saving that has none, until it is done or handed on: what others planned stays. A
    note whose call was given to another customer stays theirs, with its task.

    Raises:
        RightMissing: the note is somebody else's.
        psycopg.errors.InsufficientPrivilege: the card is not open, or ``staff_id`` is somebody
            else's.
    """
    session.execute(
        upsert(ContactNote)
        .values(
            operation_id=written.operation_id,
            customer_id=written.customer_id,
            happened_at=written.happened_at,
            staff_id=staff_id,
            body="",
        )
        .on_conflict_do_nothing(index_elements=[ContactNote.operation_id])
    )
    note = session.scalars(
        select(ContactNote)
        .where(ContactNote.operation_id == written.operation_id)
        .with_for_update(key_share=True)  # a new task may name it
    ).one_or_none()
    if note is None:
        raise RightMissing("the note is somebody else's")
    note.call_id = written.call_id
    note.body = storable_text(written.body)
    note.category_id = written.category_id
    note.state = written.state
    session.flush()
    _save_follow_up(session, note, written, staff_id)
    return note.id


def _save_follow_up(
    session: Session, note: ContactNote, written: WrittenNote, staff_id: int | None
) -> None:
    operation_id = uuid5(written.operation_id, "follow-up")
    task = session.scalar(select(Task).where(Task.operation_id == operation_id).with_for_update())
    if task is not None and (task.state != "open" or task.staff_id != staff_id):
        return
    if written.follow_up_on is None:
        if task is not None:
            session.delete(task)
        return
    title = storable_text(written.follow_up_title) or note.body.partition("\n")[0]
    if task is None:
        # Only the columns that whoever writes notes may write: the mapper would name them all. The
        # task may be there, somebody else's and out of sight since the card was shut: it is theirs.
        session.execute(
            upsert(Task)
            .values(
                operation_id=operation_id,
                note_id=note.id,
                staff_id=staff_id,
                customer_id=note.customer_id,
                call_id=written.call_id,
                title=title,
                due_on=written.follow_up_on,
            )
            .on_conflict_do_nothing(index_elements=[Task.operation_id])
        )
        return
    task.call_id = written.call_id
    task.title = title
    task.due_on = written.follow_up_on
