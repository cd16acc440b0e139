"""Keeps what is typed about a contact until it is safely stored. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.customer_card.note_state import NoteState, is_blank, new_note

SaveNote = Callable[[WrittenNote], object]
_Contact = tuple[int, int | None]


@dataclass(slots=True)
class _Kept:
    """One note and how far its saving has come; ``saved`` is what the database has."""

    note: WrittenNote
    saved: WrittenNote | None = None
    in_flight: WrittenNote | None = None
    saved_at: datetime | None = None
    error: Exception | None = None

    def is_unsaved(self) -> bool:
        return self.note != self.saved and not (self.saved is None and is_blank(self.note))


class NotePresenter(QObject):
    """One note per customer and call; switching saves the one that is left.

    A note that could not be saved stays here, comes back with its customer, and is tried again
    by itself. ``saved`` tells the note that reached the database, ``failed`` the first failure.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        save_note: SaveNote,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        retry_ms: int = 15_000,
        parent: QObject | None = None,
    ) -> None:
        """``save_note`` is called off the GUI thread, never twice at once for one note.

        What failed is tried again every ``retry_ms``.
        """
        super().__init__(parent)
        self._save_note = save_note
        self._jobs = jobs
        self._now = now
        self._kept: dict[UUID, _Kept] = {}
        self._of_contact: dict[_Contact, UUID] = {}
        self._shown: UUID | None = None
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(retry_ms)
        self._retry.timeout.connect(self.save_all)

    @property
    def has_unsaved_typing(self) -> bool:
        """Whether the note on the screen holds something the database has not."""
        return self._shown is not None and self._kept[self._shown].is_unsaved()

    @property
    def shown_note(self) -> WrittenNote | None:
        """The note on the screen, None when no card is open."""
        return None if self._shown is None else self._kept[self._shown].note

    def unsaved_notes(self) -> list[WrittenNote]:
        """Return all that was typed and is not stored, on whichever customer."""
        return [kept.note for kept in self._kept.values() if kept.is_unsaved()]

    def open_note(self, customer_id: int, call_id: int | None) -> None:
        """Save the note on the screen, and show the one of this customer and call."""
        self._leave()
        contact = (customer_id, call_id)
        if contact not in self._of_contact:
            note = new_note(customer_id, call_id, self._now())
            self._of_contact[contact] = note.operation_id
            self._kept[note.operation_id] = _Kept(note)
        self._shown = self._of_contact[contact]
        self._tell()

    def bind_call(self, customer_id: int, call_id: int) -> bool:
        """Let the note on the screen be that of a call dialled from it; tell whether it is.

        It is none but a note of this customer that belongs to no call yet.
        """
        note, contact = self.shown_note, (customer_id, call_id)
        if note is None or (note.customer_id, note.call_id) != (customer_id, None):
            return False
        if contact in self._of_contact:
            return False
        self._of_contact[contact] = self._of_contact.pop((customer_id, None))
        self._kept[note.operation_id].note = replace(note, call_id=call_id)
        self._tell()
        return True

    def close_note(self) -> None:
        """Save the note on the screen and show none."""
        self._leave()
        self._shown = None
        self._tell()

    def edit(self, note: WrittenNote) -> None:
        """Keep what was typed; ``note`` says itself which note it is.

        The end of a Japanese conversion may come after the note was left: it is saved at once.
        """
        kept = self._kept.setdefault(note.operation_id, _Kept(note))
        kept.note = note
        if note.operation_id == self._shown:
            self._tell()
        else:
            self._save(kept)

    def notes_of_call(self, customer_id: int, call_id: int) -> list[WrittenNote]:
        """Return what was typed in a call with a customer and is not stored."""
        contact = customer_id, call_id
        return [
            note for note in self.unsaved_notes() if (note.customer_id, note.call_id) == contact
        ]

    def on_call_moved(self, call_id: int, from_customer: int, to_customer: int) -> None:
        """Know that a call, and with it its note as it is stored, is another customer's."""
        operation_id = self._of_contact.pop((from_customer, call_id), None)
        if operation_id is None:
            return
        kept = self._kept[operation_id]
        kept.note = replace(kept.note, customer_id=to_customer)
        kept.saved = None if is_blank(kept.note) else kept.note
        kept.error = None
        self._of_contact[to_customer, call_id] = operation_id

    def save(self) -> None:
        """Save the note on the screen, if there is anything to save."""
        if self._shown is not None:
            self._save(self._kept[self._shown])

    def save_all(self) -> None:
        """Try again to save every note that was left or failed; one being typed is let alone."""
        for kept in list(self._kept.values()):
            if kept.error is not None or kept.note.operation_id != self._shown:
                self._save(kept)

    def _leave(self) -> None:
        if self._shown is None:
            return
        kept = self._kept[self._shown]
        self._save(kept)
        if not kept.is_unsaved() and kept.in_flight is None:
            self._drop(kept)

    def _save(self, kept: _Kept) -> None:
        if kept.in_flight is not None or not kept.is_unsaved():
            return
        note = kept.in_flight = kept.note
        had_failed = kept.error is not None
        self._tell()
        self._jobs.run(
            self,
            lambda: self._save_note(note),
            then=lambda _answer: self._on_saved(kept, note),
            failed=lambda error: self._on_failed(kept, error, known=had_failed),
        )

    def _on_saved(self, kept: _Kept, note: WrittenNote) -> None:
        kept.in_flight, kept.saved, kept.saved_at = None, note, self._now()
        kept.error = None
        self.saved.emit(note)
        if note.operation_id != self._shown:
            self._save(kept)
            if not kept.is_unsaved():
                self._drop(kept)
        self._tell()

    def _on_failed(self, kept: _Kept, error: Exception, *, known: bool) -> None:
        kept.in_flight, kept.error = None, error
        self._retry.start()
        self._tell()
        if not known:
            self.failed.emit(error)

    def _drop(self, kept: _Kept) -> None:
        """Forget a stored note, but one of a call goes on being the same note."""
        note = kept.note
        if kept.saved is not None and note.call_id is not None:
            return
        self._kept.pop(note.operation_id, None)
        self._of_contact.pop((note.customer_id, note.call_id), None)

    def _tell(self) -> None:
        if self._shown is None:
            self.changed.emit(NoteState())
            return
        kept = self._kept[self._shown]
        self.changed.emit(
            NoteState(
                note=kept.note,
                unsaved=kept.is_unsaved(),
                saving=kept.in_flight is not None,
                saved_at=kept.saved_at,
                error=kept.error,
                others_unsaved=len(self.unsaved_notes()) - int(kept.is_unsaved()),
            )
        )
