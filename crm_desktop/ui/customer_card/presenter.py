"""Decides what the customer card shows. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.ui.customer_card.note_presenter import NotePresenter, SaveNote
from crm_desktop.ui.customer_card.state import CustomerCardState, card_state


@dataclass(frozen=True, slots=True)
class CardSources:
    """What the card asks of the database; each is called off the GUI thread."""

    load_card: Callable[[int], CustomerCard]
    save_note: SaveNote


class CustomerCardPresenter(QObject):
    """One customer at a time; ``note`` keeps what is typed, also of the customers before."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        sources: CardSources,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        zone: tzinfo | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``now`` returns the aware time; days are those of ``zone`` (None: this PC's)."""
        super().__init__(parent)
        self._sources = sources
        self._now = now
        self._zone = zone
        self._card = LatestOnly(jobs, self)
        self.note = NotePresenter(sources.save_note, jobs, now=now, parent=self)

    @property
    def has_unsaved_typing(self) -> bool:
        """Whether the note on the screen holds something that is not stored yet."""
        return self.note.has_unsaved_typing

    def show_customer(self, customer_id: int, call_id: int | None = None) -> None:
        """Load the card of a customer and show it; the note of the card before is saved."""
        self.note.close_note()
        self.changed.emit(CustomerCardState(loading=True))
        self._card.run(
            lambda: self._sources.load_card(customer_id),
            then=lambda card: self.show_card(card, call_id),
            failed=self._on_failed,
        )

    def show_card(self, card: CustomerCard, call_id: int | None = None) -> None:
        """Show a card that is here already; ``call_id`` is the call it came with."""
        self._card.forget()
        self.changed.emit(card_state(card, self._now(), self._zone))
        self.note.open_note(card.customer_id, call_id)

    def close(self) -> None:
        """Save the note and show nobody."""
        self._card.forget()
        self.note.close_note()
        self.changed.emit(CustomerCardState())

    def _on_failed(self, error: Exception) -> None:
        self.changed.emit(CustomerCardState())
        self.failed.emit(error)
