"""Questions about originals: whether they are kept as they came."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def original_is_kept(session: Session, sha256: bytes) -> bool:
    """Tell whether the database, read again, has the bytes that make this hash.

    True also of one that was moved out of the database: its hash was compared then.
    """
    return bool(session.scalar(select(func.original_is_kept(sha256))))
