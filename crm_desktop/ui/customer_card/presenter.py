"""Decides what the customer card shows. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.note_categories import CategoryRow
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.customer_card.note_presenter import NotePresenter, SaveNote
from crm_desktop.ui.customer_card.paper_presenter import PaperPresenter, PaperSources
from crm_desktop.ui.customer_card.state import CustomerCardState, card_state


@dataclass(frozen=True, slots=True)
class CardSources:
    """What the card asks of the database; each is called off the GUI thread."""

    load_card: Callable[[int, OpeningReason, int | None], CustomerCard]
    save_note: SaveNote
    load_categories: Callable[[], Sequence[CategoryRow]]
    papers: PaperSources


class CustomerCardPresenter(QObject):
    """One customer at a time; ``note`` keeps what is typed, also of the customers before.

    ``finished`` tells the customer whose contact is over, once the note is stored or waits for a
    database that is away.
    """

    changed = Signal(object)
    renewed = Signal(object)  # CustomerCardState of the same card: somebody else changed it
    categories_changed = Signal(object)
    finished = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        sources: CardSources,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        zone: tzinfo | None = None,
        may_finish: Callable[[WrittenNote], bool] = lambda _note: True,
        parent: QObject | None = None,
    ) -> None:
        """``now`` returns the aware time; days are those of ``zone`` (None: this PC's).

        ``may_finish`` tells whether a contact may be ended with this note, and says why not.
        """
        super().__init__(parent)
        self._sources = sources
        self._now = now
        self._zone = zone
        self._jobs = jobs
        self._card = LatestOnly(jobs, self)
        self._may_finish = may_finish
        self._finishing: UUID | None = None
        self.note = NotePresenter(sources.save_note, jobs, now=now, parent=self)
        self.papers = PaperPresenter(sources.papers, jobs, zone=zone, parent=self)
        self.note.failed.connect(self.failed)
        self.note.not_saved.connect(self._on_note_not_saved)
        self.note.saved.connect(self._on_note_saved)
        self.papers.failed.connect(self.failed)

    @property
    def has_unsaved_typing(self) -> bool:
        """Whether the note on the screen holds something that is not stored yet."""
        return self.note.has_unsaved_typing

    def load_categories(self) -> None:
        """Load the categories of notes; once at the beginning is enough."""
        self._jobs.run(
            self,
            self._sources.load_categories,
            then=self.categories_changed.emit,
            failed=self.failed.emit,
        )

    def show_customer(
        self, customer_id: int, why: OpeningReason, call_id: int | None = None
    ) -> None:
        """Open the card of a customer and show it; the note of the card before is saved."""
        self.note.close_note()
        self.changed.emit(CustomerCardState(loading=True))
        self._card.run(
            lambda: self._load(customer_id, why, call_id),
            then=lambda card: self.show_card(card, call_id),
            failed=self._on_failed,
        )

    def show_card(self, card: CustomerCard, call_id: int | None = None) -> None:
        """Show a card that is here already; ``call_id`` is the call it came with."""
        self._card.forget()
        state = card_state(card, self._now(), self._zone)
        self.papers.show_card(card, state.today)
        self.changed.emit(state)
        self.note.open_note(card.customer_id, call_id)

    def renew(self, card: CustomerCard) -> None:
        """Show what is stored now of the open card; what is typed is not touched."""
        state = card_state(card, self._now(), self._zone)
        self.papers.renew(card)
        self.renewed.emit(state)

    def close(self) -> None:
        """Save the note and show nobody."""
        self._card.forget()
        self.note.close_note()
        self.papers.forget()
        self.changed.emit(CustomerCardState())

    def finish(self) -> None:
        """Save the note; ``finished`` follows once it is stored, at once when it is already."""
        note = self.note.shown_note
        if note is None:
            return
        if not self._may_finish(note):
            self.note.save()
            return
        if not self.has_unsaved_typing:
            self.finished.emit(note.customer_id)
            return
        self._finishing = note.operation_id
        self.note.save()

    def _load(self, customer_id: int, why: OpeningReason, call_id: int | None) -> CustomerCard:
        """Read a card, once more when the line it was asked on is lost: there may be another."""
        try:
            return self._sources.load_card(customer_id, why, call_id)
        except DatabaseUnreachable:
            return self._sources.load_card(customer_id, why, call_id)

    def _on_note_saved(self, note: WrittenNote) -> None:
        if note.operation_id == self._finishing:
            self._finishing = None
            self.finished.emit(note.customer_id)

    def _on_note_not_saved(self, note: WrittenNote, error: Exception) -> None:
        """Let the contact be over although its note waits for the database; it goes in later."""
        if note.operation_id != self._finishing:
            return
        self._finishing = None
        if isinstance(error, DatabaseUnreachable):
            self.finished.emit(note.customer_id)

    def _on_failed(self, error: Exception) -> None:
        self.changed.emit(CustomerCardState())
        self.failed.emit(error)
