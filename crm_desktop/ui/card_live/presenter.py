"""Keeps the open card as it is stored, and knows who else has it open."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.card_changes import CardChange, OtherDesk
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.errors.database import DatabaseUnreachable, RecordGone
from crm_desktop.ui.card_live.state import CardLiveState, changed_parts
from crm_desktop.ui.customer_card.state import CustomerCardState

MARKED_MS: Final = 60_000
LOOK_AGAIN_MS: Final = 10_000
_SPREAD_MS: Final = 5_000
_IMPORT_MS: Final = 15_000  # no more often while something touches many customers for long


@dataclass(frozen=True, slots=True)
class CardLiveWork:
    """What is asked of the database.

    ``read`` and ``read_others`` are called off the GUI thread. ``be_at_card`` (left, come to)
    returns at once and tells by ``on_people`` when it is done.
    """

    read: Callable[[int], tuple[CustomerCard, tuple[CardChange, ...]]]
    read_others: Callable[[int], tuple[OtherDesk, ...]]
    be_at_card: Callable[[int | None, int | None], None]
    now: Callable[[], datetime]


class CardLivePresenter(QObject):
    """Reads the open card again when it changed; touches nothing that is being typed."""

    renewed = Signal(object)  # CustomerCard
    changed = Signal(object)  # CardLiveState
    failed = Signal(object)  # Exception

    def __init__(self, work: CardLiveWork, jobs: Jobs, parent: QObject | None = None) -> None:
        """Follow no card yet."""
        super().__init__(parent)
        self._work = work
        self._reading = LatestOnly(jobs, self)
        self._asking = LatestOnly(jobs, self)
        self._card: CustomerCard | None = None
        self._state = CardLiveState()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_after_many)
        self._read_at = QElapsedTimer()
        self._marked = QTimer(self)
        self._marked.setSingleShot(True)
        self._marked.setInterval(MARKED_MS)
        self._marked.timeout.connect(self._unmark)
        # A desk that dies tells nobody: look again while somebody else is there.
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AGAIN_MS)
        self._look.timeout.connect(self.on_people)

    def on_card(self, state: CustomerCardState) -> None:
        """Hear which card is open now."""
        if state.loading:
            return
        left, card = self._state.customer_id, state.card
        come_to = None if card is None else card.customer_id
        self._card = card
        if left == come_to:
            return
        self._forget()
        self._show(CardLiveState(come_to))
        self._work.be_at_card(left, come_to)

    def on_changed(self, *, is_sure: bool) -> None:
        """Read the card again: at once when it is this one, later when it may be any.

        Hundreds of desks must not all ask at once after an import.
        """
        if self._state.customer_id is None:
            return
        if is_sure:
            self.read_again()
        elif not self._soon.isActive():
            is_again = self._read_at.isValid() and not self._read_at.hasExpired(_IMPORT_MS)
            spread = random.randrange(_SPREAD_MS)  # noqa: S311 - spreads desks, no secret
            self._soon.start(spread + (_IMPORT_MS if is_again else 0))

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Be there again after the connection was lost, and read what was missed."""
        if linked and self._state.customer_id is not None:
            self._work.be_at_card(None, self._state.customer_id)
            self.read_again()

    def on_people(self) -> None:
        """Ask who else is there: somebody came or left, or this desk has just come."""
        customer_id = self._state.customer_id
        if customer_id is not None:
            self._asking.run(
                lambda: self._work.read_others(customer_id),
                then=self._on_others,
                failed=self._on_failed,
            )

    def read_again(self) -> None:
        """Read the open card, and show what differs."""
        customer_id = self._state.customer_id
        if customer_id is not None:
            self._reading.run(
                lambda: self._work.read(customer_id), then=self._on_read, failed=self._on_failed
            )

    def _read_after_many(self) -> None:
        self._read_at.start()
        self.read_again()

    def _on_read(self, answer: tuple[CustomerCard, tuple[CardChange, ...]]) -> None:
        card, changes = answer
        before = self._card
        if before is None or before.customer_id != card.customer_id:
            return
        card = replace(card, opening=before.opening)
        if card == before:
            return
        parts = changed_parts(before, card, changes, self._work.now())
        self._card = card
        self.renewed.emit(card)
        if parts:
            fresh = {one.part for one in parts}
            kept = (one for one in self._state.marks if one.part not in fresh)
            self._show(replace(self._state, marks=(*parts, *kept)))
            self._marked.start()

    def _on_others(self, others: tuple[OtherDesk, ...]) -> None:
        if others:
            self._look.start()
        else:
            self._look.stop()
        self._show(replace(self._state, others=others))

    def _on_failed(self, error: Exception) -> None:
        """Say nothing of what the next news puts right."""
        if not isinstance(error, DatabaseUnreachable | RecordGone):
            self.failed.emit(error)

    def _unmark(self) -> None:
        self._show(replace(self._state, marks=()))

    def _forget(self) -> None:
        for timer in (self._soon, self._marked, self._look):
            timer.stop()
        self._reading.forget()
        self._asking.forget()

    def _show(self, state: CardLiveState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
