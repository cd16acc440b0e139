"""Follows whose the customer of the open card is, also while it is being talked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.new_customers import CardHolder
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.new_customers.state import CardHolderState


class CardHolderPresenter(QObject):
    """Reads who looks after the customer, and nothing else of the card.

    ``moved`` tells that another person does from now on; "" is nobody.
    """

    changed = Signal(object)  # CardHolderState
    moved = Signal(str)
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read: Callable[[int], CardHolder | None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Read with ``read(customer_id)``, which is called off the GUI thread."""
        super().__init__(parent)
        self._read = read
        self._reading = LatestOnly(jobs, self)
        self._state = CardHolderState()

    def on_card(self, state: CustomerCardState) -> None:
        """Hear whose card is open now."""
        card = state.card
        if card is None:
            self._reading.forget()
            self._show(CardHolderState())
            return
        self._show(CardHolderState(card.customer_id, CardHolder(card.staff_name, card.covered_for)))
        self.refresh()

    def refresh(self) -> None:
        """Read again, quietly, whose the customer is."""
        customer_id = self._state.customer_id
        if customer_id is None:
            return
        self._reading.run(
            lambda: self._read(customer_id), then=self._on_read, failed=self.failed.emit
        )

    def _on_read(self, holder: CardHolder | None) -> None:
        shown = self._state.holder
        if holder is None or shown is None:
            return
        self._show(CardHolderState(self._state.customer_id, holder))
        if (shown.staff_name, shown.covered_for) != (holder.staff_name, holder.covered_for):
            self.moved.emit(holder.staff_name)

    def _show(self, state: CardHolderState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
