"""The desk as one object: builds window, presenters and feed, and lets them hear each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.call_notices import ReportingDesk
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.address_map import AddressMap
from crm_desktop.app.availability_questions import AvailabilityQuestions
from crm_desktop.app.call_desk import CallDesk
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.app.call_log import CallLog, CallLogPlace
from crm_desktop.app.card_live import CardLive
from crm_desktop.app.customer_editing import CustomerEditing
from crm_desktop.app.customer_form import CustomerForm
from crm_desktop.app.desk_availability import DeskAvailability
from crm_desktop.app.desk_connection import (
    DeskConnection,
    send_new_customer,
    send_number,
    send_settled,
)
from crm_desktop.app.desk_drafts import DeskDrafts
from crm_desktop.app.desk_feed import desk_feed, desk_heartbeat
from crm_desktop.app.desk_help import DeskHelp
from crm_desktop.app.desk_lock import DeskLock
from crm_desktop.app.desk_questions import DeskQuestions
from crm_desktop.app.desk_status import DeskStatusKeeper
from crm_desktop.app.desk_wiring import connect_desk
from crm_desktop.app.dialling import desk_dialling
from crm_desktop.app.furniture import Furniture
from crm_desktop.app.later_modules import read_ahead
from crm_desktop.app.leaving import Leaving
from crm_desktop.app.new_customers import NewCustomers
from crm_desktop.app.new_orders import NewOrders
from crm_desktop.app.office_pages import OfficePages
from crm_desktop.app.opening_warning import OpeningWarning
from crm_desktop.app.pages import Pages
from crm_desktop.app.paper_questions import PaperQuestions
from crm_desktop.app.paper_viewer import PaperViewer
from crm_desktop.app.pauses import Collections
from crm_desktop.app.phone_link import PhoneLink
from crm_desktop.app.reported_calls import ReportedCalls
from crm_desktop.app.tasks import Tasks
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import lane
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import DraftKind
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.scanning.source import ScanSource
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.call_list.presenter import CallListPresenter
from crm_desktop.ui.customer_card.presenter import CustomerCardPresenter
from crm_desktop.ui.customer_search.presenter import CustomerSearchPresenter
from crm_desktop.ui.error_display import ErrorDisplay
from crm_desktop.ui.home.presenter import HomePresenter, MissedCallWork
from crm_desktop.ui.incoming_call.presenter import IncomingCallPresenter
from crm_desktop.ui.incoming_call.settled_states import SettledStates
from crm_desktop.ui.page_text.drafts import PageTextDrafts
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.single_instance import SingleInstance

_DATABASE_WORKERS = 4
CUSTOMER_GROUPS: Final = frozenset({OPERATOR, SUPERVISOR})


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Whose desk it is: the person, the telephone, the language, the office's time.

    ``seat`` tells the person apart from one of the same login at another server.
    """

    staff: SignedInStaff
    extension: str
    formats: Formats
    now: Clock = utc_now
    settings: DeskSettings = field(default_factory=DeskSettings)
    scanners: tuple[ScanSource, ...] = ()
    drafts: DraftPlace = field(default_factory=lambda: DraftPlace(None, utc_now))
    seat: str = ""

    def today(self) -> date:
        """Return the day at the office."""
        return self.formats.local(self.now()).date()

    @property
    def zone(self) -> tzinfo | None:
        """The office's time zone; None is this PC's."""
        return self.formats.zone


