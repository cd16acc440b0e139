"""What the call at the desk asks of the database; called on worker threads, knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from crm_desktop.actions.call_moves import CallMove, move_call
from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.actions.unwanted_callers import UnwantedForm, add_unwanted_caller
from crm_desktop.database.engine import Database
from crm_desktop.database.operations import once
from crm_desktop.database.queries.call_notes import colleagues_in_call, note_revisions
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.queries.talk_scripts import talk_scripts_for
from crm_desktop.database.queries.unwanted_callers import unwanted_reason
from crm_desktop.database.queries.waiting_calls import WaitingCall, calls_waiting, my_queues
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.incoming_call.aid import CallAid
from crm_desktop.ui.incoming_call.state import DeskCall


class CallDeskQuestions:
    """Asks as the person at the desk; ``today`` is the day at the office."""

    def __init__(self, database: Database, staff_id: int, today: Callable[[], date]) -> None:
        self._database = database
        self._staff_id = staff_id
        self._today = today

    def find_aid(self, call: DeskCall) -> CallAid:
        """Return what helps in ``call``."""
        with self._database.reading() as session:
            scripts = talk_scripts_for(session, call.line, call.customer_id, today=self._today())
            return CallAid(
                unwanted_reason(session, call.call_id),
                tuple(colleagues_in_call(session, call.call_id, but=self._staff_id)),
                tuple(scripts),
            )

    def calls_waiting(self) -> list[WaitingCall]:
        """Return the office's calls that nobody has answered."""
        with self._database.reading() as session:
            return calls_waiting(session)

    def my_queues(self) -> frozenset[str]:
        """Return the queues of which calls have rung at this telephone."""
        with self._database.reading() as session:
            return my_queues(session)

    def move(self, call_id: int, ways: tuple[int, int], unsaved: Sequence[WrittenNote]) -> None:
        """Move a call between two customers, with its notes as they stand on the screen."""
        with self._database.asking() as session:
            for customer_id in ways:
                see_that_open(session, customer_id, OpeningReason.CALL, call_id)
        with self._database.writing() as session:
            for note in unsaved:
                save_note(session, note, staff_id=self._staff_id)
        # By itself: it locks the call before the notes, as a colleague's move does.
        with self._database.writing() as session:
            seen = note_revisions(session, call_id, ways[0])
            move_call(session, CallMove(call_id, *ways, seen))

    def mark_unwanted(self, form: UnwantedForm, operation_id: UUID) -> None:
        """List a caller as unwanted, once for each operation."""
        with self._database.writing() as session:
            once(
                session,
                operation_id,
                lambda: add_unwanted_caller(session, form, staff_id=self._staff_id),
            )
