"""Storing what the carrier should know, from the map or from a draft of an earlier run."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from crm_desktop.actions.pins import write_delivery_note
from crm_desktop.app.opened_again import with_card_open
from crm_desktop.database.engine import Database
from crm_desktop.domain.draft import Draft
from crm_desktop.ui.address_map.delivery_drafts import delivery_note_of
from crm_desktop.ui.address_map.delivery_notes import TypedDeliveryNote


def store_note(database: Database, customer_id: int | None, note: TypedDeliveryNote) -> str:
    """Store a note and return it as it is stored; the card may be shut again by now.

    It is stored once: where it stands already, nothing changes.
    """
    if customer_id is None:
        return _write(database, note)
    return with_card_open(database, customer_id, partial(_write, database, note))


def store_draft(database: Database, draft: Draft) -> str:
    """Store the note that ``draft`` was typed into."""
    note = delivery_note_of(draft)
    return store_note(database, draft.customer_id, replace(note, text=note.text.strip()))


def _write(database: Database, note: TypedDeliveryNote) -> str:
    with database.writing() as session:
        return write_delivery_note(session, note.address_id, note.text, seen=note.seen)
