"""What a desk does when its database is away, and when it is back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.actions.customers import NewCustomer
from crm_desktop.actions.note_drafts import draft_of_note, note_of_draft
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.clock_watch import ClockWatch
from crm_desktop.background.jobs import lane
from crm_desktop.background.outbox import NOT_CONNECTED, Form, Outbox
from crm_desktop.database.server_check import problem_of, server_state
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.address_map.delivery_notes import DeliveryNotes
from crm_desktop.ui.connection.panel import ConnectionBar
from crm_desktop.ui.connection.presenter import ConnectionPresenter
from crm_desktop.ui.incoming_call.state import DeskCall
from crm_desktop.ui.new_customer.drafts import customer_of_draft

if TYPE_CHECKING:
    from crm_desktop.app.program import Program

_UNTYPED: Final = frozenset({DraftKind.MISSED_CALL, DraftKind.NUMBER})


def send_new_customer(program: Program, _customer: NewCustomer, form: Form) -> None:
    """Have the form for a new customer saved, now or once that can be."""
    program.kept.new_customer.send(program.outbox, form)


def send_settled(
    program: Program, call_ids: Sequence[int], why: MissedCallSettled, form: Form
) -> None:
    """Have missed calls taken off the list, now or once that can be; nothing of it is typed."""
    fields: dict[str, Json] = {"call_ids": list(call_ids), "why": str(why)}
    draft = Draft(uuid4(), DraftKind.MISSED_CALL, None, fields, program.place.now())
    _send_untyped(program, draft, form)


def send_number(program: Program, call: DeskCall, form: Form) -> None:
    """Have the number of ``call`` given to its customer, now or once that can be."""
    fields: dict[str, Json] = {
        "number": call.number,
        "call_id": call.call_id,
        "name": call.customer_name,
    }
    draft = Draft(uuid4(), DraftKind.NUMBER, call.customer_id, fields, program.place.now())
    _send_untyped(program, draft, form)


def _send_untyped(program: Program, draft: Draft, form: Form) -> None:
    """Send what nobody typed: refused, it is no draft."""

    def refuse(error: Exception) -> None:
        program.drafts.forget(draft.draft_id)
        form.refused(error)

    program.outbox.send(draft, replace(form, refused=refuse))


class DeskConnection(QObject):
    """The bar of one desk, and the ``outbox`` in which its savings wait."""

    def __init__(self, program: Program) -> None:
        """Take part in what ``program`` has; its feed tells how the line is."""
        super().__init__(program)
        self._program = program
        self._note = program.card.note
        self._notes_waiting = self._note.waiting
        self._delivery: DeliveryNotes | None = None
        self._addresses_waiting: frozenset[int] = frozenset()
        self._told: dict[UUID, Exception] = {}
        self._outbox_jobs = lane("outbox", 1, self)
        now = program.place.now
        self.outbox = Outbox(self._outbox_jobs, program.drafts, now=now, parent=self)
        self.presenter = ConnectionPresenter(self._problem, program.jobs, now=now, parent=self)
        self.clock = ClockWatch(program.database, program.jobs, parent=self)
        self.bar = ConnectionBar(program.place.formats, program.window)
        program.window.add_strip(self.bar)
        self._connect()

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Send what waits as soon as the database is back, the oldest first."""
        self.presenter.on_linked(linked)
        if linked:
            self._note.save_all()
            self.clock.start()
        self.outbox.on_linked(linked)

    def on_feed_stopped(self) -> None:
        """Try by itself from now on: nobody tells any more when the database is back."""
        self.clock.stop()
        self.outbox.on_linked(True)

    def follow_delivery_notes(self, notes: DeliveryNotes) -> None:
        """Count those that wait, too; they are made with the map."""
        self._delivery = notes
        notes.saved.connect(self._on_delivery_saved)
        notes.changed.connect(lambda _state: self._count())

    def give_up_lost_lines(self) -> None:
        """Let what hangs on a line that is lost fail at once."""
        if not self.presenter.is_linked:
            self._program.database.cut()

    def keep_notes(self) -> None:
        """Let the notes go in after the next sign-in whose saving nobody has refused."""
        for note in self._note.unrefused_notes():
            self._keep_queued(note)

    def close(self) -> None:
        """Send nothing any more; what waits is kept."""
        self.clock.stop()
        self._outbox_jobs.close()

    def _connect(self) -> None:
        program, presenter, outbox = self._program, self.presenter, self.outbox
        presenter.changed.connect(self.bar.show_state)
        presenter.failed.connect(program.errors.show)
        self.bar.told.connect(program.window.announce)
        self.clock.wrong.connect(program.errors.show)
        self.clock.right.connect(program.errors.take_back)
        self.clock.failed.connect(program.errors.show)
        program.errors.line_doubted.connect(self._look)
        outbox.changed.connect(self._count)
        outbox.went_in.connect(lambda _draft, _answer: presenter.on_went_in())
        outbox.went_in.connect(self._on_went_in)
        outbox.refused.connect(self._on_refused)
        outbox.serve(DraftKind.NOTE, self._save_note)
        outbox.serve(DraftKind.NEW_CUSTOMER, self._save_customer)
        outbox.serve(DraftKind.MISSED_CALL, self._settle_missed)
        outbox.serve(DraftKind.NUMBER, self._attach_number)
        program.drafts.opened.connect(lambda: outbox.take_up(program.drafts.queued))
        self._note.not_saved.connect(self._on_note_not_saved)
        self._note.saved.connect(self._on_note_saved)
        self._note.changed.connect(lambda _state: self._count())

    def _look(self) -> None:
        self._program.feed.look()

    def _problem(self) -> CrmError | None:
        with self._program.database.asking() as session:
            return problem_of(server_state(session))

    def _save_note(self, draft: Draft) -> None:
        self._program.questions.save_note(note_of_draft(draft))

    def _save_customer(self, draft: Draft) -> int:
        return self._program.questions.save_customer(customer_of_draft(draft), draft.draft_id)

    def _settle_missed(self, draft: Draft) -> None:
        ids: Any = draft.fields.get("call_ids")
        why = MissedCallSettled(str(draft.fields.get("why")))
        self._program.questions.settle_missed([int(call_id) for call_id in ids], why)

    def _attach_number(self, draft: Draft) -> None:
        call_id, number = _call_of(draft), str(draft.fields.get("number"))
        customer_id = draft.customer_id or 0
        self._program.questions.attach_number(customer_id, number, call_id, draft.draft_id)

    def _on_went_in(self, draft: Draft, _answer: object) -> None:
        if draft.kind is DraftKind.NUMBER and draft.customer_id is not None:
            name = str(draft.fields.get("name"))
            self._program.calls.on_attached(_call_of(draft), draft.customer_id, name)
        if draft.kind is DraftKind.MISSED_CALL:
            self._program.home.refresh()

    def _on_refused(self, draft: Draft, error: Exception) -> None:
        self._program.errors.show(error)
        if draft.kind in _UNTYPED:  # there is no form to bring back
            self._program.drafts.forget(draft.draft_id)

    def _on_note_not_saved(self, note: WrittenNote, error: Exception) -> None:
        """Let it go in by itself after the next start, too, if the program ends before."""
        self._told.setdefault(note.operation_id, error)
        if isinstance(error, NOT_CONNECTED):
            self._keep_queued(note)

    def _keep_queued(self, note: WrittenNote) -> None:
        now, name = self._program.place.now(), self._program.kept.notes.name_of(note.customer_id)
        draft = draft_of_note(note, now, name=name)
        self._program.drafts.keep(replace(draft, queued_at=now))

    def _on_note_saved(self, note: WrittenNote) -> None:
        if (told := self._told.pop(note.operation_id, None)) is not None:
            self._program.errors.take_back(told)
        if note.operation_id in self._notes_waiting:
            self.presenter.on_went_in()

    def _on_delivery_saved(self, address_id: int, _text: str) -> None:
        if address_id in self._addresses_waiting:
            self.presenter.on_went_in()

    def _count(self) -> None:
        self._notes_waiting = self._note.waiting
        if self._delivery is not None:
            self._addresses_waiting = self._delivery.waiting
        typed = len(self._notes_waiting) + len(self._addresses_waiting)
        self.presenter.on_waiting(self.outbox.waiting + typed)


def _call_of(draft: Draft) -> int:
    call_id: Any = draft.fields.get("call_id")
    return int(call_id)
