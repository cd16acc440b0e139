"""What only some people see: staff, rules for calls, and who looked at a card.

They are imported when somebody opens them: each desk would start the later for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import ADMIN, SUPERVISOR
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.formats import Formats

if TYPE_CHECKING:
    from crm_desktop.app.call_rules_page import CallRulesPage
    from crm_desktop.app.office_questions import OfficeQuestions
    from crm_desktop.ui.staff.panel import StaffPanel
    from crm_desktop.ui.staff.presenter import StaffPresenter

LOOKS_KEY = "F7"


class OfficePages(QObject):
    """Offers what the person's groups let them do; the database refuses the rest anyway."""

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        staff: SignedInStaff,
        database: Database,
        formats: Formats,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._staff = staff
        self._database = database
        self._formats = formats
        self._jobs = jobs
        self._card: CustomerCard | None = None
        self._rules: CallRulesPage | None = None
        self._staff_page: StaffPanel | None = None
        self._staff_presenter: StaffPresenter | None = None
        menu = window.top_bar.person
        menu.offer_staff(ADMIN in staff.groups)
        menu.staff_wanted.connect(self.open_staff)
        menu.offer_rules(bool({ADMIN, SUPERVISOR} & staff.groups))
        menu.rules_wanted.connect(self.open_rules)

    @property
    def has_typing(self) -> bool:
        """Whether something on one of the pages is not saved."""
        of_staff = self._staff_presenter is not None and self._staff_presenter.has_typing
        return of_staff or (self._rules is not None and self._rules.has_typing)

    def open_rules(self) -> None:
        """Show the page of talk scripts, unwanted callers and settings about calls."""
        from crm_desktop.app.call_rules_page import CallRulesPage  # noqa: PLC0415

        if self._rules is None:
            self._rules = CallRulesPage(
                self._staff, self._database, self._formats, self._jobs, self
            )
            self._rules.failed.connect(self.failed)
            self._window.add_page(self._rules.panel)
        self._window.show_page(self._rules.panel)
        self._rules.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rules.load()

    def open_staff(self) -> None:
        """Show the page on which administrators manage staff, as it is now."""
        if self._staff_page is None or self._staff_presenter is None:
            self._make_staff_page()
        if self._staff_page is not None and self._staff_presenter is not None:
            self._window.show_page(self._staff_page)
            self._staff_page.setFocus(Qt.FocusReason.OtherFocusReason)
            self._staff_presenter.load()

    def offer_looks(self, panel: CustomerCardPanel, now: Clock) -> None:
        """Let supervisors ask who looked at the card that is open."""
        if SUPERVISOR not in self._staff.groups:
            return

        def ask() -> None:
            self._show_looks(now)

        panel.header.looks.show()
        panel.header.looks.clicked.connect(ask)
        QShortcut(QKeySequence(LOOKS_KEY), panel, ask)

    def on_card(self, state: CustomerCardState) -> None:
        """Know whose card is open."""
        self._card = state.card

    def _questions(self) -> OfficeQuestions:
        from crm_desktop.app.office_questions import OfficeQuestions  # noqa: PLC0415

        return OfficeQuestions(self._database)

    def _show_looks(self, now: Clock) -> None:
        from crm_desktop.ui.access_history.dialog import AccessHistoryDialog  # noqa: PLC0415
        from crm_desktop.ui.access_history.presenter import AccessHistoryPresenter  # noqa: PLC0415

        if self._card is None:
            return
        dialog = AccessHistoryDialog(self._formats, now=now, parent=self._window)
        presenter = AccessHistoryPresenter(self._questions().who_looked, self._jobs, dialog)
        presenter.changed.connect(dialog.show_state)
        presenter.failed.connect(self.failed)
        dialog.person_chosen.connect(presenter.choose_person)
        dialog.kind_chosen.connect(presenter.choose_kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presenter.show_customer(self._card.customer_id, self._card.name)
        dialog.open()

    def _make_staff_page(self) -> None:
        from crm_desktop.ui.staff.panel import StaffPanel  # noqa: PLC0415
        from crm_desktop.ui.staff.presenter import StaffPresenter  # noqa: PLC0415
        from crm_desktop.ui.staff.wiring import connect_staff  # noqa: PLC0415

        self._staff_page = StaffPanel(self._formats)
        self._staff_presenter = StaffPresenter(
            self._questions().of_staff(), self._staff.login, self._jobs, self
        )
        connect_staff(self._staff_presenter, self._staff_page)
        self._staff_presenter.failed.connect(self.failed)
        self._window.add_page(self._staff_page)
