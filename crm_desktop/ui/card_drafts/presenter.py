"""Follows which notes colleagues left on the open card, and takes one over. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.shared_drafts import CardDraft, TakenDraft
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.card_drafts.state import CardDraftsState
from crm_desktop.ui.customer_card.state import CustomerCardState


@dataclass(frozen=True, slots=True)
class CardDraftsWork:
    """What is asked of the database, off the GUI thread; ``is_here`` on it: a draft of this PC.

    ``takers`` tells who took over which of these drafts on the card of a customer.
    """

    read: Callable[[int], Sequence[CardDraft]]
    take_over: Callable[[UUID], Draft | None]
    is_here: Callable[[UUID], bool]
    takers: Callable[[int, Sequence[UUID]], Sequence[TakenDraft]]


class CardDraftsPresenter(QObject):
    """``taken`` tells a draft that is this person's from now on."""

    changed = Signal(object)  # CardDraftsState
    taken = Signal(object)  # Draft
    failed = Signal(object)  # Exception

    def __init__(self, work: CardDraftsWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._reading = LatestOnly(jobs, self)
        self._typed: UUID | None = None
        self._state = CardDraftsState()

    def on_card(self, state: CustomerCardState) -> None:
        """Hear whose card is open now."""
        customer_id = None if state.card is None else state.card.customer_id
        if customer_id != self._state.customer_id:
            self._reading.forget()
            self._typed = None
            self._show(CardDraftsState(customer_id))
            self.refresh()

    def on_news(self, customer: str) -> None:
        """Hear that the drafts of a customer are others now."""
        if customer == str(self._state.customer_id):
            self.refresh()

    def refresh(self) -> None:
        """Read anew what lies on the open card, and who goes on with what is typed here."""
        customer_id, typed = self._state.customer_id, self._typed
        if customer_id is not None:
            self._reading.run(
                lambda: self._read(customer_id, typed), then=self._on_read, failed=self.failed.emit
            )

    def on_typed(self, draft: Draft) -> None:
        """Know what is typed on the open card; a colleague may have taken it over before."""
        if draft.customer_id == self._state.customer_id and draft.draft_id != self._typed:
            self._typed = draft.draft_id
            self._show(replace(self._state, taken=None))

    def on_settled(self, draft_id: UUID) -> None:
        """Know that what was typed is saved, or wanted no more."""
        if draft_id == self._typed:
            self._typed = None
            self._show(replace(self._state, taken=None))

    def take_over(self) -> None:
        """Take over the newest of what is shown."""
        if not self._state.drafts or self._state.taking:
            return
        draft_id = self._state.drafts[0].draft_id
        self._show(replace(self._state, taking=True))
        self._jobs.run(
            self,
            lambda: self._work.take_over(draft_id),
            then=self._on_taken,
            failed=self._on_not_taken,
        )

    def _read(
        self, customer_id: int, typed: UUID | None
    ) -> tuple[Sequence[CardDraft], TakenDraft | None]:
        takers = () if typed is None else self._work.takers(customer_id, [typed])
        return self._work.read(customer_id), next(iter(takers), None)

    def _on_read(self, read: tuple[Sequence[CardDraft], TakenDraft | None]) -> None:
        drafts, taken = read
        shown = tuple(
            draft
            for draft in drafts
            if draft.kind == DraftKind.NOTE and not self._work.is_here(draft.draft_id)
        )
        is_typed = taken is not None and taken.draft_id == self._typed
        self._show(replace(self._state, drafts=shown, taken=taken if is_typed else None))

    def _on_taken(self, draft: Draft | None) -> None:
        self._show(replace(self._state, taking=False))
        if draft is not None:
            self.taken.emit(draft)
        self.refresh()

    def _on_not_taken(self, error: Exception) -> None:
        self._show(replace(self._state, taking=False))
        self.failed.emit(error)

    def _show(self, state: CardDraftsState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
