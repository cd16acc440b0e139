"""The sheet for a new password over the desk, for who wishes one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crm_desktop.ui.password_change.panel import PasswordChangePanel
from crm_desktop.ui.shared.tokens import SIZES


class PasswordChangeDialog(QDialog):
    """Esc and Cancel leave everything as it is; what was typed is forgotten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New password"))
        self.panel = PasswordChangePanel()
        self.panel.leave_wanted.connect(self.reject)
        self.finished.connect(lambda _result: self.panel.empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SIZES.margin,) * 4)
        column.addWidget(self.panel)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the caret where typing has to begin."""
        super().showEvent(event)
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
