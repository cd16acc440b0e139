"""Keeps what is typed about a contact until it is safely stored. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import NOT_CONNECTED
from crm_desktop.errors.database import DatabaseUnreachable, TookTooLong
from crm_desktop.ui.customer_card.note_state import NoteState, is_blank, new_note

SaveNote = Callable[[WrittenNote], object]
_Contact = tuple[int, int | None]

MOST_STORED: Final = 50
"""Stored notes of so many calls that were left last go on as the same when opened again."""


@dataclass(slots=True)
class _Kept:
    """One note and how far its saving has come; ``saved`` is what the database has."""

    note: WrittenNote
    saved: WrittenNote | None = None
    in_flight: WrittenNote | None = None
    saved_at: datetime | None = None
    error: Exception | None = None
    wanted_again: bool = False

    def waits(self) -> bool:
        return isinstance(self.error, DatabaseUnreachable)

    def is_unsaved(self) -> bool:
        return self.note != self.saved and not (self.saved is None and is_blank(self.note))


class NotePresenter(QObject):
    """One note per customer and call; switching saves the one that is left.

    A note that could not be saved stays here, comes back with its customer, and is tried again
    by itself. ``saved`` tells the note that reached the database, ``failed`` the first failure,
    ``not_saved`` each.
    ``typed`` tells a note as it is now and not stored, ``settled`` that all of it is stored.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    not_saved = Signal(object, object)  # WrittenNote, Exception
    typed = Signal(object)  # WrittenNote
    settled = Signal(object)  # UUID, its operation

    def __init__(
        self,
        save_note: SaveNote,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        retry_ms: int = 5_000,
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

    def unrefused_notes(self) -> list[WrittenNote]:
        """Return those of `unsaved_notes` that the database has not said no to."""
        waits = (*NOT_CONNECTED, TookTooLong)
        return [
            kept.note
            for kept in self._kept.values()
            if kept.is_unsaved() and (kept.error is None or isinstance(kept.error, waits))
        ]

    @property
    def waiting(self) -> frozenset[UUID]:
        """The operations of the notes whose saving failed and is tried again."""
        return frozenset(key for key, kept in self._kept.items() if kept.error is not None)

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
        kept = self._kept[note.operation_id]
        kept.note = replace(note, call_id=call_id)
        self._tell_typed(kept)
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
        self._tell_typed(kept)
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

    def on_call_moved(
        self, call_id: int, ways: tuple[int, int], stored: Sequence[WrittenNote]
    ) -> None:
        """Know that a call, and with it its note, is another customer's: from whom to whom.

        ``stored`` is what of `notes_of_call` went along; what was typed since is not stored.
        """
        from_customer, to_customer = ways
        operation_id = self._of_contact.pop((from_customer, call_id), None)
        if operation_id is None:
            return
        kept = self._kept[operation_id]
        kept.note = replace(kept.note, customer_id=to_customer)
        went_along = (note for note in stored if note.operation_id == operation_id)
        saved = next(went_along, kept.saved)
        kept.saved = None if saved is None else replace(saved, customer_id=to_customer)
        kept.error = None
        self._of_contact[to_customer, call_id] = operation_id
        self._tell_typed(kept)

    def put_back(self, note: WrittenNote) -> None:
        """Let a note be this contact's again that was typed before and not stored.

        One that is typed there now is saved. It shows when the contact's note is opened.
        """
        if note.operation_id in self._kept:
            return
        contact = note.customer_id, note.call_id
        other = self._of_contact.get(contact)
        was_shown = other is not None and other == self._shown
        if other is not None:
            self._let_go(self._kept[other])
        self._kept[note.operation_id] = _Kept(note)
        self._of_contact[contact] = note.operation_id
        self.typed.emit(note)
        if was_shown:
            self._shown = note.operation_id
            self._tell()

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
        if self._shown is not None:
            self._let_go(self._kept[self._shown])

    def _let_go(self, kept: _Kept) -> None:
        self._save(kept)
        if not kept.is_unsaved() and kept.in_flight is None:
            self._drop(kept)

    def _save(self, kept: _Kept) -> None:
        if not kept.is_unsaved():
            return
        if kept.in_flight is not None:
            kept.wanted_again = kept.in_flight != kept.note
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
        again, kept.error, kept.wanted_again = kept.wanted_again, None, False
        self._tell_typed(kept)
        self.saved.emit(note)
        is_left = note.operation_id != self._shown
        if again or is_left:
            self._save(kept)
        if is_left and not kept.is_unsaved():
            self._drop(kept)
        self._tell()

    def _on_failed(self, kept: _Kept, error: Exception, *, known: bool) -> None:
        kept.in_flight, kept.error = None, error
        self._retry.start()
        self.not_saved.emit(kept.note, error)
        self._tell()
        if not known:
            self.failed.emit(error)

    def _drop(self, kept: _Kept) -> None:
        """Forget a stored note, but one of a call goes on being the same note for long."""
        operation_id = kept.note.operation_id
        if kept.saved is None or kept.note.call_id is None:
            self._forget(kept)
        elif operation_id in self._kept:
            self._kept[operation_id] = self._kept.pop(operation_id)  # the last to be left
            self._forget_stored()

    def _forget_stored(self) -> None:
        """Forget the stored notes of calls that were left longest ago."""
        stored = [
            kept
            for key, kept in self._kept.items()
            if key != self._shown and kept.in_flight is None and not kept.is_unsaved()
        ]
        for kept in stored[:-MOST_STORED]:
            self._forget(kept)

    def _forget(self, kept: _Kept) -> None:
        note = kept.note
        self._kept.pop(note.operation_id, None)
        contact = note.customer_id, note.call_id
        if self._of_contact.get(contact) == note.operation_id:
            del self._of_contact[contact]

    def _tell_typed(self, kept: _Kept) -> None:
        if kept.is_unsaved():
            self.typed.emit(kept.note)
        else:
            self.settled.emit(kept.note.operation_id)

    def _tell(self) -> None:
        if self._shown is None:
            self.changed.emit(NoteState())
            return
        kept = self._kept[self._shown]
        others = [other for other in self._kept.values() if other is not kept]
        self.changed.emit(
            NoteState(
                note=kept.note,
                unsaved=kept.is_unsaved(),
                saving=kept.in_flight is not None,
                saved_at=kept.saved_at,
                error=kept.error,
                others_unsaved=sum(other.is_unsaved() and not other.waits() for other in others),
            )
        )
