"""The colleague of the demo, who takes a call first and hands it on, and changes what one edits."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from sqlalchemy import func, select

from crm_desktop.actions.customer_edits import CustomerEdit, update_customer
from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.queries.opened_cards import open_caller, open_card
from crm_desktop.domain.demo_office.scripts import COLLEAGUES_MEMOS, COLLEAGUES_NOTE
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.customer_edit.form_reading import seen_on
from crm_desktop.ui.shared.clock import Clock

COLLEAGUE: str = "saeki"
COLLEAGUES_EXTENSION: str = "202"


class DemoColleague:
    """Signed in at another desk of the demo office."""

    def __init__(self, desk: Database, now: Clock) -> None:
        """``desk`` is signed in as the colleague."""
        self._desk = desk
        self._now = now

    def write_note(self, source_call_id: str) -> None:
        """Open the card of who calls, and write down what was said."""
        with self._desk.asking() as session:
            call = session.scalars(select(Call).where(Call.source_call_id == source_call_id)).one()
            call_id, number = call.id, call.caller or ""
            card = open_caller(session, number, call_id).card
        if card is None:
            return
        note = WrittenNote(
            uuid4(), card.customer_id, call_id, self._now(), COLLEAGUES_NOTE, None, "in_progress"
        )
        with self._desk.writing() as session:
            save_note(session, note, staff_id=session.scalar(select(func.my_staff_id())))

    def change_memo(self, customer_id: int) -> None:
        """Write another memo on the card of a customer."""
        with self._desk.asking() as session:
            seen = seen_on(open_card(session, customer_id, OpeningReason.SEARCH))
        memo = next(memo for memo in COLLEAGUES_MEMOS if memo != seen.attention_memo)
        wanted = replace(seen, attention_memo=memo)
        with self._desk.writing() as session:
            update_customer(session, CustomerEdit(uuid4(), customer_id, wanted, seen))
