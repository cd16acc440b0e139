"""Files that become letters, and those that were refused and are settled by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, update
from sqlalchemy.orm import Session

from crm_desktop.actions.papers import quarantine, store_paper
from crm_desktop.database.models.document import QuarantinedFile
from crm_desktop.database.models.letter import Letter
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.papers import PaperRefused


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file that is to be a letter: where it came from, and on which day."""

    name: str
    content: bytes
    source: str
    received_on: date


def take_letter_file(session: Session, file: LetterFile) -> PaperRefused | None:
    """Store a file as one letter of nobody; one that is refused goes into quarantine.

    Returns why it was refused, or None.

    Raises:
        PaperNotKept: the database gives back something else; the file must not be let go.
    """
    refused = store_letter_file(session, file)
    if refused is not None:
        quarantine(session, file.name, file.source, file.content, refused)
    return refused


def store_letter_file(session: Session, file: LetterFile) -> PaperRefused | None:
    """Store a file as one letter; return why it is refused, then nothing is stored."""
    try:
        paper = store_paper(session, file.content, file.name)
    except PaperRefused as refused:
        return refused
    # Only what whoever takes letters in may write.
    session.execute(
        insert(Letter).values(
            received_on=file.received_on, source=file.source, document_id=paper.document_id
        )
    )
    return None


def settle_quarantined(session: Session, file_id: int, *, staff_id: int | None) -> None:
    """Put a refused file aside: it is kept, but not shown any more.

    Raises:
        RecordGone: there is no such file, or somebody has put it aside already.
    """
    settled = session.execute(
        update(QuarantinedFile)
        .where(QuarantinedFile.id == file_id, QuarantinedFile.settled_at.is_(None))
        .values(settled_at=func.now(), staff_id=staff_id)
        .returning(QuarantinedFile.id)
    )
    if settled.scalar_one_or_none() is None:
        raise RecordGone("quarantined_file", file_id)
