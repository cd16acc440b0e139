"""The last of a desk that has ended: its widgets go, a page of the window between two events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


class TakingDown(QObject):
    """Ends what a closed desk has shown; ``over`` when there is nothing more of it.

    All at once, some 4,000 objects, it would hold whoever types their password by then for 50 ms
    on a quiet PC.
    """

    over = Signal()

    def __init__(self, program: Program, parent: QObject) -> None:
        """Begin; nothing of ``program`` is to be used any more."""
        super().__init__(parent)
        self._window = program.window
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._end_a_page)
        program.deleteLater()
        self._turns.start(0)

    def _end_a_page(self) -> None:
        page = self._window.pages.widget(0)
        if page is not None:
            self._window.pages.removeWidget(page)
            page.deleteLater()
            return
        self._turns.stop()
        self._window.deleteLater()
        self.over.emit()
        self.deleteLater()
