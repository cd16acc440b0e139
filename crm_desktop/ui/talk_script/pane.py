"""The talk script as it is read out."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.pane_heading import PaneHeading
from crm_desktop.ui.shared.labels import ElidedLabel
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.talk_script.state import ShownScript, TalkScriptState

SCRIPT_KEY = "Ctrl+T"
_FEWEST_LETTERS = 8
_LONGEST_TITLE = 60


class TalkScriptPane(QWidget):
    """Plain text, to be read and scrolled; several scripts are chosen by their titles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scripts: tuple[ShownScript, ...] = ()
        self.title = ElidedLabel(look="title")
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(_FEWEST_LETTERS)
        self.choice.setAccessibleName(self.tr("Choose a talk script"))
        self.choice.view().setAccessibleName(self.choice.accessibleName())
        self.choice.currentIndexChanged.connect(lambda _row: self._show_chosen())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Talk script"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside = QVBoxLayout()
        inside.setContentsMargins(SIZES.gap, 0, SIZES.gap, SIZES.gap)
        inside.setSpacing(SIZES.gap_small)
        for widget in (self.title, self.choice):
            inside.addWidget(widget)
        inside.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneHeading(self.tr("Talk script"), SCRIPT_KEY, self))
        column.addLayout(inside, 1)

    def show_state(self, state: TalkScriptState) -> None:
        """Show the scripts; the chosen one stays chosen while it is among them."""
        if state.scripts == self._scripts:
            return
        chosen = self.choice.currentText()
        self._scripts = state.scripts
        titles = [shortened(one_line(script.title), _LONGEST_TITLE) for script in state.scripts]
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems(titles)
            self.choice.setCurrentIndex(titles.index(chosen) if chosen in titles else 0)
        several = len(titles) > 1
        self.choice.setVisible(several)
        self.title.setVisible(not several)
        self.title.show_text(titles[0] if titles else "")
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.choice.currentIndex()
        text = self._scripts[row].text if 0 <= row < len(self._scripts) else ""
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
            self._show_beginning()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first words, however the room was before."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_beginning)

    def _show_beginning(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(0)
