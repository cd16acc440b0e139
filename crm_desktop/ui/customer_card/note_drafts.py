"""Keeps each key that is typed into a note, and brings the note back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from crm_desktop.actions.note_drafts import draft_of_note, note_of_draft
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft
from crm_desktop.ui.customer_card.note_presenter import NotePresenter
from crm_desktop.ui.customer_card.state import CustomerCardState


class NoteDrafts(QObject):
    """A note is a draft from its first key until all of it is stored, or it is empty again.

    ``elsewhere``: the customer of a note to be brought back is on the screen in another call.
    """

    elsewhere = Signal()

    def __init__(
        self,
        note: NotePresenter,
        keeper: DraftKeeper,
        now: Callable[[], datetime],
        open_note: Callable[[WrittenNote], bool],
        parent: QObject | None = None,
    ) -> None:
        """``open_note`` opens the card of a note's customer, at the call it is of.

        It tells whether it can be: False when a call is had with the customer, whose card it is.
        """
        super().__init__(parent)
        self._note = note
        self._keeper = keeper
        self._now = now
        self._open_note = open_note
        self._wanted: WrittenNote | None = None
        # Queued: whoever shows notes is to have shown this one before it changes again.
        note.changed.connect(self._on_shown, Qt.ConnectionType.QueuedConnection)
        self._name: tuple[int, str] | None = None
        note.typed.connect(self._keep)
        note.settled.connect(keeper.forget)

    def bring_back(self, draft: Draft) -> None:
        """Open the card of a note, and put what was typed back once it is there.

        The draft goes on lying there when the card stays shut, or is open in another call.
        """
        self._wanted = note_of_draft(draft)
        if not self._open_note(self._wanted):
            QTimer.singleShot(0, self, self._on_call_shown)

    def _on_call_shown(self) -> None:
        """Know that the card of the call may be there already; no note changes then."""
        shown, wanted = self._note.shown_note, self._wanted
        if shown is not None and wanted is not None and shown.customer_id == wanted.customer_id:
            self._on_shown()

    def on_card(self, state: CustomerCardState) -> None:
        """Hear whose card is open: drafts that are found later tell the name."""
        if state.card is not None:
            self._name = state.card.customer_id, state.card.name

    def name_of(self, customer_id: int) -> str:
        """Return the name of the customer whose card was open last; "" for anybody else."""
        whose, name = self._name or (0, "")
        return name if whose == customer_id else ""

    def _on_shown(self) -> None:
        shown, wanted = self._note.shown_note, self._wanted
        if shown is None or wanted is None:
            return
        self._wanted = None
        if (shown.customer_id, shown.call_id) == (wanted.customer_id, wanted.call_id):
            self._note.put_back(wanted)
        elif shown.customer_id == wanted.customer_id:
            self.elsewhere.emit()

    def _keep(self, note: WrittenNote) -> None:
        name = self.name_of(note.customer_id)
        self._keeper.keep(draft_of_note(note, self._now(), name=name))
