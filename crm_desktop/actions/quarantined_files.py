"""What a person does with files that could not be taken in."""

from __future__ import annotations

from sqlalchemy import func, update
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import QuarantinedFile
from crm_desktop.errors.database import RecordGone


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
