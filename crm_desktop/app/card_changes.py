"""Lets everybody ask on a card who was in charge of the customer before."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.new_customers import MoveOfCustomer, moves_of
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.clock import Clock

CHANGES_KEY = "Ctrl+F7"


class CardChanges(QObject):
    """The database tells it of cards that are open alone."""

    failed = Signal(object)

    def __init__(
        self, window: MainWindow, database: Database, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._database = database
        self._jobs = jobs
        self.card: CustomerCard | None = None

    def offer(self, panel: CustomerCardPanel, now: Clock) -> None:
        """Offer it on the card, by a button and a key."""

        def ask() -> None:
            if self.card is not None:
                self._show(self.card.customer_id, self.card.name, now)

        panel.header.changes.show()
        panel.header.changes.clicked.connect(ask)
        QShortcut(QKeySequence(CHANGES_KEY), panel, ask)

    def _show(self, customer_id: int, name: str, now: Clock) -> None:
        from crm_desktop.ui.customer_moves.changes_dialog import ChangesDialog  # noqa: PLC0415

        dialog = ChangesDialog(name, self._window.desk.formats, now=now, parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs.run(
            dialog,
            lambda: self._moves_of(customer_id),
            then=dialog.show_moves,
            failed=self.failed.emit,
        )
        dialog.open()

    def _moves_of(self, customer_id: int) -> list[MoveOfCustomer]:
        with self._database.asking() as session:
            return moves_of(session, customer_id)
