"""The call log of the desk; its page is made when somebody opens it first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut

from crm_desktop.app.pages import Pages
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.domain.call_filter import CallFilter
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.call_log.state import CallLogView
from crm_desktop.ui.home.missed_pane import LOG_KEY
from crm_desktop.ui.home.presenter import HomePresenter
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from crm_desktop.ui.call_log.panel import CallLogPanel
    from crm_desktop.ui.call_log.presenter import CallLogPresenter


@dataclass(frozen=True, slots=True)
class CallLogPlace:
    """Where the log stands: in which window, between which pages, beside which home page."""

    window: MainWindow
    pages: Pages
    home: HomePresenter


class CallLog(QObject):
    """Opens with F5, from the home page, and from the missed calls in the left column.

    ``dial_wanted`` asks to call a number in E.164 for a customer's id or None, ``form_wanted`` for
    the form of a new customer with a number.
    """

    dial_wanted = Signal(str, object)
    form_wanted = Signal(str)
    later_wanted = Signal(object)  # MissedCalls
    failed = Signal(object)  # Exception

    def __init__(
        self,
        place: CallLogPlace,
        groups: frozenset[str],
        database: Database,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``groups`` are those of whoever sits here: supervisors are offered the floor."""
        super().__init__(parent)
        self._place = place
        self._groups = groups
        self._database = database
        self._jobs = jobs
        self._page: CallLogPanel | None = None
        self._presenter: CallLogPresenter | None = None
        self._missed: HomeState | None = None
        window = place.window
        QShortcut(QKeySequence(LOG_KEY), window, self.open)
        window.home.missed.log_wanted.connect(self.open)
        window.home.missed.dial_wanted.connect(self.dial_wanted)
        window.call_list.missed_wanted.connect(self.open_missed)
        place.home.changed.connect(self._on_home)

    def open(self) -> None:
        """Show the log; when it is shown already, read it anew."""
        presenter, page = self._made()
        window = self._place.window
        if window.pages.currentWidget() is page:
            presenter.refresh()
        window.show_page(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_missed(self) -> None:
        """Show who is to be called back."""
        self.open_view(CallLogView.MISSED)

    def open_view(self, view: CallLogView) -> None:
        """Show the calls of ``view``, those of one's own telephone where it is not offered."""
        self._made()[0].choose_view(view)
        self.open()

    def open_floor(self, wanted: CallFilter) -> None:
        """Show some of the floor's calls of today."""
        presenter, page = self._made()
        page.filters.words.setText(wanted.words)
        presenter.show_floor(wanted)
        self.open()

    @property
    def page(self) -> CallLogPanel:
        """The page, whether it is on the screen or not."""
        return self._made()[1]

    def on_call_step(self, step: object) -> None:
        """Know that something happened in a call that this desk may see."""
        if self._presenter is not None:
            self._presenter.on_call_step(step)

    def _on_home(self, state: HomeState) -> None:
        self._missed = state
        if self._page is not None:
            self._page.show_missed(state)

    def _made(self) -> tuple[CallLogPresenter, CallLogPanel]:
        if self._presenter is None or self._page is None:
            self._presenter, self._page = self._make()
        return self._presenter, self._page

    def _make(self) -> tuple[CallLogPresenter, CallLogPanel]:
        from crm_desktop.app.call_log_questions import CallLogQuestions  # noqa: PLC0415
        from crm_desktop.ui.call_log.panel import CallLogPanel  # noqa: PLC0415
        from crm_desktop.ui.call_log.presenter import CallLogPresenter  # noqa: PLC0415
        from crm_desktop.ui.call_log.wiring import connect_call_log  # noqa: PLC0415

        place, desk = self._place, self._place.window.desk
        page = CallLogPanel(desk.formats, now=desk.now)
        presenter = CallLogPresenter(
            CallLogQuestions(self._database, desk.formats.zone).of_log(),
            self._jobs,
            offers_floor=SUPERVISOR in self._groups,
            today=desk.today,
            parent=self,
        )
        connect_call_log(presenter, page)
        presenter.failed.connect(self.failed)
        presenter.missed_stale.connect(place.home.refresh)
        self._connect_page(page)
        place.window.add_page(page)
        if self._missed is not None:
            page.show_missed(self._missed)
        return presenter, page

    def _connect_page(self, page: CallLogPanel) -> None:
        pages, home = self._place.pages, self._place.home
        page.customer_wanted.connect(partial(_open_with_call, pages, page))
        page.missed.customer_wanted.connect(
            lambda customer_id: pages.open_from(page, customer_id, OpeningReason.MISSED_CALL)
        )
        page.missed.settle_wanted.connect(home.settle)
        page.missed.undo_wanted.connect(home.put_back)
        page.missed.later_wanted.connect(self.later_wanted)
        page.number_wanted.connect(self.form_wanted)
        page.dial_wanted.connect(self.dial_wanted)
        page.search_wanted.connect(self._place.window.search.search_for)
        page.recording_wanted.connect(_open_in_browser)


def _open_with_call(pages: Pages, page: CallLogPanel, customer_id: int, call_id: int) -> None:
    pages.open_from(page, customer_id, OpeningReason.CALL, call_id)


def _open_in_browser(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
