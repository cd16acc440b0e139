"""Notes that a supervisor has to agree with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class AskedApproval:
    """A note that waits; ``approval`` is asked, or sent_back with the supervisor's ``word``.

    ``revision`` is what a supervisor agrees with; ``is_mine``: whoever asks wrote it.
    """

    note_id: int
    revision: int
    customer_id: int
    customer_name: str
    customer_kana: str
    category_ja: str
    category_en: str
    body: str
    staff_name: str
    happened_at: datetime
    asked_at: datetime
    approval: str
    word: str
    is_mine: bool


def asked_approvals(session: Session, *, limit: int = 200) -> list[AskedApproval]:
    """Return what waits: all of it for supervisors, for others their own and what was sent back.

    Sent back ones first, then the earliest; ``limit`` is at most 500.
    """
    return [AskedApproval(*row) for row in session.execute(_ASKED, {"most": limit})]


_ASKED: Final = text("""
SELECT note_id, revision, customer_id, customer_name, customer_kana, category_ja, category_en, body,
       staff_name, happened_at, asked_at, approval, word, is_mine
  FROM asked_approvals(:most)
""")
