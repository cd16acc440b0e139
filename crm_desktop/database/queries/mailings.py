"""Questions asked about mailings (DM)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.mailing import Mailing


def mailing_titles(session: Session, *, limit: int = 200) -> list[tuple[int, str]]:
    """Return id and title of the mailings, those that begin last first."""
    statement = (
        select(Mailing.id, Mailing.title)
        .order_by(Mailing.valid_from_on.desc().nulls_last(), Mailing.id.desc())
        .limit(limit)
    )
    return [(row.id, row.title) for row in session.execute(statement)]
