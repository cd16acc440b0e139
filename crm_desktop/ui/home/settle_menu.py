"""Takes missed calls off the list: a button with a menu of reasons, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate


class SettleMenu(QWidget):
    """``settled`` is offered as long as something is chosen, ``undo`` once something was done."""

    settled = Signal(object)  # MissedCallSettled
    later_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reasons = QMenu(self)
        for why in MissedCallSettled:
            action = self.reasons.addAction(reason_words(why))
            action.triggered.connect(lambda _checked, why=why: self.settled.emit(why))
        self.reasons.addSeparator()
        self.later = self.reasons.addAction(self.tr("Call back later …"))
        self.later.triggered.connect(lambda _checked: self.later_wanted.emit())
        self.done = QPushButton(self.tr("Done …"))
        self.done.setToolTip(self.tr("Take the chosen callers off this list (Delete)"))
        self.done.setMenu(self.reasons)
        self.undo = QPushButton(self.tr("Put back"))
        self.undo.clicked.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        for button in (self.undo, self.done):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.offer(chosen=0, undoable=0)

    def offer(self, *, chosen: int, undoable: int) -> None:
        """Offer what can be done with so many rows."""
        self.done.setEnabled(bool(chosen))
        self.undo.setVisible(bool(undoable))

    def ask(self) -> None:
        """Open the menu of reasons."""
        if self.done.isEnabled():
            self.done.showMenu()


def reason_words(why: MissedCallSettled) -> str:
    """Return the reason as the menu says it."""
    match why:
        case MissedCallSettled.NOT_REACHED:
            return translate("home", "Called back, nobody answered")
        case MissedCallSettled.NOT_NEEDED:
            return translate("home", "No call back is needed")
        case MissedCallSettled.WRONG_NUMBER:
            return translate("home", "Wrong number")
        case MissedCallSettled.SALES:
            return translate("home", "Sales call")
        case MissedCallSettled.OTHER:
            return translate("home", "Another reason")
