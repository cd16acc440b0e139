"""Which drafts lie on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

CHANNEL: Final = "card_drafts"  # payload: the customer's id


@dataclass(frozen=True, slots=True)
class CardDraft:
    """That somebody typed something and did not save it; ``is_me``: at another PC perhaps."""

    draft_id: UUID
    kind: str
    staff_name: str
    is_me: bool
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class TakenDraft:
    """That a colleague goes on with a draft of one's own; ``taken_at`` is aware."""

    draft_id: UUID
    staff_name: str
    taken_at: datetime


def takers_of_drafts(
    session: Session, customer_id: int, draft_ids: Sequence[UUID]
) -> list[TakenDraft]:
    """Return who took over which of one's own drafts on a card, the newest first; at most 20."""
    values = {"customer": customer_id, "drafts": list(draft_ids)}
    return [TakenDraft(*row) for row in session.execute(_TAKERS, values)]


def drafts_on_card(session: Session, customer_id: int) -> list[CardDraft]:
    """Return the drafts on an open card, the newest first; none when it is not open."""
    return [CardDraft(*row) for row in session.execute(_ON_CARD, {"customer": customer_id})]


_ON_CARD: Final = text(
    "SELECT id, kind, staff_name, is_me, typed_at FROM drafts_on_card(CAST(:customer AS bigint))"
)
_TAKERS: Final = text(
    "SELECT id, staff_name, taken_at"
    " FROM takers_of_drafts(CAST(:customer AS bigint), CAST(:drafts AS uuid[]))"
)
