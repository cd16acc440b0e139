"""Finds customers while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.ui.customer_search.state import CustomerSearchState

FindCustomers = Callable[[str], list[FoundCustomer]]


class CustomerSearchPresenter(QObject):
    """Asks for each new text, shows only the answer to the newest."""

    changed = Signal(object)  # CustomerSearchState
    customer_chosen = Signal(object)  # FoundCustomer
    failed = Signal(object)  # Exception

    def __init__(
        self, find_customers: FindCustomers, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Search with ``find_customers``, which is called off the GUI thread."""
        super().__init__(parent)
        self._find_customers = find_customers
        self._search = LatestOnly(jobs, self)
        self._state = CustomerSearchState()
        self._enter_waits = False

    def on_words_typed(self, words: str) -> None:
        """Look for ``words``; blanks around them do not count."""
        wanted = words.strip()
        self._enter_waits = False
        if wanted == self._state.words and not self._state.failed:
            return
        if not wanted:
            self.clear()
            return
        self._show(replace(self._state, words=wanted, failed=False))
        self._search.run(
            lambda: self._find_customers(wanted),
            then=lambda found: self._on_found(wanted, found),
            failed=self._on_failed,
        )

    def on_enter(self, number: int) -> None:
        """Choose the result at ``number``, counted from 0.

        Enter behind a number typed fast comes before the answer: then the answer is opened if it
        is a single one, and shown if not.
        """
        if self._state.searching:
            self._enter_waits = True
        elif 0 <= number < len(self._state.results):
            self.customer_chosen.emit(self._state.results[number])

    def clear(self) -> None:
        """Forget words and results."""
        self._search.forget()
        self._show(CustomerSearchState())

    def _on_found(self, words: str, found: list[FoundCustomer]) -> None:
        enter_waits, self._enter_waits = self._enter_waits, False
        self._show(CustomerSearchState(words, words, tuple(found)))
        if enter_waits and len(found) == 1:
            self.customer_chosen.emit(found[0])

    def _on_failed(self, error: Exception) -> None:
        self._enter_waits = False
        self._show(replace(self._state, results=(), failed=True))
        self.failed.emit(error)

    def _show(self, state: CustomerSearchState) -> None:
        self._state = state
        self.changed.emit(state)
