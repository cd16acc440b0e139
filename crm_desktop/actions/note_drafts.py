"""A note that is not saved yet, as a draft and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.domain.draft import Draft, DraftKind


def draft_of_note(note: WrittenNote, typed_at: datetime, *, name: str = "") -> Draft:
    """Return what is written in ``note``, as it stood at ``typed_at`` (aware).

    ``name`` is the customer's, for whoever finds the draft; "" where nobody knows it.
    """
    on = note.follow_up_on
    fields = {
        "name": name,
        "call_id": note.call_id,
        "happened_at": note.happened_at.isoformat(),
        "body": note.body,
        "category_id": note.category_id,
        "state": note.state,
        "follow_up_on": None if on is None else on.isoformat(),
        "follow_up_title": note.follow_up_title,
    }
    return Draft(note.operation_id, DraftKind.NOTE, note.customer_id, fields, typed_at)


def note_of_draft(draft: Draft) -> WrittenNote:
    """Return the note that ``draft_of_note`` made a draft of.

    Raises:
        ValueError: it is no note, or one without its customer.
    """
    if draft.kind is not DraftKind.NOTE or draft.customer_id is None:
        raise ValueError("not a note")
    fields: dict[str, Any] = dict(draft.fields)
    on = fields["follow_up_on"]
    return WrittenNote(
        operation_id=draft.draft_id,
        customer_id=draft.customer_id,
        call_id=fields["call_id"],
        happened_at=datetime.fromisoformat(fields["happened_at"]),
        body=fields["body"],
        category_id=fields["category_id"],
        state=fields["state"],
        follow_up_on=None if on is None else date.fromisoformat(on),
        follow_up_title=fields["follow_up_title"],
    )
