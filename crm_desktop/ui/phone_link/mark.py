"""The mark in the top bar: whether news of calls come in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.phone_link.state import PhoneLinkState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import plain_tool_tip, set_look
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class PhoneMark(QToolButton):
    """Words with an icon; pressed, it asks for the doctor."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._linked = True
        self._state = PhoneLinkState()
        self._explains = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._show()

    def explain(self) -> None:
        """Say in the tooltip, from now on, what is wrong and what to try."""
        self._explains = True
        self._show()

    def show_linked(self, linked: bool) -> None:  # noqa: FBT001 (part of a state)
        """Know whether the desk itself hears the database."""
        if linked is not self._linked:
            self._linked = linked
            self._show()

    def show_state(self, state: PhoneLinkState) -> None:
        """Make the mark say what ``state`` says."""
        self._state = state
        self._show()

    def _show(self) -> None:
        is_well = self._linked and self._state.down_since is None
        colours = current_colours()
        colour = colours.done if is_well else colours.late
        self.setIcon(icon("phone" if is_well else "alert", colour))
        words = self._words()
        self.setText(words)
        set_look(self, "mark" if is_well else "mark-late")
        hint = self.tr("CTI doctor (Ctrl+Shift+D)")
        sentences = [error_text(problem) for problem in self._state.problems]
        self.setToolTip(plain_tool_tip("\n".join([*(sentences if self._explains else ()), hint])))
        self.setAccessibleName(filled(self.tr("Phone connection: %1"), words))

    def _words(self) -> str:
        if not self._linked:
            return self.tr("Phone disconnected")
        since = self._state.down_since
        if since is None:
            return self.tr("Phone connected")
        words = self.tr("Phone down since %1; calls are not shown")
        if self._state.partly:
            words = self.tr("Partly down since %1; some calls are not shown")
        return filled(words, self._formats.time(since))
