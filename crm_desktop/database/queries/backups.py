"""Questions about backups that were made, and the writing down of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class BackupsTold:
    """The last backup that went well, if there is one, and the last of all.

    ``last_problem`` is the name of an error, "" for none; ``good_verified_at`` is None for one that
    was not proved.
    """

    good_at: datetime | None
    good_verified_at: datetime | None
    good_bytes: int | None
    last_at: datetime
    last_problem: str
    running: bool


def backups_told(session: Session) -> BackupsTold | None:
    """Return how backups go, for supervisors and administrators; None: never made."""
    told = func.backups_told().table_valued(
        "good_at", "good_verified_at", "good_bytes", "last_at", "last_problem", "running"
    )
    row = session.execute(select(told)).one_or_none()
    return BackupsTold(*row) if row else None


def backups_are_recorded(session: Session) -> bool:
    """Tell whether the database knows of backups: those of older programs do not."""
    return session.scalar(text("SELECT to_regproc('public.begin_backup') IS NOT NULL")) is True


def begin_backup(session: Session, folder_name: str) -> int:
    """Write down that a backup begins, and return its id."""
    return int(session.scalar(select(func.begin_backup(folder_name))) or 0)


def end_backup(
    session: Session, backup_id: int, *, size: int, verified_at: datetime | None, problem: str
) -> None:
    """Write down how a backup ended; ``problem`` is the name of an error, or ""."""
    session.execute(select(func.end_backup(backup_id, size, verified_at, problem)))
