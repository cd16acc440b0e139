"""The page on which supervisors move customers between staff."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from crm_desktop.app.customer_moves_questions import CustomerMovesQuestions
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_moves import ChosenTotals
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.errors.moving import WorkStopped
from crm_desktop.ui.customer_moves.find_presenter import FindPresenter
from crm_desktop.ui.customer_moves.history_presenter import HistoryPresenter
from crm_desktop.ui.customer_moves.move_presenter import MovePresenter
from crm_desktop.ui.customer_moves.panel import MOVE, SPREAD, CustomerMovesPanel
from crm_desktop.ui.customer_moves.spread_presenter import SpreadPresenter
from crm_desktop.ui.customer_moves.state import SpreadState
from crm_desktop.ui.customer_moves.wiring import (
    connect_find,
    connect_history,
    connect_move,
    connect_spread,
)
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats


class CustomerMovesPage(QObject):
    """Three steps and the history; what is typed stays while other pages are looked at."""

    failed = Signal(object)

    def __init__(
        self,
        staff: SignedInStaff,
        database: Database,
        formats: Formats,
        jobs: Jobs,
        *,
        now: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        work = CustomerMovesQuestions(database, staff.staff_id)
        self.panel = CustomerMovesPanel(formats, now=now)
        self.find = FindPresenter(work.of_find(), jobs, self)
        self.spread = SpreadPresenter(work.of_spread(), jobs, self)
        self.move = MovePresenter(work.of_move(), jobs, today=self._today, parent=self)
        self.history = HistoryPresenter(work.of_history(), jobs, now=now, parent=self)
        connect_find(self.find, self.panel.find_pane)
        connect_spread(self.spread, self.panel.spread_pane)
        connect_move(self.move, self.panel.move_pane)
        connect_history(self.history, self.panel.history_pane)
        self.find.spread_wanted.connect(self._share_out)
        self.spread.move_wanted.connect(self._prepare)
        self.move.respread_wanted.connect(self._share_out_again)
        self.move.done.connect(self._on_moved)
        self.history.done.connect(self._on_moved)
        for part in (self.find, self.spread, self.move, self.history):
            part.failed.connect(self.failed)

    @property
    def has_typing(self) -> bool:
        """Whether something typed is neither kept nor done."""
        return any(part.has_typing for part in (self.find, self.spread, self.move))

    def load(self) -> None:
        """Read everything anew; what is typed stays."""
        self.find.load()
        self.history.load()

    def _share_out(self, chosen: CustomerFilter, totals: ChosenTotals) -> None:
        self.spread.begin(chosen, totals)
        self.panel.show_part(SPREAD)

    def _prepare(self, shared: SpreadState) -> None:
        self.move.begin(shared)
        self.panel.show_part(MOVE)

    def _share_out_again(self, error: Exception) -> None:
        if not isinstance(error, WorkStopped):
            self.spread.refuse(error)
        self.panel.show_part(SPREAD)

    def _on_moved(self) -> None:
        self.spread.forget()
        self.find.settle()
        self.load()

    def _today(self) -> date:
        return self._formats.local(self._now()).date()
