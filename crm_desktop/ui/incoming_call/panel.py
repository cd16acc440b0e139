"""The band above the card: who calls, on which line, and why we think it is them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.incoming_call.aid import CallAid, CallAids
from crm_desktop.ui.incoming_call.aid_line import AidLine
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup
from crm_desktop.ui.incoming_call.words import (
    aside_words,
    line_words,
    number_words,
    phase_words,
    reason_words,
    waiting_words,
)
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.copy_menu import copies_of_number, open_copy_menu
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, selectable, set_look
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

OTHER_PERSON_KEY = "Ctrl+M"
BACK_KEY = "Ctrl+B"
_HEIGHT = 44
_LOOKS = {
    CallPhase.CALLING: "talking",
    CallPhase.RINGING: "ringing",
    CallPhase.CALLING: "talking",
    CallPhase.TALKING: "talking",
    CallPhase.ENDED: "ended",
}
_ICONS = {
    CallPhase.CALLING: "phone-outgoing",
    CallPhase.RINGING: "phone-incoming",
    CallPhase.CALLING: "phone-outgoing",
    CallPhase.TALKING: "phone-talking",
    CallPhase.ENDED: "phone",
}


class IncomingCallPanel(QWidget):
    """Shows the call that the middle of the window is about; hidden when there is none.

    While a card without a call is looked at, it shows the call to go back to.
    """

    retry_wanted = Signal(int)
    choose_again_wanted = Signal(int)
    call_wanted = Signal(int)
    script_wanted = Signal()
    unwanted_wanted = Signal(str)  # the number in E.164

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._call: DeskCall | None = None
        self._is_aside = False
        self._aids: CallAids = {}
        self.band = QFrame()
        self.icon = PlainLabel()
        self.phase = PlainLabel(look="band-phase")
        self.lasted = PlainLabel(look="number")
        self.number = selectable(PlainLabel(look="band-number"))
        self.area = PlainLabel()
        self.line = PlainLabel()
        self.reason = ElidedLabel()
        self.waiting = PlainLabel()
        self.aid = AidLine()
        self.retry = QPushButton(self.tr("Look up again"))
        self.choose_again = self._keyed(self.tr("Not them"), OTHER_PERSON_KEY)
        self.script = self._keyed(self.tr("Script"), "Ctrl+T")
        self.back = self._keyed(self.tr("Back to the call"), BACK_KEY)
        self._connect()
        self._lay_out()
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._show_lasted)
        self.hide()

    def show_state(self, state: IncomingCallState) -> None:
        """Make the widgets say what ``state`` says of the call in front, or of the one aside."""
        call = state.front or state.aside
        self._show_waiting(state)
        if call == self._call and self._is_aside is (state.front is None):
            return
        self._call = call
        self._is_aside = state.front is None
        if call is None:
            self._seconds.stop()
            self.hide()
            return
        set_look(self.band, _LOOKS[call.phase])
        self._show_call(call)
        self._show_aid()
        self._show_lasted()
        self._seconds.start()
        self.show()

    def show_aids(self, aids: CallAids) -> None:
        """Say what else is known of the call that is shown."""
        self._aids = aids
        self._show_aid()

    def _show_call(self, call: DeskCall) -> None:
        colours = current_colours()
        colour = colours.ringing if call.phase is CallPhase.RINGING else colours.accent
        ratio = self.devicePixelRatioF()
        self.icon.setPixmap(icon_pixmap(_ICONS[call.phase], colour, ratio=ratio))
        self.phase.setText(phase_words(call.phase))
        self.number.setText(number_words(call, self._formats))
        self.area.setText(f"({call.answer.area})" if call.answer.area else "")
        line = line_words(call, self._formats)
        self.line.setText(line and f"→ {line}")
        words = aside_words if self._is_aside else reason_words
        self.reason.show_text(words(call, self._formats))
        here = not self._is_aside
        self.retry.setVisible(here and call.lookup is Lookup.FAILED)
        self.choose_again.setVisible(here and call.customer_id is not None)
        self.back.setVisible(self._is_aside)
        self.setAccessibleName(f"{self.phase.text()} {self.number.text()} {self.reason.whole_text}")

    def _show_waiting(self, state: IncomingCallState) -> None:
        front = state.front
        others = [at for at in state.waiting_since if front is None or at != front.began_at]
        wanted = front is not None and bool(others)
        self.waiting.setText(waiting_words(len(others)) if wanted else "")
        self.waiting.setVisible(wanted)

    def _show_aid(self) -> None:
        aid = self._shown_aid()
        self.aid.show_aid(aid)
        self.script.setVisible(aid is not None and bool(aid.scripts))

    def _shown_aid(self) -> CallAid | None:
        call = None if self._is_aside else self._call
        return None if call is None else self._aids.get(call.call_id)

    def _show_lasted(self) -> None:
        call = self._call
        if call is None:
            return
        waits = call.phase is CallPhase.RINGING and call.began_at is not None
        lasted = self._formats.duration((self._now() - call.timed_from).total_seconds())
        self.lasted.setText(filled(self.tr("waiting %1"), lasted) if waits else lasted)

    def _connect(self) -> None:
        self.retry.clicked.connect(lambda: self._emit(self.retry_wanted))
        self.choose_again.clicked.connect(lambda: self._emit(self.choose_again_wanted))
        self.back.clicked.connect(lambda: self._emit(self.call_wanted))
        self.script.clicked.connect(self.script_wanted)
        self.number.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.number.customContextMenuRequested.connect(self.open_menu)
        for button, keys in ((self.choose_again, OTHER_PERSON_KEY), (self.back, BACK_KEY)):
            shortcut = QShortcut(QKeySequence(keys), button)
            shortcut.activated.connect(button.click)

    def _emit(self, signal: SignalInstance) -> None:
        if self._call is not None:
            signal.emit(self._call.call_id)

    def open_menu(self, where: QPoint) -> None:
        """Open the menu of the number at ``where`` in its label."""
        if self._call is None or not self._call.number:
            return
        number = self._call.number
        copies = copies_of_number(number, self._formats)
        menu = open_copy_menu(self, self.number.mapToGlobal(where), copies)
        mark = QAction(self.tr("Mark as an unwanted caller …"), menu)
        mark.triggered.connect(lambda: self.unwanted_wanted.emit(number))
        menu.addSeparator()
        menu.addAction(mark)

    def _keyed(self, words: str, keys: str) -> QPushButton:
        button = QPushButton(filled("%1  %2", words, key_text(keys)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        self.band.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self.band)
        row.setContentsMargins(SIZES.margin, 0, SIZES.gap, 0)
        row.setSpacing(SIZES.gap)
        for widget in (self.icon, self.phase, self.lasted):
            row.addWidget(widget)
        row.addSpacing(SIZES.gap)
        for widget in (self.number, self.area, self.line):
            row.addWidget(widget)
        row.addSpacing(SIZES.gap)
        row.addWidget(self.reason, 1)
        row.addWidget(self.waiting)
        for button in (self.retry, self.script, self.choose_again, self.back):
            row.addWidget(button)
        for told in (self.number, self.line):
            told.setMinimumWidth(1)  # what a telephone system sends must not widen the window
        self.lasted.setMinimumWidth(44)
        self.lasted.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addWidget(self.aid)
