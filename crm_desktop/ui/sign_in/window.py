"""The window before the desk: one sheet in its middle, the protection of the line at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.sheet import centred
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.sign_in.first_person_form import FirstPersonForm
from crm_desktop.ui.sign_in.form import SignInForm
from crm_desktop.ui.sign_in.state import Protection, SignInStage, SignInState
from crm_desktop.ui.sign_in.words import protection_words

_FIRST_SIZE = (640, 660)


class SignInWindow(QWidget):
    """Shows ``form``, ``first_person`` or a page handed in; decides nothing."""

    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("CRM Desktop"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setProperty("look", "ground")
        self.form = SignInForm()
        self.first_person = FirstPersonForm()
        self.pages = QStackedWidget()
        for sheet in (self.form, self.first_person):
            self.add_page(sheet)
        self.protection_icon = PlainLabel()
        self.protection = ElidedLabel(look="small")
        self._lay_out()

    def show_state(self, state: SignInState) -> None:
        """Show the page that ``state`` is about, and whose connection is how protected."""
        self.form.show_state(state)
        first = state.stage is SignInStage.FIRST_PERSON
        self._show_protection(state.server.protection, state.server.address_shown)
        if first is not self.first_person.isVisibleTo(self):
            self.show_page(self.first_person if first else self.form)

    def add_page(self, sheet: QWidget) -> None:
        """Take one more sheet, such as the one for a new password; `show_page` shows it."""
        page = QWidget()
        page.setLayout(centred(sheet))
        self.pages.addWidget(page)

    def show_page(self, sheet: QWidget) -> None:
        """Show the page of ``sheet`` and put the caret where typing has to begin."""
        page = sheet.parentWidget()
        if page is not None:
            self.pages.setCurrentWidget(page)
        self._point(sheet)

    def empty_passwords(self) -> None:
        """Forget what was typed in secret, once somebody is in."""
        self.form.empty_password()
        self.first_person.empty_passwords()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the caret where typing has to begin."""
        super().showEvent(event)
        shown = self.first_person if self.first_person.isVisible() else self.form
        if shown.isVisible():
            self._point(shown)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody wants to come in."""
        self.closing.emit()
        super().closeEvent(event)

    def _point(self, sheet: QWidget) -> None:
        if isinstance(sheet, SignInForm | FirstPersonForm):
            sheet.point_at_first_empty()
        else:
            sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_protection(self, protection: Protection, address: str) -> None:
        words = protection_words(protection)
        self.protection.show_text(f"{words}  {address}" if address else words)
        colour = current_colours().text_soft
        ratio = self.devicePixelRatioF()
        self.protection_icon.setPixmap(icon_pixmap("lock", colour, ratio=ratio))

    def _lay_out(self) -> None:
        self.resize(*_FIRST_SIZE)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIZES.margin, 0, SIZES.margin, SIZES.margin)
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.protection_icon)
        foot.addWidget(self.protection, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
