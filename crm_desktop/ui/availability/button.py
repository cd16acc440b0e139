"""The button that says how the person at the desk is, with the menu to say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.state import AvailabilityState
from crm_desktop.ui.availability.words import availability_words, usual_away_reasons
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import one_line, shortened

TOGGLE_KEY: Final = "Ctrl+Shift+A"
MENU_KEY: Final = "F2"
_LONGEST_CHOICE: Final = 40
_MOST_DIGITS: Final = 9
_ROOM_BESIDE: Final = 34  # the arrow and what the button keeps free at its ends


class AvailabilityButton(QToolButton):
    """Says what it is told to say; the menu and its key work while it is offered."""

    ready_wanted = Signal()
    after_call_wanted = Signal()
    away_wanted = Signal(str)
    toggle_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._shown: AvailabilityState | None = None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stays = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stays.setRetainSizeWhenHidden(True)
        self.setSizePolicy(stays)
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self._one_of = QActionGroup(self)
        self._toggle = QShortcut(QKeySequence(TOGGLE_KEY), self, self.toggle_wanted.emit)
        self._open = QShortcut(QKeySequence(MENU_KEY), self, self.open_menu)
        self.choices.aboutToShow.connect(self._fill_menu)
        self.setMenu(self.choices)

    def say(self, words: str, time: str) -> None:
        """Show ``words``, cut where room is short, and the whole ``time`` behind them."""
        room = self.width() - _ROOM_BESIDE - self.fontMetrics().horizontalAdvance(f" {time}")
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setText(f"{cut} {time}".strip().replace("&", "&&"))
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.setToolTip(plain_tool_tip(filled(self.tr("%1 – change (F2)"), words)))

    def offer(self, offered: bool) -> None:  # noqa: FBT001
        """Let the state be seen and changed here, or not: who serves no customers has none."""
        self.setVisible(offered)
        self._toggle.setEnabled(offered)
        self._open.setEnabled(offered)

    def show_state(self, state: AvailabilityState) -> None:
        """Know what may be chosen; the menu is made when it opens."""
        self._shown = state

    def open_menu(self) -> None:
        """Open the menu below, with the first choice marked for the arrow keys."""
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))
        self.choices.setActiveAction(self.choices.actions()[0])

    def _fill_menu(self) -> None:
        state = self._shown
        self.choices.clear()
        if state is None:
            return
        ready = self._add(availability_words(Availability.READY), self.ready_wanted.emit)
        ready.setChecked(state.state is Availability.READY)
        after = self._add(availability_words(Availability.AFTER_CALL), self.after_call_wanted.emit)
        after.setChecked(state.state is Availability.AFTER_CALL)
        self.choices.addSeparator()
        reasons = ("", *(state.rules.away_reasons or usual_away_reasons()))
        away = [self._add_away(place, reason, state) for place, reason in enumerate(reasons)]
        by_key = away[0] if state.state is Availability.READY else ready
        by_key.setText(f"{by_key.text()}\t{key_text(TOGGLE_KEY)}")

    def _add_away(self, place: int, reason: str, state: AvailabilityState) -> QAction:
        words = availability_words(Availability.AWAY, shortened(one_line(reason), _LONGEST_CHOICE))
        action = self._add(words, lambda: self.away_wanted.emit(reason), mnemonic=place)
        action.setChecked((state.state, state.reason) == (Availability.AWAY, reason))
        return action

    def _add(self, words: str, chosen: Callable[[], None], *, mnemonic: int = 0) -> QAction:
        plain = words.replace("&", "&&").replace("\t", " ")
        numbered = f"&{mnemonic}  {plain}" if 0 < mnemonic <= _MOST_DIGITS else plain
        action = self.choices.addAction(numbered)
        action.setCheckable(True)
        self._one_of.addAction(action)
        action.triggered.connect(lambda _checked: chosen())
        return action
