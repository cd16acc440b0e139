"""The colleague of the demo, who takes a call first and hands it on."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import func, select

from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.queries.opened_cards import open_caller
from crm_desktop.domain.demo_office.scripts import COLLEAGUES_NOTE
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
