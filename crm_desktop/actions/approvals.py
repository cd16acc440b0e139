"""A supervisor agrees with notes of marked categories, or sends them back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.note import NoteCategory
from crm_desktop.errors.tasks import ApprovalGone, NoteChangedSince, WordMissing


def approve_note(session: Session, note_id: int, *, seen_revision: int, today: date) -> None:
    """Agree with a note as it was at ``seen_revision``: it is done.

    Raises:
        ApprovalGone, NoteChangedSince: see there.
        RightMissing: the login is no supervisor's.
    """
    _decide(session, note_id, agrees=True, word="", seen_revision=seen_revision, today=today)


def send_note_back(
    session: Session, note_id: int, word: str, *, seen_revision: int, today: date
) -> None:
    """Send a note back to its writer, whose task of ``today`` says ``word``.

    Raises:
        ApprovalGone, NoteChangedSince, WordMissing: see there.
        RightMissing: the login is no supervisor's.
    """
    _decide(session, note_id, agrees=False, word=word, seen_revision=seen_revision, today=today)


def ask_approval_again(session: Session, note_id: int, added: str) -> None:
    """Ask once more for a note of one's own that was sent back; ``added`` comes to its end.

    Raises:
        ApprovalGone: it is not one's own, or was not sent back.
    """
    asked = func.ask_approval(note_id, added.replace("\0", ""))
    if not session.scalars(select(asked)).one():
        raise ApprovalGone


def mark_category(session: Session, category_id: int, *, needs_approval: bool) -> None:
    """Say whether notes of a category are agreed with before they are done.

    Raises:
        RightMissing: the login is no supervisor's.
    """
    session.get_one(NoteCategory, category_id, with_for_update=True).needs_approval = needs_approval
    session.flush()


def _decide(
    session: Session, note_id: int, *, agrees: bool, word: str, seen_revision: int, today: date
) -> None:
    decided = func.decide_approval(note_id, agrees, word.replace("\0", ""), seen_revision, today)
    match session.scalars(select(decided)).one():
        case "gone":
            raise ApprovalGone
        case "changed":
            raise NoteChangedSince
        case "no_word":
            raise WordMissing
