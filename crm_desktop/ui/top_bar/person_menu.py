"""The menu of the person at the desk: lock, password, staff, leave."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.tokens import SIZES

LOCK_KEY = "Ctrl+L"


class PersonMenu(QToolButton):
    """A button that opens the menu; ``offer_staff`` adds what only administrators do."""

    lock_wanted = Signal()
    other_person_wanted = Signal()
    password_wanted = Signal()
    staff_wanted = Signal()
    rules_wanted = Signal()
    map_wanted = Signal()
    printed_wanted = Signal()
    moves_wanted = Signal()
    letters_wanted = Signal()
    floor_wanted = Signal()
    openings_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("user"))
        self.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = self.tr("Lock, password, sign out")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.choices = QMenu(self)
        self.lock = self._add(self.tr("Lock the desk"), self.lock_wanted.emit)
        self.lock.setShortcut(QKeySequence(LOCK_KEY))
        self.other_person = self._add(self.tr("Another person …"), self.other_person_wanted.emit)
        self.password = self._add(self.tr("New password …"), self.password_wanted.emit)
        self.staff = self._add(self.tr("Staff …"), self.staff_wanted.emit)
        self.rules = self._add(self.tr("Rules for calls …"), self.rules_wanted.emit)
        self.map = self._add(self.tr("Map and places to pay …"), self.map_wanted.emit)
        self.printed = self._add(self.tr("Mailings and enclosures …"), self.printed_wanted.emit)
        self.moves = self._add(self.tr("Move customers …"), self.moves_wanted.emit)
        self.letters = self._add(self.tr("Letters …"), self.letters_wanted.emit)
        self.floor = self._add(self.tr("The floor …"), self.floor_wanted.emit)
        self.openings = self._add(self.tr("Openings …"), self.openings_wanted.emit)
        self.choices.addSeparator()
        self.sign_out = self._add(self.tr("Sign out"), self.sign_out_wanted.emit)
        for action in (
            self.staff,
            self.rules,
            self.map,
            self.printed,
            self.moves,
            self.letters,
            self.floor,
            self.openings,
        ):
            action.setVisible(False)
        self.setMenu(self.choices)
        self.addAction(self.lock)  # its key works while the menu is shut

    def offer_leaving(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what needs the person's own password, which a demo has not."""
        for action in (self.lock, self.other_person, self.password, self.sign_out):
            action.setVisible(offered)
            action.setEnabled(offered)

    def offer_staff(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only administrators may do."""
        self.staff.setVisible(offered)

    def offer_rules(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only supervisors and administrators may do."""
        self.rules.setVisible(offered)

    def offer_map(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only administrators settle about the map."""
        self.map.setVisible(offered)

    def offer_letters(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only those do who take letters in."""
        self.letters.setVisible(offered)

    def offer_moves(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only supervisors may do."""
        self.moves.setVisible(offered)

    def offer_printed(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only supervisors may do."""
        self.printed.setVisible(offered)

    def offer_floor(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only supervisors may see."""
        self.floor.setVisible(offered)

    def offer_openings(self, offered: bool) -> None:  # noqa: FBT001
        """Show or hide what only supervisors may ask."""
        self.openings.setVisible(offered)

    def _add(self, words: str, chosen: Callable[[], None]) -> QAction:
        action = self.choices.addAction(words)
        action.triggered.connect(lambda _checked: chosen())
        return action
