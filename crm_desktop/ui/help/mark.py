"""Help in the top bar: a button that asks, and for supervisors who waits for help."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crm_desktop.ui.help.state import HelpingState
from crm_desktop.ui.help.words import HELP_KEY, asked_words
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class AskButton(QToolButton):
    """Asks for help with the card that is open; hidden until it is offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("help"))
        self.setIconSize(QSize(SIZES.icon, SIZES.icon))
        words = self.tr("Ask a supervisor for help with this customer")
        self.setToolTip(f"{words} ({key_text(HELP_KEY)})")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def show_card(self, *, is_open: bool) -> None:
        """Be of use only with a card."""
        self.setEnabled(is_open)


class AskedMark(QToolButton):
    """How many wait for help; hidden while nobody does. Opened, it lists them."""

    customer_wanted = Signal(int)

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._state = HelpingState()
        self.setProperty("look", "mark")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list = QMenu(self)
        self.list.aboutToShow.connect(self._fill)
        self.setMenu(self.list)
        self.hide()
        self.show_state(self._state)

    def show_state(self, state: HelpingState) -> None:
        """Say how many wait."""
        self._state = state
        words = filled(self.tr("Help %1"), str(len(state.asked)))
        self.setText(words)
        self.setIcon(icon("help", current_colours().soon))
        tip = self.tr("Colleagues ask for help with their call")
        self.setToolTip(f"{tip} ({key_text(HELP_KEY)})")
        self.setAccessibleName(
            filled(self.tr("Colleagues who ask for help: %1"), str(len(state.asked)))
        )
        if self.isHidden() == bool(state.asked):
            self.setVisible(bool(state.asked))

    def open_list(self) -> None:
        """Show who waits, if anybody does."""
        if self._state.asked:
            self.showMenu()

    def _fill(self) -> None:
        self.list.clear()
        for one in self._state.asked:
            words = asked_words(one, self._formats, self._now()).replace("&", "&&")
            action = self.list.addAction(words)
            action.triggered.connect(
                lambda _checked, customer_id=one.customer_id: self.customer_wanted.emit(customer_id)
            )
