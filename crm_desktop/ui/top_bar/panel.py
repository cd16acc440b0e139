"""The line at the top of the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.button import AvailabilityButton
from crm_desktop.ui.availability.words import availability_words
from crm_desktop.ui.help.mark import AskButton, AskedMark
from crm_desktop.ui.phone_link.mark import PhoneMark
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, set_look
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.top_bar.person_menu import PersonMenu
from crm_desktop.ui.top_bar.state import DeskStatus, TopBarState

_HEIGHT = 48


class TopBarPanel(QFrame):
    """State of the desk at the left, search in the middle, the office at the right."""

    keys_wanted = Signal()

    def __init__(
        self,
        search: QWidget,
        *,
        staff_words: str,
        formats: Formats,
        now: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._state = TopBarState()
        self.setProperty("look", "bar")
        self.setFixedHeight(_HEIGHT)
        self.status = AvailabilityButton()
        self.waiting = PlainLabel()
        self.link = PhoneMark(formats)
        self.ask_help = AskButton()
        self.help_asked = AskedMark(formats, now)
        self.staff = ElidedLabel(staff_words)
        self.staff.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.person = PersonMenu()
        self.keys = QToolButton()
        self._lay_out(search)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._show_times)
        self._seconds.start()
        self.show_state(self._state)

    def show_state(self, state: TopBarState) -> None:
        """Make the widgets say what ``state`` says."""
        self._state = state
        self.link.show_linked(state.linked)
        self._show_times()

    def _show_times(self) -> None:
        since = self._state.status_since
        seconds = None if since is None else (self._now() - since).total_seconds()
        is_over = self._is_over(seconds or 0)
        time = "" if seconds is None else self._formats.duration(seconds)
        words = self._status_words()
        set_look(self.status, "status-over" if is_over else _STATUS_LOOKS[self._state.status])
        self.status.say(self.tr("Over time") if is_over else words, time)
        self._show_waiting(len(self._state.waiting_since))

    def _is_over(self, seconds: float) -> bool:
        is_limited = self._state.status is DeskStatus.AFTER_CALL and self._state.after_call_s > 0
        return is_limited and seconds >= self._state.after_call_s

    def _show_waiting(self, count: int) -> None:
        if not count:
            self.waiting.setText(self.tr("No calls waiting"))
            set_look(self.waiting, "soft")
            return
        longest = (self._now() - min(self._state.waiting_since)).total_seconds()
        words = self.tr("Waiting %1 (longest %2)")
        self.waiting.setText(filled(words, str(count), self._formats.duration(longest)))
        set_look(self.waiting, "soon")

    def _status_words(self) -> str:
        of_person = _OF_PERSON.get(self._state.status)
        if of_person is not None:
            return availability_words(of_person, self._state.away_reason)
        match self._state.status:
            case DeskStatus.CALLING:
                return self.tr("Calling")
            case DeskStatus.RINGING:
                return self.tr("Ringing")
            case DeskStatus.TALKING:
                return self.tr("Talking")
            case DeskStatus.AFTER_CALL:
                return self.tr("After call")
            case _:
                return ""

    def _lay_out(self, search: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, 0, SIZES.margin, 0)
        row.setSpacing(SIZES.gap)
        self.status.setFixedWidth(SIZES.side - SIZES.margin)
        row.addWidget(self.status)
        row.addWidget(search, 1)
        row.addSpacing(SIZES.margin)
        for widget in (self.waiting, self._line(), self.link, self._line()):
            row.addWidget(widget)
        row.addWidget(self.help_asked)
        row.addWidget(self.ask_help)
        row.addWidget(self.staff)
        row.addWidget(self.person)
        self.keys.setIcon(icon("keyboard"))
        self.keys.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.keys.setToolTip(self.tr("All keys (F1)"))
        self.keys.setAccessibleName(self.tr("All keys"))
        self.keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keys.clicked.connect(self.keys_wanted)
        row.addWidget(self.keys)

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("look", "divider")
        line.setFixedSize(1, SIZES.icon)
        return line


_OF_PERSON = {
    DeskStatus.READY: Availability.READY,
    DeskStatus.AWAY: Availability.AWAY,
}
_STATUS_LOOKS = {
    DeskStatus.READY: "status-ready",
    DeskStatus.CALLING: "status-talking",
    DeskStatus.RINGING: "status-ringing",
    DeskStatus.TALKING: "status-talking",
    DeskStatus.AFTER_CALL: "status-after",
    DeskStatus.AWAY: "status-away",
    DeskStatus.NONE: "status-away",
}
