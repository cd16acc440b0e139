"""What only some people see: staff, rules for calls, the map's settings, letters, papers, looks.

They are imported when somebody opens them: each desk would start the later for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.app.card_changes import CardChanges
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import ADMIN, SCANNER, SUPERVISOR
from crm_desktop.scanning.source import ScanSource
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.clock import Clock, utc_now

if TYPE_CHECKING:
    from crm_desktop.app.call_log import CallLog
    from crm_desktop.app.call_rules_page import CallRulesPage
    from crm_desktop.app.customer_moves_page import CustomerMovesPage
    from crm_desktop.app.floor import FloorPage
    from crm_desktop.app.letter_inbox import LetterInbox
    from crm_desktop.app.map_settings_page import MapSettingsPage
    from crm_desktop.app.office_questions import OfficeQuestions
    from crm_desktop.app.openings_page import OpeningsPage
    from crm_desktop.app.printed_papers_page import PrintedPapersPage
    from crm_desktop.ui.page_text.drafts import PageTextDrafts
    from crm_desktop.ui.staff.panel import StaffPanel
    from crm_desktop.ui.staff.presenter import StaffPresenter

LOOKS_KEY = "Shift+F7"


class OfficePages(QObject):
    """Offers what the person's groups let them do; the database refuses the rest anyway."""

    failed = Signal(object)
    moves_made = Signal(object)  # CustomerMovesPage
    staff_made = Signal(object)  # StaffPresenter
    floor_made = Signal(object)  # FloorPage
    lists_made = Signal(object)  # list[RulesList], of a page that is opened for the first time

    def __init__(
        self,
        window: MainWindow,
        staff: SignedInStaff,
        database: Database,
        jobs: Jobs,
        page_texts: PageTextDrafts,
    ) -> None:
        super().__init__(page_texts.parent())
        self._page_texts = page_texts
        self._window = window
        self._staff = staff
        self._database = database
        self._formats = window.desk.formats
        self._scanners: Sequence[ScanSource] = ()
        self._jobs = jobs
        self._card: CustomerCard | None = None
        self._rules: CallRulesPage | None = None
        self._map: MapSettingsPage | None = None
        self._printed: PrintedPapersPage | None = None
        self._moves: CustomerMovesPage | None = None
        self._letters: LetterInbox | None = None
        self._floor: FloorPage | None = None
        self._openings: OpeningsPage | None = None
        self._call_log: CallLog | None = None
        self._live = False
        self._staff_page: StaffPanel | None = None
        self._staff_presenter: StaffPresenter | None = None
        self._changes = CardChanges(window, database, jobs, self)
        self._changes.failed.connect(self.failed)
        self._offer_pages()

    @property
    def has_typing(self) -> bool:
        """Whether something on the page that is shown is not saved."""
        if self._staff_page is not None and not self._staff_page.isHidden():
            return self._staff_presenter is not None and self._staff_presenter.has_typing
        pages = (self._rules, self._map, self._printed, self._moves, self._letters)
        shown = (page for page in pages if page is not None and not page.panel.isHidden())
        return any(page.has_typing for page in shown)

    @property
    def letters(self) -> LetterInbox | None:
        """The inbox of letters, None before somebody has opened it."""
        return self._letters

    @property
    def shows_letters(self) -> bool:
        """Whether the letters are looked at now."""
        return self._letters is not None and self._letters.panel.isVisible()

    def open_first(self) -> None:
        """Show the page of somebody who serves no customers."""
        if not self._takes_letters:
            self.open_staff()
            return
        self._window.call_list.hide()
        self._window.use_home(self._letter_inbox().panel)
        self.open_letters()

    def open_letters(self) -> None:
        """Show the letters that came in."""
        self._letter_inbox().open()

    def use_scanners(self, scanners: Sequence[ScanSource]) -> None:
        """Know what this PC scans with."""
        self._scanners = scanners

    def open_rules(self) -> None:
        """Show the page of talk scripts, unwanted callers and settings about calls."""
        from crm_desktop.app.call_rules_page import CallRulesPage  # noqa: PLC0415

        if self._rules is None:
            self._rules = CallRulesPage(
                self._staff, self._database, self._formats, self._jobs, self
            )
            self._rules.failed.connect(self.failed)
            self._window.add_page(self._rules.panel)
            self.lists_made.emit(self._rules.lists())
        self._window.show_page(self._rules.panel)
        self._rules.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rules.load()

    def open_map_settings(self) -> None:
        """Show the page of the map's settings and of where slips are taken."""
        from crm_desktop.app.map_folder import map_pictures_folder  # noqa: PLC0415
        from crm_desktop.app.map_settings_page import MapSettingsPage  # noqa: PLC0415

        if self._map is None:
            folder = map_pictures_folder()
            self._map = MapSettingsPage(self._database, folder, self._jobs, self)
            self._map.failed.connect(self.failed)
            self._window.add_page(self._map.panel)
            self.lists_made.emit(self._map.lists())
        self._window.show_page(self._map.panel)
        self._map.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._map.load()

    def open_printed(self) -> None:
        """Show the page of mailings, enclosures and the rules of enclosures."""
        from crm_desktop.app.printed_papers_page import PrintedPapersPage  # noqa: PLC0415

        if self._printed is None:
            today = self._formats.local(utc_now()).date()
            self._printed = PrintedPapersPage(self._database, self._jobs, today=today, parent=self)
            self._printed.failed.connect(self.failed)
            self._window.add_page(self._printed.panel)
            self.lists_made.emit(self._printed.lists())
        self._window.show_page(self._printed.panel)
        self._printed.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._printed.load()

    @property
    def moves(self) -> CustomerMovesPage | None:
        """The page of moves, None before somebody has opened it."""
        return self._moves

    def open_moves(self) -> None:
        """Show the page on which customers are moved between staff."""
        from crm_desktop.app.customer_moves_page import CustomerMovesPage  # noqa: PLC0415

        if self._moves is None:
            self._moves = CustomerMovesPage(
                self._staff, self._database, self._formats, self._jobs, parent=self
            )
            self._moves.failed.connect(self.failed)
            self._window.add_page(self._moves.panel)
            self.moves_made.emit(self._moves)
        self._window.show_page(self._moves.panel)
        self._moves.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._moves.load()

    def use_call_log(self, call_log: CallLog) -> None:
        """Know where the calls behind the floor's figures are shown."""
        self._call_log = call_log

    def open_floor(self) -> None:
        """Show who does what, what waits, and the figures."""
        page = self._floor_page()
        self._window.show_page(page.panel)
        page.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_floor_figures(self) -> None:
        """Show the figures of people and days."""
        page = self._floor_page()
        self._window.show_page(page.panel)
        page.show_figures()

    def open_openings(self) -> None:
        """Show what everybody opened, today first."""
        page = self._openings_page()
        self._window.show_page(page.panel)
        page.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def openings(self) -> OpeningsPage | None:
        """The page of openings, None before somebody has opened it."""
        return self._openings

    @property
    def floor(self) -> FloorPage | None:
        """The page of the floor, None before somebody has opened it."""
        return self._floor

    def on_floor_news(self, *_told: object) -> None:
        """Know that something happened on the floor."""
        if self._floor is not None:
            self._floor.on_news()

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Know whether news come in."""
        self._live = linked
        if self._floor is not None:
            self._floor.presenter.on_linked(linked)

    def leave_full_screen(self) -> bool:
        """Give the screen back that the floor has for itself; tell whether it had."""
        return self._floor is not None and self._floor.leave_full_screen()

    def open_staff(self) -> None:
        """Show the page on which administrators manage staff, as it is now."""
        if self._staff_page is None or self._staff_presenter is None:
            self._make_staff_page()
        if self._staff_page is not None and self._staff_presenter is not None:
            self._window.show_page(self._staff_page)
            self._staff_page.setFocus(Qt.FocusReason.OtherFocusReason)
            self._staff_presenter.load()

    def offer_looks(self, panel: CustomerCardPanel, now: Clock) -> None:
        """Let everybody ask whose the open card was, and supervisors who looked at it."""
        self._changes.offer(panel, now)
        if SUPERVISOR not in self._staff.groups:
            return

        def ask() -> None:
            if self._card is not None:
                self._show_looks(self._card.customer_id, self._card.name, self._window, now=now)

        panel.header.looks.show()
        panel.header.looks.clicked.connect(ask)
        QShortcut(QKeySequence(LOOKS_KEY), panel, ask)

    def on_card(self, state: CustomerCardState) -> None:
        """Know whose card is open."""
        self._card = self._changes.card = state.card

    def open_page(self, page: PaperPage) -> bool:
        """Show a page among the letters; tell whether the person takes letters in."""
        if self._takes_letters:
            self._letter_inbox().open_at(page)
        return self._takes_letters

    def _offer_pages(self) -> None:
        menu = self._window.top_bar.person
        groups = self._staff.groups
        supervises = SUPERVISOR in groups
        menu.offer_staff(ADMIN in groups)
        menu.staff_wanted.connect(self.open_staff)
        menu.offer_rules(bool({ADMIN, SUPERVISOR} & groups))
        menu.rules_wanted.connect(self.open_rules)
        menu.offer_map(ADMIN in groups)
        menu.map_wanted.connect(self.open_map_settings)
        menu.offer_printed(supervises)
        menu.printed_wanted.connect(self.open_printed)
        menu.offer_moves(supervises)
        menu.moves_wanted.connect(self.open_moves)
        menu.offer_letters(self._takes_letters)
        menu.letters_wanted.connect(self.open_letters)
        menu.offer_floor(supervises)
        menu.floor_wanted.connect(self.open_floor)
        menu.offer_openings(supervises)
        menu.openings_wanted.connect(self.open_openings)

    @property
    def _takes_letters(self) -> bool:
        return bool({SCANNER, SUPERVISOR} & self._staff.groups)

    def _letter_inbox(self) -> LetterInbox:
        from crm_desktop.app.letter_inbox import LetterInbox  # noqa: PLC0415

        if self._letters is None:
            self._letters = LetterInbox(
                self._window, self._staff, self._database, self._jobs, self._page_texts
            )
            self._letters.failed.connect(self.failed)
            self._letters.use_scanners(self._scanners)
        return self._letters

    def _floor_page(self) -> FloorPage:
        from crm_desktop.app.floor import FloorPage  # noqa: PLC0415

        if self._floor is None:
            page = FloorPage(self._window, self._staff, self._database, self._jobs, self)
            page.failed.connect(self.failed)
            if self._call_log is not None:
                page.calls_wanted.connect(self._call_log.open_floor)
                page.missed_wanted.connect(self._call_log.open_missed)
            page.presenter.on_linked(self._live)
            self._window.add_page(page.panel)
            self._floor = page
            self.floor_made.emit(page)
        return self._floor

    def _questions(self) -> OfficeQuestions:
        from crm_desktop.app.office_questions import OfficeQuestions  # noqa: PLC0415

        return OfficeQuestions(self._database)

    def _openings_page(self) -> OpeningsPage:
        from crm_desktop.app.openings_page import OpeningsPage  # noqa: PLC0415

        if self._openings is None:
            page = OpeningsPage(self._window, self._database, self._jobs, self)
            page.failed.connect(self.failed)
            page.looks_wanted.connect(self._show_looks)
            self._window.add_page(page.panel)
            self._openings = page
        return self._openings

    def _show_looks(
        self, customer_id: int, name: str, parent: QWidget, *, now: Clock = utc_now
    ) -> None:
        from crm_desktop.ui.access_history.dialog import AccessHistoryDialog  # noqa: PLC0415
        from crm_desktop.ui.access_history.presenter import AccessHistoryPresenter  # noqa: PLC0415

        dialog = AccessHistoryDialog(self._formats, now=now, parent=parent)
        presenter = AccessHistoryPresenter(self._questions().who_looked, self._jobs, dialog)
        presenter.changed.connect(dialog.show_state)
        presenter.failed.connect(self.failed)
        dialog.person_chosen.connect(presenter.choose_person)
        dialog.kind_chosen.connect(presenter.choose_kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presenter.show_customer(customer_id, name)
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
        self.staff_made.emit(self._staff_presenter)
