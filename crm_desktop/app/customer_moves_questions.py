"""What the page "Move customers" asks; each question opens a session of its own.

Called on worker threads; knows no Qt. Whatever may go over a million customers has no time limit
and can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.customer_moves import (
    MoveDone,
    MoveUndone,
    MoveWish,
    draft_move,
    drop_move,
    move_customers,
    note_of_draft_by_code,
    note_sample,
    plan_move,
    undo_move,
)
from crm_desktop.actions.saved_filters import delete_filter, save_filter
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_moves import (
    ChosenTotals,
    KeptFilter,
    MoveRow,
    SampledCustomer,
    StaffLoad,
    customers_to_spread,
    move_totals,
    moves,
    sample_of,
    saved_filters,
    staff_loads,
    totals_of,
)
from crm_desktop.database.queries.move_details import (
    MoveException,
    PeopleOfMove,
    codes_of,
    customer_with_code,
    filter_offers,
    move_exceptions,
    people_of_move,
)
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.database.stoppable import long_work
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Movable
from crm_desktop.domain.stopping import Stopping
from crm_desktop.ui.customer_moves.find_presenter import FindOffers, FindWork
from crm_desktop.ui.customer_moves.history_presenter import HistoryWork
from crm_desktop.ui.customer_moves.move_presenter import Draft, Drafted, MoveWork
from crm_desktop.ui.customer_moves.spread_presenter import SpreadWork


class CustomerMovesQuestions:
    """``staff_id`` is who saves filters; the database lets supervisors alone ask."""

    def __init__(self, database: Database, staff_id: int) -> None:
        self.database = database
        self.staff_id = staff_id
        self._sent = SentOperations(database)

    def of_find(self) -> FindWork:
        """Return what is asked while somebody looks for customers."""
        return FindWork(
            self.load_offers, self.count, self.sample, self.save_filter, self.delete_filter
        )

    def of_spread(self) -> SpreadWork:
        """Return what is asked while customers are shared out."""
        return SpreadWork(
            self.load_people, self.load_customers, self.codes_of, self.customer_with_code
        )

    def of_move(self) -> MoveWork:
        """Return what is asked to move."""
        return MoveWork(
            self.draft, self.drop, self.note, self.move, self.plan, self.undo, self.exceptions
        )

    def of_history(self) -> HistoryWork:
        """Return what is asked of the moves there were."""
        return HistoryWork(self.load_moves, self.load_details, self.undo, self.drop)

    def load_offers(self) -> FindOffers:
        """Return what a filter can be about."""
        with self.database.reading() as session, long_work(session, Stopping()):
            return FindOffers(staff_loads(session), filter_offers(session), saved_filters(session))

    def count(self, chosen: CustomerFilter, stopping: Stopping) -> ChosenTotals:
        """Return how many a filter means."""
        with self.database.reporting() as session, long_work(session, stopping):
            return totals_of(session, chosen)

    def sample(self, chosen: CustomerFilter, stopping: Stopping) -> list[SampledCustomer]:
        """Return some of them by name, once it is on record that somebody asks."""
        with self.database.writing() as session:
            note_sample(session, chosen)
        with self.database.reading() as session, long_work(session, stopping):
            return sample_of(session, chosen)

    def save_filter(self, name: str, chosen: CustomerFilter) -> list[KeptFilter]:
        """Keep a filter; return all there are."""
        with self.database.writing() as session:
            save_filter(session, name, chosen, staff_id=self.staff_id)
            return saved_filters(session)

    def delete_filter(self, filter_id: int) -> list[KeptFilter]:
        """Forget a filter; return those that are left."""
        with self.database.writing() as session:
            delete_filter(session, filter_id)
            return saved_filters(session)

    def load_people(self) -> list[StaffLoad]:
        """Return who can get customers, and what everybody has."""
        with self.database.reading() as session, long_work(session, Stopping()):
            return staff_loads(session)

    def load_customers(self, chosen: CustomerFilter, stopping: Stopping) -> list[Movable]:
        """Return everybody whom a filter means."""
        with self.database.reading() as session, long_work(session, stopping):
            return customers_to_spread(session, chosen)

    def codes_of(self, customers: Sequence[int]) -> dict[int, str]:
        """Return the codes of some customers."""
        with self.database.asking() as session:
            return codes_of(session, customers)

    def customer_with_code(self, code: str) -> int | None:
        """Return whose code that is."""
        with self.database.asking() as session:
            return customer_with_code(session, code)

    def draft(self, draft: Draft, progress: Callable[[int], None], stopping: Stopping) -> Drafted:
        """Store who would go to whom."""
        with self.database.writing() as session, long_work(session, stopping):
            move_id = draft_move(
                session,
                draft.operation_id,
                draft.chosen,
                dict(draft.shared_by),
                draft.placed,
                progress=progress,
            )
            customers = sum(one.customers for one in move_totals(session, move_id))
            return Drafted(move_id, customers, people_of_move(session, move_id))

    def drop(self, move_id: int) -> None:
        """Give up a draft or a plan."""

        def drop(session: Session) -> None:
            with long_work(session, Stopping()):
                drop_move(session, move_id)

        self._sent.save(("drop", move_id), drop)

    def note(self, move_id: int, code: str, note: str) -> int | None:
        """Write a note for whoever gets a customer; None: no such customer goes."""
        with self.database.writing() as session:
            return note_of_draft_by_code(session, move_id, code, note)

    def move(
        self,
        move_id: int,
        wish: MoveWish,
        leave_changed: bool,  # noqa: FBT001
        stopping: Stopping,
    ) -> MoveDone:
        """Do a draft."""
        with self.database.writing() as session, long_work(session, stopping):
            return move_customers(session, move_id, wish, leave_changed=leave_changed)

    def plan(self, move_id: int, wish: MoveWish, from_day: date) -> None:
        """Leave a draft to be done later."""

        def plan(session: Session) -> None:
            with long_work(session, Stopping()):
                plan_move(session, move_id, wish, from_day=from_day)

        self._sent.save(("plan", move_id, wish, from_day), plan)

    def undo(self, move_id: int, stopping: Stopping) -> MoveUndone:
        """Take a move back."""

        def undo(session: Session) -> tuple[int, ...]:
            with long_work(session, stopping):
                return astuple(undo_move(session, move_id))

        return MoveUndone(*self._sent.save(("undo", move_id), undo))

    def exceptions(self, move_id: int) -> list[MoveException]:
        """Return who does not go with the whole of a move."""
        with self.database.reading() as session, long_work(session, Stopping()):
            return move_exceptions(session, move_id)

    def load_moves(self) -> list[MoveRow]:
        """Return the newest moves."""
        with self.database.asking() as session:
            return moves(session)

    def load_details(self, move_id: int) -> tuple[list[PeopleOfMove], list[MoveException]]:
        """Return who went from whom to whom, and who did not go along."""
        with self.database.reading() as session, long_work(session, Stopping()):
            return people_of_move(session, move_id), move_exceptions(session, move_id)
