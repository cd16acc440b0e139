"""The band above the card: who calls, on which line, and why we think it is them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup
from crm_desktop.ui.incoming_call.words import (
    LONGEST_TOLD,
    number_words,
    phase_words,
    reason_words,
)
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.copy_menu import copies_of_number, open_copy_menu
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, selectable, set_look
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_HEIGHT = 44
_LOOKS = {
    CallPhase.RINGING: "ringing",
    CallPhase.TALKING: "talking",
    CallPhase.ENDED: "ended",
}
_ICONS = {
    CallPhase.RINGING: "phone-incoming",
    CallPhase.TALKING: "phone-talking",
    CallPhase.ENDED: "phone",
}


class IncomingCallPanel(QFrame):
    """Shows the call that the middle of the window is about; hidden when it is about none."""

    retry_wanted = Signal(int)
    choose_again_wanted = Signal(int)

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._call: DeskCall | None = None
        self.icon = PlainLabel()
        self.phase = PlainLabel(look="band-phase")
        self.lasted = PlainLabel(look="number")
        self.number = selectable(PlainLabel(look="band-number"))
        self.area = PlainLabel()
        self.line = PlainLabel()
        self.reason = ElidedLabel()
        self.retry = QPushButton(self.tr("Look up again"))
        self.retry.clicked.connect(self._on_retry)
        self.number.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.number.customContextMenuRequested.connect(self._open_copy_menu)
        self.choose_again = QPushButton(self.tr("Choose again"))
        self.choose_again.clicked.connect(self._on_choose_again)
        self._lay_out()
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._show_lasted)
        self.hide()

    def show_state(self, state: IncomingCallState) -> None:
        """Make the widgets say what ``state`` says of the call in front."""
        call = state.front
        if call == self._call:
            return
        self._call = call
        if call is None:
            self._seconds.stop()
            self.hide()
            return
        set_look(self, _LOOKS[call.phase])
        self._show_call(call)
        self._show_lasted()
        self._seconds.start()
        self.show()

    def _show_call(self, call: DeskCall) -> None:
        colours = current_colours()
        colour = colours.ringing if call.phase is CallPhase.RINGING else colours.accent
        ratio = self.devicePixelRatioF()
        self.icon.setPixmap(icon_pixmap(_ICONS[call.phase], colour, ratio=ratio))
        self.phase.setText(phase_words(call.phase))
        self.number.setText(number_words(call, self._formats))
        self.area.setText(f"({call.answer.area})" if call.answer.area else "")
        line = shortened(one_line(self._formats.phone(call.line)), LONGEST_TOLD)
        self.line.setText(line and f"→ {line}")
        self.reason.show_text(reason_words(call, self._formats))
        self.retry.setVisible(call.lookup is Lookup.FAILED)
        self.choose_again.setVisible(call.was_chosen_by_hand)
        self.setAccessibleName(f"{self.phase.text()} {self.number.text()} {self.reason.whole_text}")

    def _show_lasted(self) -> None:
        if self._call is not None:
            seconds = (self._now() - self._call.since).total_seconds()
            self.lasted.setText(self._formats.duration(seconds))

    def _lay_out(self) -> None:
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, 0, SIZES.gap, 0)
        row.setSpacing(SIZES.gap)
        for widget in (self.icon, self.phase, self.lasted):
            row.addWidget(widget)
        row.addSpacing(SIZES.gap)
        for widget in (self.number, self.area, self.line):
            row.addWidget(widget)
        row.addSpacing(SIZES.gap)
        row.addWidget(self.reason, 1)
        row.addWidget(self.retry)
        row.addWidget(self.choose_again)
        for told in (self.number, self.line):
            told.setMinimumWidth(1)  # what a telephone system sends must not widen the window
        self.lasted.setMinimumWidth(44)
        self.lasted.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _on_choose_again(self) -> None:
        if self._call is not None:
            self.choose_again_wanted.emit(self._call.call_id)

    def _open_copy_menu(self, where: QPoint) -> None:
        if self._call is not None:
            copies = copies_of_number(self._call.number, self._formats)
            open_copy_menu(self, self.number.mapToGlobal(where), copies)

    def _on_retry(self) -> None:
        if self._call is not None:
            self.retry_wanted.emit(self._call.call_id)
