"""What the carrier should know: read, and written where it stands."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.address_map.delivery_notes import DeliveryNoteState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_MOST_LINES: Final = 3
_FRAME_PX: Final = 18
_MOST_CHARACTERS: Final = 120


class DeliveryNoteBox(QWidget):
    """It tells ``edited`` with every key, and ``save_wanted`` when the caret leaves it.

    Enter only ever makes a new line, so confirming a Japanese conversion sends nothing off.
    """

    edited = Signal(int, str)  # address, text
    save_wanted = Signal()
    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address_id = 0
        self.standing = PlainLabel("", self, look="small")
        self.body = QPlainTextEdit(self)
        self.body.setPlaceholderText(self.tr("Where to leave it, which bell, the dog"))
        self.body.setAccessibleName(self.tr("Delivery note"))
        self.body.setTabChangesFocus(True)
        self.body.textChanged.connect(self._on_edited)
        self.body.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.body.installEventFilter(self)
        self.conflict = PlainLabel("", self, look="small-late")
        self.conflict.setWordWrap(True)
        self.conflict.setMinimumWidth(1)
        self.mine = QPushButton(self.tr("Keep mine"), self)
        self.mine.clicked.connect(self.mine_wanted)
        self.theirs = QPushButton(self.tr("Take theirs"), self)
        self.theirs.clicked.connect(self.theirs_wanted)
        self._lay_out()
        self._fit()
        self.show_state(DeliveryNoteState())

    def show_state(self, state: DeliveryNoteState) -> None:
        """Show the note; what is being typed into it is never touched by its own saving."""
        if state.address_id != self._address_id:
            self._commit_conversion()
        self._address_id = state.address_id
        if state.text != self.body.toPlainText():
            with QSignalBlocker(self.body):
                self.body.setPlainText(state.text)
        self.setEnabled(bool(state.address_id))
        has_conflict = state.theirs is not None
        self.conflict.setText(_conflict_words(state.theirs or "") if has_conflict else "")
        for part in (self.conflict, self.mine, self.theirs):
            part.setVisible(has_conflict)
        words, look = self._standing_words(state)
        self.standing.setText(words)
        set_look(self.standing, look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the note saved when the caret leaves it."""
        if watched is self.body and event.type() is QEvent.Type.FocusOut:
            self.save_wanted.emit()
        return False

    def _fit(self) -> None:
        """Be as high as what is written, up to three lines."""
        document = self.body.document()
        lines = max(round(document.size().height()), 1)
        first = document.firstBlock()
        block_px = document.documentLayout().blockBoundingRect(first).height()
        line_px = math.ceil(block_px / max(first.lineCount(), 1))
        self.body.setFixedHeight(min(lines, _MOST_LINES) * line_px + _FRAME_PX)
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOff if lines <= _MOST_LINES else policy.ScrollBarAsNeeded
        self.body.setVerticalScrollBarPolicy(bar)

    def _on_edited(self) -> None:
        self.edited.emit(self._address_id, self.body.toPlainText())

    def _commit_conversion(self) -> None:
        if self.body.hasFocus():
            QGuiApplication.inputMethod().commit()

    def _standing_words(self, state: DeliveryNoteState) -> tuple[str, str]:
        if state.is_saving:
            return self.tr("Saving …"), "small"
        if state.error is not None:
            return self.tr("Not saved; what you typed is kept"), "small-late"
        if state.is_unsaved:
            return self.tr("Not saved yet"), "small-soon"
        return "", "small"

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(SIZES.gap)
        heading.addWidget(PlainLabel(self.tr("Delivery note"), self, look="heading"))
        heading.addStretch(1)
        heading.addWidget(self.standing)
        answers = QHBoxLayout()
        answers.setSpacing(SIZES.gap_small)
        answers.addStretch(1)
        answers.addWidget(self.theirs)
        answers.addWidget(self.mine)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap)
        layout.setSpacing(2)
        layout.addLayout(heading)
        layout.addWidget(self.body)
        layout.addWidget(self.conflict)
        layout.addLayout(answers)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)


def _conflict_words(theirs: str) -> str:
    if not theirs:
        return translate(
            "address_map", "Meanwhile somebody took this note away. Yours is not stored."
        )
    shown = theirs if len(theirs) <= _MOST_CHARACTERS else f"{theirs[:_MOST_CHARACTERS]}…"
    words = translate("address_map", "Meanwhile somebody wrote: %1. Yours is not stored.")
    return filled(words, f"「{' '.join(shown.split())}」")
