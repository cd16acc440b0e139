"""The sheet that covers a locked desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.lock.curtain import Curtain
from crm_desktop.ui.lock.state import LockState
from crm_desktop.ui.lock.words import refusal_words
from crm_desktop.ui.shared.error_note import ErrorNote
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.password_field import PasswordField
from crm_desktop.ui.shared.sheet import LABEL_WIDTH, beside_labels, centred, sheet_column
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_CALL_HEIGHT = 44
_ICON = 24


class LockPanel(QWidget):
    """Whose desk it is, the way back in, and that a call rings; nothing of a customer."""

    unlock_wanted = Signal(str)  # the password
    cancel_wanted = Signal()
    other_person_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        """Cover ``window``, which becomes the parent, whenever a state says that it is locked."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAutoFillBackground(True)
        self.setProperty("look", "ground")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.call = QFrame()
        self.call_icon = PlainLabel()
        self.call_words = PlainLabel(self.tr("A call rings for you – unlock to answer"))
        self.icon = PlainLabel()
        self.person = ElidedLabel(look="name")
        self.person.setMinimumHeight(SIZES.row + SIZES.gap_small)
        self.password = PasswordField(self.tr("Password"), label_width=LABEL_WIDTH)
        self.unlock = QPushButton(self.tr("Unlock"))
        self.other_person = QPushButton(self.tr("Another person"))
        self.progress = PlainLabel(look="small")
        self.error = ErrorNote()
        self._lay_out()
        self._connect()
        self.curtain = Curtain(window, self)

    def show_state(self, state: LockState) -> None:
        """Cover or uncover the desk and say what ``state`` says."""
        was_checking = self.password.edit.isReadOnly()
        self.person.show_text(state.person)
        self._show_ringing(state)
        self.password.edit.setReadOnly(state.checking)
        self.unlock.setEnabled(not state.checking)
        self.progress.setText(self.tr("Checking …") if state.checking else "")
        self.error.tell(refusal_words(state.refusal))
        if state.locked is not self.curtain.drawn:
            self._draw_or_open(locked=state.locked)
        elif state.locked and was_checking and not state.checking:
            self.password.point_at()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the field."""
        super().focusInEvent(event)
        self.password.edit.setFocus(event.reason())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's own)
        """Keep the Tab key on the sheet."""
        stops = (self.password.edit, self.unlock, self.other_person)
        reached = [stop for stop in stops if stop.isEnabled()]
        here = next((row for row, stop in enumerate(reached) if stop.hasFocus()), -1)
        step = 1 if forward else -1
        reached[(here + step) % len(reached)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up waiting; no key goes on to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_wanted.emit()
        event.accept()

    def _draw_or_open(self, *, locked: bool) -> None:
        self.password.edit.clear()
        self.password.show_refusal("")
        if locked:
            self.curtain.draw()
        else:
            self.curtain.open()

    def _show_ringing(self, state: LockState) -> None:
        rings = state.locked and state.ringing
        if rings and self.call.isHidden():
            words = QAccessibleAnnouncementEvent(self, self.call_words.text())
            QAccessible.updateAccessibility(words)
        colours, ratio = current_colours(), self.devicePixelRatioF()
        self.call_icon.setPixmap(icon_pixmap("phone-incoming", colours.ringing, ratio=ratio))
        self.icon.setPixmap(icon_pixmap("lock", colours.text_soft, ratio=ratio, size=_ICON))
        self.call.setVisible(rings)

    def _connect(self) -> None:
        for asked in (self.password.edit.returnPressed, self.unlock.clicked):
            asked.connect(lambda *_: self.unlock_wanted.emit(self.password.edit.text()))
        self.other_person.clicked.connect(self.other_person_wanted)

    def _lay_out(self) -> None:
        self.unlock.setProperty("look", "primary")
        for button in (self.unlock, self.other_person):
            button.setAutoDefault(True)
        self.call.setProperty("look", "ringing")
        self.call.setFixedHeight(_CALL_HEIGHT)
        kept = self.call.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # what is being typed must not move
        self.call.setSizePolicy(kept)
        self.call.hide()
        row = QHBoxLayout(self.call)
        row.setContentsMargins(SIZES.margin, 0, SIZES.margin, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.call_icon)
        row.addWidget(self.call_words, 1)
        self.setLayout(centred(self._sheet()))

    def _sheet(self) -> QFrame:
        sheet = QFrame()
        column: QVBoxLayout = sheet_column(sheet)
        heading = QHBoxLayout()
        heading.setSpacing(SIZES.gap)
        heading.addWidget(self.icon)
        heading.addWidget(self.person, 1)
        column.addWidget(self.call)
        column.addSpacing(SIZES.gap)
        column.addLayout(heading)
        words = self.tr("This desk is locked. What was typed is still there.")
        column.addWidget(ElidedLabel(words, look="small"))
        column.addSpacing(SIZES.margin)
        column.addWidget(self.password)
        buttons = beside_labels(self.unlock, self.other_person, self.progress)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(SIZES.gap)
        column.addWidget(self.error)
        return sheet