class Program(QObject):
    """Everything that lives as long as the desk; `close` ends it all."""

    other_person_wanted = Signal()
    sign_out_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        database: Database,
        place: DeskPlace,
        check_password: Callable[[str, str], None],
        furniture: Furniture | None = None,
    ) -> None:
        """Build everything and connect it; `start` begins to follow the calls.

        ``check_password`` takes login and password of who comes back to a locked desk, off the
        GUI thread, and raises what signing in would raise. ``furniture`` of this ``place`` may
        stand already.
        """
        super().__init__()
        self.demo = False
        self._collections = Collections(self)
        self.database = database
        self.place = place
        self.jobs = lane("database", _DATABASE_WORKERS, self)
        self.reports = lane("reports", 1, self)  # one worker: what is reported keeps its order
        self.questions = DeskQuestions(database, place.staff, place.formats, place.now)
        seat = place.seat or place.staff.login
        self.drafts = DraftKeeper(partial(place.drafts.open, seat), self)
        self._make_window(furniture or Furniture(place))
        self._make_presenters()
        self._make_availability()
        self.connection = DeskConnection(self)
        self.outbox = self.connection.outbox
        self._make_office(check_password)
        self._make_call_desk()
        self.openings = OpeningWarning(self)
        self.dialling = desk_dialling(self.window, self.calls, database, self.jobs, place)
        self.phone_link = PhoneLink(self.window, place, database, self.jobs, self.errors)
        self.new_customers = NewCustomers(self)
        self.tasks = Tasks(self)
        self._make_beside_card()
        self.kept = DeskDrafts(self)
        self.orders = NewOrders(self)
        self._make_feed()
        connect_desk(self)

    def start(self) -> None:
        """Show the window, follow the calls, read what waits to be done."""
        self.window.show()
        self._collections.start()
        self.drafts.start()
        self.lock.start()
        self.phone_link.start()
        read_ahead(self)
        self.window.top_bar.status.offer(self._serves_customers)
        self.feed.start()
        if not self._serves_customers:
            self.office.open_first()
            return
        self.availability.presenter.start()
        self.reported_calls.close_forgotten()
        self.home.start()
        self.card.load_categories()

    def go_away(self) -> None:
        """Hide the desk; what is typed stays, calls are followed no longer."""
        self.window.hide()
        self.availability.presenter.leave()
        self.feed.stop()
        self.connection.on_feed_stopped()
        self.phone_link.stop()
        self.calls.forget_calls()
        self.papers.close()
        self.lock.lift()
        self.map.on_locked()

    def come_back(self, dsn: str) -> None:
        """Show the desk again to its person, who has just signed in at ``dsn``."""
        self.database.use_address(dsn)
        self.window.show()
        self.window.activateWindow()
        self.lock.start()
        self.map.on_unlocked()
        self.feed.deleteLater()
        self._make_feed()
        self.phone_link.start()
        self.feed.start()
        if self._serves_customers:
            self.availability.presenter.start()

    def listen_to(self, instance: SingleInstance) -> None:
        """Take what other programs of this PC hand to the one desk."""
        instance.call_reported.connect(self.reported_calls.record)
        instance.raise_wanted.connect(self.window.bring_to_front_without_focus)

    def close(self) -> None:
        """Do what `close_when_idle` does; it is done when this returns, events go on meanwhile."""
        self.leaving.begin()
        self.leaving.wait()

    def close_when_idle(self) -> None:
        """Save what is typed and close once what is under way has ended; `closed` tells.

        What cannot be saved is kept, see `Leaving`.
        """
        self.leaving.begin()

    def end(self) -> None:
        """Close everything; nothing is under way any more, see `Leaving`."""
        self.connection.close()
        self.phone_link.close()
        self.papers.end()
        self.map.end()
        self.reports.close()
        self.jobs.close()
        self.drafts.close()
        self.availability.close()
        self.questions.close()
        self.database.close()
        self._collections.stop()

    def _make_window(self, furniture: Furniture) -> None:
        self.furniture = furniture
        self.window = furniture.window
        self.window.show_home()
        self.card_panel = furniture.card_panel
        self.window.set_card(self.card_panel)
        self.errors = ErrorDisplay(self.window)

    def _make_office(self, check_password: Callable[[str, str], None]) -> None:
        staff = self.place.staff
        self.lock = DeskLock(self.window, staff, check_password, self.jobs, self)
        now = self.place.now
        self.page_texts = PageTextDrafts(self.drafts, self.outbox, now, self)
        self.office = OfficePages(self.window, staff, self.database, self.jobs, self.page_texts)
        self.office.use_scanners(self.place.scanners)

    def _make_presenters(self) -> None:
        place, jobs, questions = self.place, self.jobs, self.questions
        self.card = CustomerCardPresenter(
            questions.of_card(),
            jobs,
            now=place.now,
            zone=place.zone,
            may_finish=self._may_finish,
            parent=self,
        )
        self.calls = IncomingCallPresenter(
            place.extension,
            questions.of_calls(partial(send_number, self)),
            jobs,
            may_replace=self._may_replace,
            parent=self,
        )
        self.settled = SettledStates(self)
        self.call_list = CallListPresenter(self)
        self.search = CustomerSearchPresenter(questions.find_customers, jobs, self)
        self.finder = CustomerSearchPresenter(questions.find_customers, jobs, self)
        self._make_form()
        self.home = HomePresenter(
            questions.read_home,
            MissedCallWork(partial(send_settled, self), questions.unsettle_missed),
            jobs,
            today=place.today,
            parent=self,
        )
        self.reported_calls = ReportedCalls(
            self.database,
            self.reports,
            desk=ReportingDesk(place.staff.login, place.extension),
            now=place.now,
            parent=self,
        )
        self.status = DeskStatusKeeper(place.now, self)
        self.pages = Pages(self.window, self.card, self.calls, self.call_list, self)

    def _make_form(self) -> None:
        self.form = CustomerForm(
            self.window,
            self.furniture.form_panel,
            self.questions,
            self.jobs,
            send=partial(send_new_customer, self),
            parent=self,
        )

    def _make_availability(self) -> None:
        self.availability = DeskAvailability(
            self.window,
            (self.card, self.card_panel),
            AvailabilityQuestions(self.database, self.place.now),
            self.reports,
            now=self.place.now,
            parent=self,
        )

    def _make_call_desk(self) -> None:
        staff, database, jobs = self.place.staff, self.database, self.jobs
        questions = CallDeskQuestions(database, staff.staff_id, self.place.today)
        self.call_desk = CallDesk(self.window, staff, questions, jobs, self)
        self.call_desk.serve(self.calls, self.call_list, self.card_panel, self.card.note)
        self.call_desk.failed.connect(self.errors.show)
        log = CallLogPlace(self.window, self.pages, self.home)
        self.call_log = CallLog(log, staff.groups, database, jobs, self)
        self.office.use_call_log(self.call_log)
        self.pages.before_going_back(self.office.leave_full_screen)
        papers = PaperQuestions(database, staff.staff_id, self.place.today)
        self.outbox.serve(DraftKind.PAGE_TEXT, papers.correct)
        card = (self.card_panel, self.card.papers)
        self.papers = PaperViewer(self.window, card, self.pages, papers, self.page_texts)
        self.papers.failed.connect(self.errors.show)
        self.map = AddressMap(self.window, self.card_panel, self.pages, staff, database)
        self.map.failed.connect(self.errors.show)

    def _make_beside_card(self) -> None:
        self.help = DeskHelp(self)
        self.live = CardLive(self)
        self.editing = CustomerEditing(self)
        self.leaving = Leaving(self)
        self.leaving.ended.connect(self.closed)

    def _make_feed(self) -> None:
        self.feed = desk_feed(self) if self._serves_customers else desk_heartbeat(self)

    @property
    def _serves_customers(self) -> bool:
        return bool(self.place.staff.groups & CUSTOMER_GROUPS)

    def _may_finish(self, note: WrittenNote) -> bool:
        return self.availability.may_finish(note)

    def _may_replace(self) -> bool:
        pages = (
            self.window.caller_page,
            self.form,
            self.editing,
            self.office,
            self.papers,
            self.map,
            self.tasks,
            self.orders,
        )
        return not (self.card.has_unsaved_typing or any(page.has_typing for page in pages))
