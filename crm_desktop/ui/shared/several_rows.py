"""A list in which several rows can be chosen and done with by one key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from crm_desktop.ui.shared.row_list import ROW_ROLE, RowList


class SeveralRowsList(RowList):
    """Several are chosen with Shift, Ctrl and Ctrl+A; Delete says that they are to be done with."""

    done_wanted = Signal()

    def choose_several(self) -> None:
        """Let more than one row be chosen."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def chosen_rows(self) -> list[Any]:
        """All rows that are chosen, from the top."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return [index.data(ROW_ROLE) for index in chosen]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with the chosen on Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.done_wanted.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click with Shift or Ctrl choose only, not open."""
        choosing = event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        )
        self.blockSignals(bool(choosing))
        super().mouseReleaseEvent(event)
        self.blockSignals(False)
