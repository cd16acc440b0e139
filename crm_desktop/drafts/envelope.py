"""The text form of a draft, as it is encrypted."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from crm_desktop.domain.draft import Draft, DraftKind

_VERSION: Final = 1


class NewerDraft(Exception):
    """The draft was written by a later program; it is let alone."""


class UnreadableDraft(Exception):
    """The bytes are no draft."""


def as_bytes(draft: Draft) -> bytes:
    """Return ``draft`` as JSON in UTF-8."""
    queued = draft.queued_at
    parts = {
        "version": _VERSION,
        "id": str(draft.draft_id),
        "kind": str(draft.kind),
        "customer_id": draft.customer_id,
        "fields": draft.fields,
        "typed_at": draft.typed_at.isoformat(),
        "queued_at": None if queued is None else queued.isoformat(),
    }
    # Half of a character outside the first plane may be typed; UTF-8 has no form for it.
    return json.dumps(parts, ensure_ascii=True, default=dict).encode()


def from_bytes(data: bytes) -> Draft:
    """Return the draft that ``as_bytes`` wrote.

    Raises:
        NewerDraft, UnreadableDraft: see there.
    """
    try:
        parts = json.loads(data)
        if parts["version"] > _VERSION or parts["kind"] not in set(DraftKind):
            raise NewerDraft
        return _draft(parts)
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableDraft from error


def _draft(parts: dict[str, Any]) -> Draft:
    queued = parts["queued_at"]
    return Draft(
        draft_id=UUID(parts["id"]),
        kind=DraftKind(parts["kind"]),
        customer_id=parts["customer_id"],
        fields=dict(parts["fields"]),
        typed_at=_aware(parts["typed_at"]),
        queued_at=None if queued is None else _aware(queued),
    )


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment
