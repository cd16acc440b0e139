"""Drafts that the database keeps too, so that a colleague can go on with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.storable_text import storable_text


def share_draft(session: Session, draft: Draft) -> bool:
    """Let whoever opens the customer's card see that ``draft`` is there, and take it over.

    False when the card is not open to the writer (any more), or somebody took the draft over.
    """
    values = {
        "draft": draft.draft_id,
        "form": str(draft.kind),
        "customer": draft.customer_id,
        "fields": json.dumps(_storable(draft.fields)),
        "at": draft.typed_at,
    }
    return bool(session.scalar(_KEEP, values))


def unshare_draft(session: Session, draft_id: UUID) -> None:
    """Take a draft of one's own back: it is saved, or thrown away."""
    session.execute(_DROP, {"draft": draft_id})


def take_over_draft(session: Session, draft_id: UUID) -> Draft | None:
    """Take a colleague's draft with the open card; it comes as another one, under a new id.

    None when it is there no more, or the card is not open.
    """
    row = session.execute(_TAKE, {"draft": draft_id}).one_or_none()
    if row is None or row.kind not in set(DraftKind):
        return None
    return Draft(row.id, DraftKind(row.kind), row.customer_id, row.fields, row.typed_at)


def drafts_taken(session: Session, drafts: Sequence[Draft]) -> set[UUID]:
    """Return which of one's own ``drafts`` colleagues have taken over with all that is in them."""
    mine = [
        {
            "id": str(draft.draft_id),
            "customer_id": draft.customer_id,
            "fields": _storable(draft.fields),
        }
        for draft in drafts
    ]
    return set(session.scalars(_TAKEN, {"drafts": json.dumps(mine)}))


def _storable(value: Json) -> Json:
    """Return ``value`` without what PostgreSQL has no place for in a text."""
    match value:
        case str():
            return storable_text(value)
        case Mapping():
            return {key: _storable(one) for key, one in value.items()}
        case Sequence():
            return [_storable(one) for one in value]
        case _:
            return value


_KEEP: Final = text(
    "SELECT keep_draft(:draft, :form, CAST(:customer AS bigint), CAST(:fields AS jsonb), :at)"
)
_DROP: Final = text("SELECT drop_draft(:draft)")
_TAKE: Final = text("SELECT id, kind, customer_id, fields, typed_at FROM take_over_draft(:draft)")
_TAKEN: Final = text("SELECT drafts_taken(CAST(:drafts AS jsonb))")
