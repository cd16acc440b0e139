"""What the screens ask of the database: each question opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from crm_desktop.actions.calls import (
    CHANNEL,
    mark_call_customer,
    own_channel,
    remember_caller_choice,
)
from crm_desktop.actions.customers import NewCustomer, attach_phone, register_customer
from crm_desktop.actions.missed_calls import settle_missed_calls, unsettle_missed_calls
from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.app.address_reading import AddressReading
from crm_desktop.database.engine import Database
from crm_desktop.database.operations import once
from crm_desktop.database.queries.call_notes import customer_of_note
from crm_desktop.database.queries.calls import (
    CallsNow,
    CallSteps,
    call_steps_after,
    calls_now,
    own_call_steps_after,
    see_that_it_answers,
)
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.customers import (
    CallerMatch,
    FoundCustomer,
    customers_found,
    customers_with_phone,
)
from crm_desktop.database.queries.documents import (
    EnclosedPaper,
    enclosed_papers,
    first_page_previews,
    first_page_thumbnails,
)
from crm_desktop.database.queries.missed_calls import missed_calls
from crm_desktop.database.queries.note_categories import CategoryRow, note_categories
from crm_desktop.database.queries.opened_cards import open_caller, open_card, see_that_open
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.queries.tasks import TaskView, open_tasks
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.address import Address
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.office_day import office_day
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.phone_area import area_of_number
from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.ui.customer_card.paper_presenter import PaperSources
from crm_desktop.ui.customer_card.presenter import CardSources
from crm_desktop.ui.home.state import HomeRows
from crm_desktop.ui.incoming_call.presenter import AttachNumber, CallQuestions
from crm_desktop.ui.incoming_call.state import CallerAnswer
from crm_desktop.ui.shared.formats import Formats

MISSED_CALLS_KEPT: Final = timedelta(days=1)


class DeskQuestions:
    """Everything one desk asks and tells; ``formats`` says in which language and zone."""

    def __init__(
        self,
        database: Database,
        staff: SignedInStaff,
        formats: Formats,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._staff = staff
        self._formats = formats
        self._now = now
        self._postal_directory = PostalDirectory()
        self._addresses = AddressReading(self._postal_directory)

    def close(self) -> None:
        """Close the postal directory; the database is its owner's to close."""
        self._postal_directory.close()

    def of_calls(self, attach_number: AttachNumber) -> CallQuestions:
        """Return what the incoming call asks; ``attach_number`` sends a number of a caller."""
        return CallQuestions(
            self.find_caller, self.remember_choice, attach_number, self.find_called
        )

    def of_card(self) -> CardSources:
        """Return what the customer card asks."""
        papers = PaperSources(self.load_enclosed, self.load_thumbnails, self.load_previews)
        return CardSources(self.load_card, self.save_note, self.load_categories, papers)

    def find_caller(self, number: str, call_id: int) -> CallerAnswer:
        """Return who calls from ``number``; when it is one person, open the card with it."""
        with self._database.asking() as session:
            found = open_caller(session, number, call_id)
        if found.card is not None:
            return CallerAnswer((_as_match(found.card),), found.card)
        area = "" if found.matches else area_of_number(number, self._formats.language)
        return CallerAnswer(found.matches, None, area)

    def find_called(self, number: str, _call_id: int) -> CallerAnswer:
        """Return who was called by ``number``, with the telephone: a search like any other."""
        with self._database.asking() as session:
            matches = tuple(customers_with_phone(session, number, None))
        area = "" if matches else area_of_number(number, self._formats.language)
        return CallerAnswer(matches, None, area)

    def remember_choice(self, call_id: int, customer_id: int) -> None:
        """Keep with whom a call is had, and guess them first when the number calls again."""
        with self._database.asking() as session:
            see_that_open(session, customer_id, OpeningReason.CALL, call_id)
        with self._database.writing() as session:
            number = mark_call_customer(session, call_id, customer_id)
            if number is not None:
                remember_caller_choice(session, number, customer_id)

    def attach_number(
        self, customer_id: int, number: str, call_id: int, operation_id: UUID
    ) -> None:
        """Give a customer one more number, from which a call came; once for each operation."""
        with self._database.asking() as session:
            see_that_open(session, customer_id, OpeningReason.ATTACH, call_id)
        with self._database.writing() as session:
            once(session, operation_id, lambda: attach_phone(session, customer_id, number))

    def load_card(
        self, customer_id: int, why: OpeningReason, call_id: int | None = None
    ) -> CustomerCard:
        """Open the card of a customer and return it."""
        with self._database.asking() as session:
            return open_card(session, customer_id, why, call_id)

    def find_customers(self, words: str) -> list[FoundCustomer]:
        """Return whom the typed words may mean."""
        with self._database.asking() as session:
            return customers_found(session, words)

    def save_note(self, note: WrittenNote) -> None:
        """Store a note, and its follow-up as a task.

        It may come when the card is shut again, after hours without a connection, or when its call
        was given to another customer, with what was stored of it: their card is opened.
        """

        def store(written: WrittenNote) -> None:
            with self._database.writing() as session:
                save_note(session, written, staff_id=self._staff.staff_id)

        try:
            store(note)
        except (RightMissing, RecordChanged):  # changed: its task went out of sight meanwhile
            why = OpeningReason.LIST if note.call_id is None else OpeningReason.CALL
            with self._database.asking() as session:
                customer_id = customer_of_note(session, note.operation_id) or note.customer_id
                see_that_open(session, customer_id, why, note.call_id)
            store(replace(note, customer_id=customer_id))

    def load_categories(self) -> list[CategoryRow]:
        """Return the inquiry categories in their order."""
        with self._database.asking() as session:
            return note_categories(session)

    def save_customer(self, new: NewCustomer, operation_id: UUID) -> int:
        """Register a customer, once for each operation, and return the id."""
        staff_id, today = self._staff.staff_id, self._formats.local(self._now()).date()
        with self._database.writing() as session:
            customer_id = once(
                session,
                operation_id,
                lambda: register_customer(session, new, staff_id=staff_id, today=today),
            )
        return int(customer_id)

    def read_address(self, text: str) -> Address:
        """Return an address in its parts, its postal code checked against its town."""
        return self._addresses.read(text)

    def find_addresses(self, code: str) -> tuple[PostalAddress, ...]:
        """Return the places that a postal code of seven digits may mean."""
        return self._postal_directory.addresses_for(code)

    def load_enclosed(self, order_ids: Sequence[int]) -> list[EnclosedPaper]:
        """Return what was laid into the parcels of these orders."""
        with self._database.asking() as session:
            return enclosed_papers(session, order_ids)

    def load_thumbnails(self, document_ids: Collection[int]) -> Mapping[int, bytes]:
        """Return the small picture of each paper's first page."""
        with self._database.asking() as session:
            return first_page_thumbnails(session, document_ids)

    def load_previews(self, document_ids: Collection[int]) -> Mapping[int, bytes]:
        """Return the larger picture of each paper's first page."""
        with self._database.asking() as session:
            return first_page_previews(session, document_ids)

    def read_home(self, today: date) -> HomeRows:
        """Return what is due, and who could not be spoken to."""
        day = office_day(today, self._formats.zone)
        with self._database.reading() as session:
            return HomeRows(
                tuple(open_tasks(session, TaskView.DUE, day)),
                tuple(missed_calls(session, since=self._now() - MISSED_CALLS_KEPT)),
            )

    def settle_missed(self, call_ids: Sequence[int], why: MissedCallSettled) -> None:
        """Take missed calls off the list."""
        with self._database.writing() as session:
            settle_missed_calls(session, call_ids, why)

    def unsettle_missed(self, call_ids: Sequence[int]) -> None:
        """Put missed calls back that were just taken off."""
        with self._database.writing() as session:
            unsettle_missed_calls(session, call_ids)

    def calls_now(self, extension: str) -> CallsNow:
        """Return the calls in progress at a telephone, and where to follow on from."""
        with self._database.reading() as session:
            return calls_now(session, extension)

    @property
    def call_channel(self) -> str:
        """Where steps are notified that this desk follows: those of its telephone, or all.

        Hundreds of desks that ask after every step of the office would leave the server no time.
        """
        return own_channel(self._staff.extension) if self._follows_own else CHANNEL

    def steps_after(self, step_id: int) -> CallSteps:
        """Return the steps of calls newer than ``step_id``."""
        with self._database.asking() as session:
            ask = own_call_steps_after if self._follows_own else call_steps_after
            return ask(session, step_id)

    def no_steps_after(self, step_id: int) -> CallSteps:
        """Return no steps, once the database has answered at all: it follows no calls."""
        with self._database.asking() as session:
            see_that_it_answers(session)
        return CallSteps(step_id, (), more=False)

    @property
    def _follows_own(self) -> bool:
        groups = self._staff.groups & {OPERATOR, SUPERVISOR}
        return groups == {OPERATOR} and bool(self._staff.extension)


def _as_match(card: CustomerCard) -> CallerMatch:
    newest = card.orders[0] if card.orders else None
    return CallerMatch(
        customer_id=card.customer_id,
        code=card.code,
        name=card.name,
        name_kana=card.name_kana,
        birthday=card.birthday,
        sex=card.sex,
        last_ordered_at=None if newest is None else newest.ordered_at,
        last_order_items="",
        last_chosen=False,
        restricted=card.restricted,
    )
