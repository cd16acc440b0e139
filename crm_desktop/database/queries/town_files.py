"""Questions about files of towns that an office took in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.place import TownFile


def newest_town_file(session: Session) -> bytes | None:
    """Return the towns that the office took in last; None: those the program brings count."""
    return session.scalar(select(TownFile.content).order_by(TownFile.id.desc()).limit(1))


def newest_town_hash(session: Session) -> bytes | None:
    """Return the SHA-256 of what `newest_town_file` returns."""
    return session.scalar(select(TownFile.sha256).order_by(TownFile.id.desc()).limit(1))
