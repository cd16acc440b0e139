"""Keeps what is typed for the carrier until it is safely stored. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import NOT_CONNECTED
from crm_desktop.domain.home import Home
from crm_desktop.errors.database import RecordChanged, TookTooLong


@dataclass(frozen=True, slots=True)
class TypedDeliveryNote:
    """What is to be stored for an address, where ``seen`` was stored when it was read."""

    address_id: int
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class DeliveryNoteState:
    """The delivery note on the screen; ``address_id`` 0: none is.

    ``theirs`` is what somebody else stored meanwhile, None when nobody did; ``error`` why the last
    saving failed otherwise. What was typed stays in either case.
    """

    address_id: int = 0
    text: str = ""
    is_unsaved: bool = False
    is_saving: bool = False
    theirs: str | None = None
    error: Exception | None = None


@dataclass(slots=True)
class _Kept:
    typed: str
    stored: str
    is_saving: bool = False
    theirs: str | None = None
    error: Exception | None = None

    @property
    def is_unsaved(self) -> bool:
        return self.typed.strip() != self.stored


class DeliveryNotes(QObject):
    """One note at a time is shown; one that could not be saved comes back with its address.

    ``saved`` tells address and text that reached the database, ``failed`` what did not. ``typed``
    tells each note that is not stored, ``settled`` the address of one that is, ``not_saved`` the
    note that failed and why.
    """

    changed = Signal(object)  # DeliveryNoteState
    typed = Signal(object)  # TypedDeliveryNote
    settled = Signal(int)
    saved = Signal(int, str)
    failed = Signal(object)
    not_saved = Signal(object, object)  # TypedDeliveryNote, Exception

    def __init__(
        self,
        write: Callable[[TypedDeliveryNote], object],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``write`` is called off the GUI thread, never twice at once for one address."""
        super().__init__(parent)
        self._write = write
        self._jobs = jobs
        self._kept: dict[int, _Kept] = {}
        self._shown = 0

    @property
    def has_typing(self) -> bool:
        """Whether the note on the screen holds something the database has not."""
        kept = self._kept.get(self._shown)
        return kept is not None and kept.is_unsaved

    def unsaved(self) -> list[TypedDeliveryNote]:
        """Return all that was typed and is not stored, of whichever address."""
        return [
            TypedDeliveryNote(address_id, kept.typed.strip(), kept.stored)
            for address_id, kept in self._kept.items()
            if kept.is_unsaved
        ]

    def unrefused(self) -> list[TypedDeliveryNote]:
        """Return those of `unsaved` that the database has not said no to."""
        waits = (*NOT_CONNECTED, TookTooLong)
        return [
            note
            for note in self.unsaved()
            if (kept := self._kept[note.address_id]).theirs is None
            and (kept.error is None or isinstance(kept.error, waits))
        ]

    @property
    def waiting(self) -> frozenset[int]:
        """The addresses of the notes that are tried again once the database can be reached."""
        return frozenset(
            address_id
            for address_id, kept in self._kept.items()
            if isinstance(kept.error, NOT_CONNECTED)
        )

    def show_home(self, home: Home) -> None:
        """Show the note of an address as it was just read; what was typed there stays."""
        if home.address_id != self._shown:
            self.leave()
        kept = self._kept.get(home.address_id)
        if kept is None or not (kept.is_unsaved or kept.is_saving):
            self._kept[home.address_id] = _Kept(home.delivery_note, home.delivery_note)
        self._shown = home.address_id
        self._tell()

    def leave(self) -> None:
        """Show no note, and save the one that was shown."""
        address_id, self._shown = self._shown, 0
        kept = self._kept.get(address_id)
        if kept is None:
            return
        self._tell()  # with it the end of a conversion may come
        self._save(address_id)
        if not (kept.is_unsaved or kept.is_saving):
            self._kept.pop(address_id, None)

    def edit(self, address_id: int, text: str) -> None:
        """Keep what was typed; the end of a conversion may come after the note was left."""
        kept = self._kept.get(address_id)
        if kept is None or kept.typed == text:
            return
        kept.typed = text
        self._tell_typed(address_id)
        if address_id == self._shown:
            self._tell()
        else:
            self._save(address_id)

    def put_back(self, note: TypedDeliveryNote) -> None:
        """Hold what was typed before for an address, unless something is typed there now."""
        kept = self._kept.get(note.address_id)
        if kept is None or not (kept.is_unsaved or kept.is_saving):
            self._kept[note.address_id] = _Kept(note.text, note.seen)
            self._tell_typed(note.address_id)
            self._tell()

    def save(self) -> None:
        """Save the note on the screen, if there is anything to save; also over another's."""
        self._save(self._shown)

    def save_all(self) -> None:
        """Try again to save every note that was left or failed; one being typed is let alone."""
        for address_id, kept in list(self._kept.items()):
            if kept.error is not None or address_id != self._shown:
                self._save(address_id)

    def take_theirs(self) -> None:
        """Give up what was typed for what somebody else has stored."""
        kept = self._kept.get(self._shown)
        if kept is not None and kept.theirs is not None:
            self._kept[self._shown] = _Kept(kept.theirs, kept.theirs)
            self._tell_typed(self._shown)
            self._tell()

    def keep_mine(self) -> None:
        """Store what was typed in the place of what somebody else has stored."""
        kept = self._kept.get(self._shown)
        if kept is not None and kept.theirs is not None:
            kept.stored, kept.theirs = kept.theirs, None
            self._save(self._shown)

    def _save(self, address_id: int) -> None:
        kept = self._kept.get(address_id)
        if kept is None or kept.is_saving or kept.theirs is not None or not kept.is_unsaved:
            return
        note = TypedDeliveryNote(address_id, kept.typed.strip(), kept.stored)
        kept.is_saving = True
        self._tell()
        self._jobs.run(
            self,
            lambda: self._write(note),
            then=lambda _answer: self._on_saved(note),
            failed=lambda error: self._on_failed(note, error),
        )

    def _on_saved(self, note: TypedDeliveryNote) -> None:
        kept = self._kept[note.address_id]
        kept.is_saving, kept.stored, kept.error = False, note.text, None
        self._tell_typed(note.address_id)
        self.saved.emit(note.address_id, note.text)
        if note.address_id != self._shown:
            self._save(note.address_id)
            if not kept.is_unsaved:
                del self._kept[note.address_id]
        self._tell()

    def _on_failed(self, note: TypedDeliveryNote, error: Exception) -> None:
        address_id = note.address_id
        kept = self._kept[address_id]
        kept.is_saving = False
        if isinstance(error, RecordChanged):
            kept.theirs = str(error.now_stored.get("delivery_note", ""))
        else:
            kept.error = error
        if address_id != self._shown or not isinstance(error, RecordChanged):
            self.failed.emit(error)
        self.not_saved.emit(note, error)
        self._tell()

    def _tell_typed(self, address_id: int) -> None:
        kept = self._kept[address_id]
        if kept.is_unsaved:
            self.typed.emit(TypedDeliveryNote(address_id, kept.typed, kept.stored))
        else:
            self.settled.emit(address_id)

    def _tell(self) -> None:
        kept = self._kept.get(self._shown)
        if kept is None:
            self.changed.emit(DeliveryNoteState())
            return
        self.changed.emit(
            DeliveryNoteState(
                address_id=self._shown,
                text=kept.typed,
                is_unsaved=kept.is_unsaved,
                is_saving=kept.is_saving,
                theirs=kept.theirs,
                error=kept.error,
            )
        )
