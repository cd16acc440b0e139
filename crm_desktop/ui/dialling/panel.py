"""The strip at the foot of the window: asks before a costly number, says how dialling goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from crm_desktop.domain.dial_request import NumberShown
from crm_desktop.ui.dialling.state import DialStage, DialView
from crm_desktop.ui.dialling.words import shown_words, stage_words, whom_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon, icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_GOES_AFTER_MS: Final = 8_000


class DialStrip(QFrame):
    """Hidden until something is dialled. Enter dials what it asks about, Esc does not."""

    confirmed = Signal(object)  # NumberShown
    cancelled = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._was_focused: QWidget | None = None
        self._is_asking = False
        self.icon = PlainLabel()
        self.whom = PlainLabel(look="band-number")
        self.whom.setMinimumWidth(1)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        self.choices = QButtonGroup(self)
        self.choice = {shown: self._choice(shown) for shown in NumberShown}
        self.dial = QPushButton(self.tr("Dial"))
        self.dial.setDefault(True)
        self.dial.clicked.connect(self._confirm)
        self.cancel = QToolButton()
        self.cancel.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.cancel.clicked.connect(self.cancelled)
        self._goes = QTimer(self, singleShot=True, interval=_GOES_AFTER_MS)
        self._goes.timeout.connect(self.cancelled)
        self._lay_out()
        self.hide()

    def show_view(self, view: DialView) -> None:
        """Make the widgets say what ``view`` says."""
        asks = view.stage is DialStage.ASKING
        failed = view.stage is DialStage.FAILED
        set_look(self, "error" if failed else "panel")
        colours = current_colours()
        name, colour = ("alert", colours.late) if failed else ("phone-outgoing", colours.accent)
        self.icon.setPixmap(icon_pixmap(name, colour, ratio=self.devicePixelRatioF()))
        self.cancel.setIcon(icon("close", colours.late if failed else ""))
        words = self.tr("Do not dial (Esc)") if asks else self.tr("Close this message")
        self.cancel.setToolTip(words)
        self.cancel.setAccessibleName(words)
        self.whom.setText(whom_words(view, self._formats))
        self.words.setText(stage_words(view))
        self.setAccessibleName(f"{self.whom.text()} {self.words.text()}".strip())
        self.choice[view.number_shown].setChecked(True)
        for control in (*self.choice.values(), self.dial):
            control.setVisible(asks)
        self.cancel.setVisible(view.stage is not DialStage.ASKED)
        self.setVisible(view.stage is not DialStage.NONE)
        self._goes.stop()
        if view.stage is DialStage.HANDED_OVER:
            self._goes.start()
        self._give_focus(asks=asks)

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does, while the caret is in the strip."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dial with Enter or not with Esc, wherever in the strip the caret is."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        if self._is_asking and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._confirm()
            return
        super().keyPressEvent(event)

    def _give_focus(self, *, asks: bool) -> None:
        """Take the caret to ask whoever pressed the key; give it back where it was."""
        if asks and not self._is_asking:
            self._was_focused = QApplication.focusWidget()
            self.dial.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._is_asking and not asks and self._was_focused is not None:
            self._was_focused.setFocus(Qt.FocusReason.OtherFocusReason)
            self._was_focused = None
        self._is_asking = asks

    def _confirm(self) -> None:
        chosen = (shown for shown, button in self.choice.items() if button.isChecked())
        self.confirmed.emit(next(chosen, NumberShown.AS_USUAL))

    def _choice(self, shown: NumberShown) -> QRadioButton:
        button = QRadioButton(shown_words(shown), self)
        self.choices.addButton(button)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.whom)
        row.addWidget(self.words, 1)
        for button in self.choice.values():
            row.addWidget(button)
        row.addWidget(self.dial)
        row.addWidget(self.cancel)
