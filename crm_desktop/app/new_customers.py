"""Customers who change hands: the list of whoever gets them, and the cards that are open then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.customer_moves import work_through
from crm_desktop.actions.due_moves import CHANNEL, do_due_moves
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.new_customers import (
    CardHolder,
    holder_of,
    my_new_customers,
    my_stuck_plans,
)
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.new_customers.card_presenter import CardHolderPresenter
from crm_desktop.ui.new_customers.presenter import NewCustomersPresenter, NewCustomersWork
from crm_desktop.ui.new_customers.state import (
    MOST_SHOWN,
    CardHolderState,
    NewCustomersReading,
    NewCustomersState,
)
from crm_desktop.ui.new_customers.words import moved_words
from crm_desktop.ui.shared.banner import Banner

if TYPE_CHECKING:
    from crm_desktop.app.program import Program

_LOOK_MS: Final = 60_000


class NewCustomers(QObject):
    """Reads again when customers were moved; does what is planned for the day, once a day."""

    _heard = Signal(str)

    def __init__(self, program: Program) -> None:
        """Read nothing before the desk is linked."""
        super().__init__(program)
        self._program = program
        groups = program.place.staff.groups
        self._is_served = bool({OPERATOR, SUPERVISOR} & groups)
        asked = NewCustomersQuestions(program.database, plans=SUPERVISOR in groups)
        self.due = DueMoves(asked.do_due, program.jobs, program.place.today, self)
        self.presenter = NewCustomersPresenter(asked.of_list(), program.jobs, self)
        self.holder = CardHolderPresenter(asked.read_holder, program.jobs, self)
        self.told = Banner(program.window)
        if self._is_served:
            program.phone_link.hear(CHANNEL, self._heard.emit)
            self._connect(program, program.card_panel)

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read what may have changed while no news came in."""
        if linked and self._is_served:
            self.due.start()
            self.refresh()

    def refresh(self) -> None:
        """Read anew whom moves brought, and whose the customer of the open card is."""
        self.presenter.refresh()
        self.holder.refresh()

    def _connect(self, program: Program, card: CustomerCardPanel) -> None:
        pane = program.window.home.new_customers
        self._heard.connect(lambda _move: self._on_moved())
        self.due.day_began.connect(self.refresh)
        self.presenter.changed.connect(self._show)
        self.presenter.marked.connect(self.holder.refresh)
        program.card.changed.connect(lambda _state: self.told.hide())
        program.card.changed.connect(self.holder.on_card)
        self.holder.changed.connect(card.hand_over.show_state)
        self.holder.changed.connect(self._show_holder)
        self.holder.moved.connect(lambda name: self.told.note(moved_words(name)))
        program.window.add_strip(self.told)
        for failing in (self.presenter, self.holder, self.due):
            failing.failed.connect(program.errors.show)
        pane.customer_wanted.connect(self._open)
        pane.worked_through.connect(self.presenter.work_through)
        pane.undo_wanted.connect(self.presenter.put_back)
        card.hand_over.worked_through.connect(self.presenter.work_through)

    def _on_moved(self) -> None:
        self.refresh()
        self._program.home.refresh()

    def _open(self, customer_id: int) -> None:
        self._program.pages.open_customer(customer_id, OpeningReason.TASK)

    def _show(self, state: NewCustomersState) -> None:
        self._program.window.home.show_new_customers(state)
        self._program.call_list.on_new_customers(state.count)

    def _show_holder(self, state: CardHolderState) -> None:
        if state.holder is not None:
            header = self._program.card_panel.header
            header.show_staff(state.holder.staff_name, state.holder.covered_for)


class DueMoves(QObject):
    """Has planned moves done at the beginning and whenever a day begins."""

    day_began = Signal()
    failed = Signal(object)  # Exception

    def __init__(
        self,
        do_due: Callable[[], int],
        jobs: Jobs,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """``do_due`` is called off the GUI thread."""
        super().__init__(parent)
        self._do_due = do_due
        self._jobs = jobs
        self._today = today
        self._done_for: date | None = None
        self._minutes = QTimer(self)
        self._minutes.setInterval(_LOOK_MS)
        self._minutes.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on each minute for the next day."""
        self._minutes.start()
        self.look()

    def look(self) -> None:
        """Do what is due, where this day was not looked at yet; a failure is tried again."""
        today = self._today()
        if today == self._done_for:
            return
        is_first, self._done_for = self._done_for is None, today
        self._jobs.run(self, self._do_due, then=lambda _done: None, failed=self._on_failed)
        if not is_first:
            self.day_began.emit()

    def _on_failed(self, error: Exception) -> None:
        self._done_for = None
        self.failed.emit(error)


class NewCustomersQuestions:
    """What is asked of the database; called on worker threads. ``plans``: it is a supervisor."""

    def __init__(self, database: Database, *, plans: bool) -> None:
        self._database = database
        self._plans = plans

    def of_list(self) -> NewCustomersWork:
        """Return what the list asks and does."""
        return NewCustomersWork(self.read, self.mark)

    def read(self) -> NewCustomersReading:
        """Return whom moves brought, and plans of one's own that wait."""
        with self._database.reading() as session:
            stuck = my_stuck_plans(session) if self._plans else ()
            return NewCustomersReading(
                tuple(my_new_customers(session, most=MOST_SHOWN)), tuple(stuck)
            )

    def mark(self, customer_ids: Sequence[int], worked: bool) -> None:  # noqa: FBT001 (a callable)
        """Say that these customers are known now, or after all not."""
        with self._database.writing() as session:
            work_through(session, customer_ids, worked=worked)

    def read_holder(self, customer_id: int) -> CardHolder | None:
        """Return whose the customer of an open card is."""
        with self._database.reading() as session:
            return holder_of(session, customer_id)

    def do_due(self) -> int:
        """Do the planned moves whose day has come."""
        return do_due_moves(self._database)
