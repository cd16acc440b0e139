"""The desk as one object: builds window, presenters and feed, and lets them hear each other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.call_notices import ReportingDesk
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.address_map import AddressMap
from crm_desktop.app.availability_questions import AvailabilityQuestions
from crm_desktop.app.call_desk import CallDesk
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.app.call_log import CallLog, CallLogPlace
from crm_desktop.app.customer_form import CustomerForm
from crm_desktop.app.desk_availability import DeskAvailability
from crm_desktop.app.desk_feed import desk_feed
from crm_desktop.app.desk_help import DeskHelp
from crm_desktop.app.desk_lock import DeskLock
from crm_desktop.app.desk_questions import DeskQuestions
from crm_desktop.app.desk_status import DeskStatusKeeper
from crm_desktop.app.dialling import desk_dialling
from crm_desktop.app.new_customers import NewCustomers
from crm_desktop.app.office_pages import OfficePages
from crm_desktop.app.opening_warning import OpeningWarning
from crm_desktop.app.pages import Pages
from crm_desktop.app.paper_viewer import PaperViewer
from crm_desktop.app.password_changes import ask_for_new_password
from crm_desktop.app.pauses import Collections
from crm_desktop.app.phone_link import PhoneLink
from crm_desktop.app.reported_calls import ReportedCalls
from crm_desktop.app.tasks import Tasks
from crm_desktop.background.jobs import lane
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.errors.base import CrmError
from crm_desktop.scanning.source import ScanSource
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.call_list.presenter import CallListPresenter
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.presenter import CustomerCardPresenter
from crm_desktop.ui.customer_card.wiring import connect_card
from crm_desktop.ui.customer_search.presenter import CustomerSearchPresenter
from crm_desktop.ui.customer_search.wiring import connect_finder, connect_search
from crm_desktop.ui.error_display import ErrorDisplay
from crm_desktop.ui.home.presenter import HomePresenter
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.incoming_call.presenter import IncomingCallPresenter
from crm_desktop.ui.incoming_call.settled_states import SettledStates
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall
from crm_desktop.ui.key_help.dialog import KeyHelpDialog
from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.single_instance import SingleInstance

log = logging.getLogger(__name__)

_DATABASE_WORKERS = 4
CUSTOMER_GROUPS: Final = frozenset({OPERATOR, SUPERVISOR})


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Whose desk it is: the person, the telephone, the language, the office's time."""

    staff: SignedInStaff
    extension: str
    formats: Formats
    now: Clock = utc_now
    settings: DeskSettings = field(default_factory=DeskSettings)
    scanners: tuple[ScanSource, ...] = ()

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

    def __init__(
        self,
        database: Database,
        place: DeskPlace,
        check_password: Callable[[str, str], None],
    ) -> None:
        """Build everything and connect it; `start` begins to follow the calls.

        ``check_password`` takes login and password of who comes back to a locked desk, off the
        GUI thread, and raises what signing in would raise.
        """
        super().__init__()
        self.demo = False
        self._collections = Collections(self)
        self.database = database
        self.place = place
        self.jobs = lane("database", _DATABASE_WORKERS, self)
        self.reports = lane("reports", 1, self)  # one worker: what is reported keeps its order
        self.questions = DeskQuestions(database, place.staff, place.formats, place.now)
        self._make_window()
        self._make_presenters()
        self._make_availability()
        self.lock = DeskLock(self.window, place.staff, check_password, self.jobs, self)
        self.office = OfficePages(self.window, place.staff, database, self.jobs, self)
        self.office.use_scanners(place.scanners)
        self._make_call_desk()
        self.openings = OpeningWarning(self)
        self.dialling = desk_dialling(self.window, self.calls, database, self.jobs, place)
        self.phone_link = PhoneLink(self.window, place, database, self.jobs, self.errors)
        self.new_customers = NewCustomers(self)
        self.tasks = Tasks(self)
        self.help = DeskHelp(self)
        self._make_feed()
        self._connect_calls()
        self._connect_the_rest()
        self._connect_form()
        self._connect_finder()
        self._connect_person()

    def start(self) -> None:
        """Show the window, follow the calls, read what waits to be done."""
        self.window.show()
        self._collections.start()
        self.lock.start()
        self.phone_link.start()
        self.window.top_bar.status.offer(self._serves_customers)
        if not self._serves_customers:
            self.office.open_first()
            return
        self.availability.presenter.start()
        self.reported_calls.close_forgotten()
        self.feed.start()
        self.home.start()
        self.card.load_categories()

    def go_away(self) -> None:
        """Hide the desk; what is typed stays, calls are followed no longer."""
        self.window.hide()
        self.availability.presenter.leave()
        self.feed.stop()
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
        if self._serves_customers:
            self.feed.start()
            self.availability.presenter.start()

    def listen_to(self, instance: SingleInstance) -> None:
        """Take what other programs of this PC hand to the one desk."""
        instance.call_reported.connect(self.reported_calls.record)
        instance.raise_wanted.connect(self.window.bring_to_front_without_focus)

    def close(self) -> None:
        """Save what is typed, stop following, wait for running work, close connections."""
        self.card.close()
        self.feed.stop()
        self.phone_link.close()
        self.papers.end()
        self.map.end()
        self.reports.close()
        self.jobs.close()
        self._save_what_is_left()
        self.availability.close()
        self.questions.close()
        self.database.close()
        self._collections.stop()

    def _save_what_is_left(self) -> None:
        """Store the notes whose saving was still queued; one that is stored already stays one."""
        for note in self.card.note.unsaved_notes():
            try:
                self.questions.save_note(note)
            except CrmError:
                log.error("a note of customer %d could not be saved", note.customer_id)

    def _make_window(self) -> None:
        place = self.place
        words = f"{place.staff.name}  {place.extension}".strip()
        self.window = MainWindow(DeskOfWindow(place.staff.login, words, place.formats, place.now))
        self.card_panel = CustomerCardPanel(place.formats)
        self.window.set_card(self.card_panel)
        self.errors = ErrorDisplay(self.window)

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
            questions.of_calls(),
            jobs,
            may_replace=self._may_replace,
            parent=self,
        )
        self.settled = SettledStates(self)
        self.call_list = CallListPresenter(self)
        self.search = CustomerSearchPresenter(questions.find_customers, jobs, self)
        self.finder = CustomerSearchPresenter(questions.find_customers, jobs, self)
        self.form = CustomerForm(self.window, questions, jobs, self)
        self.home = HomePresenter(
            questions.read_home,
            questions.of_missed_calls(),
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
        card = (self.card_panel, self.card.papers)
        self.papers = PaperViewer(self.window, card, self.pages, staff, database)
        self.papers.failed.connect(self.errors.show)
        self.map = AddressMap(self.window, self.card_panel, self.pages, staff, database)
        self.map.failed.connect(self.errors.show)

    def _make_feed(self) -> None:
        self.feed = desk_feed(self)
        self.feed.connected.connect(self._on_connected)

    def _connect_calls(self) -> None:
        window, calls = self.window, self.calls
        calls.changed.connect(self.settled.on_state)
        self.settled.changed.connect(window.incoming_call.show_state)
        self.settled.changed.connect(window.caller_page.show_state)
        self.settled.changed.connect(self.call_list.on_calls)
        self.settled.changed.connect(self.availability.presenter.on_calls)
        self.settled.changed.connect(self.status.on_calls)
        self.settled.changed.connect(self.lock.on_calls)
        self.settled.changed.connect(self.call_desk.on_calls)
        calls.popped.connect(lambda _call: window.bring_to_front_without_focus())
        calls.identified.connect(self._on_identified)
        calls.missed.connect(lambda _call: self.home.refresh())
        calls.failed.connect(self.errors.show)
        self.reported_calls.failed.connect(self.errors.show)
        window.caller_page.customer_chosen.connect(calls.choose_customer)
        window.call_list.call_wanted.connect(calls.open_call)
        window.incoming_call.retry_wanted.connect(calls.look_up_again)
        window.incoming_call.choose_again_wanted.connect(calls.choose_again)
        self.call_list.changed.connect(window.call_list.show_state)
        self.status.changed.connect(window.top_bar.show_state)
        self.availability.presenter.changed.connect(self.status.on_availability)
        self.availability.work_ended.connect(self.pages.go_home)
        self.availability.failed.connect(self.errors.show)
        self.status.tell()

    def _connect_the_rest(self) -> None:
        window = self.window
        connect_card(self.card, self.card_panel)
        window.keys_wanted.connect(self._show_keys)
        self.card.failed.connect(self.errors.show)
        self.card.note.saved.connect(lambda _draft: self.home.refresh())
        connect_search(self.search, window.search)
        self.search.customer_chosen.connect(self.pages.open_found)
        self.search.failed.connect(self.errors.show)
        self.home.changed.connect(window.home.show_state)
        self.home.changed.connect(self._on_home)
        self.home.failed.connect(self.errors.show)
        window.home.missed.settle_wanted.connect(self.home.settle)
        window.home.missed.undo_wanted.connect(self.home.put_back)

    def _connect_form(self) -> None:
        self.form.presenter.saved.connect(self.calls.on_customer_created)
        self.form.failed.connect(self.errors.show)
        self.call_log.form_wanted.connect(self.form.open)
        self.call_log.failed.connect(self.errors.show)
        self.call_log.dial_wanted.connect(self.dialling.dial)

    def _connect_finder(self) -> None:
        finder, calls = self.window.caller_page.finder, self.calls
        connect_finder(self.finder, finder)
        self.finder.failed.connect(self.errors.show)
        finder.attach_wanted.connect(lambda who: calls.attach_number(who.customer_id, who.name))
        finder.open_wanted.connect(lambda who: calls.open_unattached(who.customer_id, who.name))

    def _connect_person(self) -> None:
        menu = self.window.top_bar.person
        menu.lock_wanted.connect(self.lock.presenter.lock)
        self.lock.presenter.locked.connect(self.papers.close)
        self.lock.presenter.locked.connect(self.map.on_locked)
        self.lock.presenter.unlocked.connect(self.map.on_unlocked)
        menu.password_wanted.connect(self._change_password)
        menu.other_person_wanted.connect(self.other_person_wanted)
        menu.sign_out_wanted.connect(self.sign_out_wanted)
        self.lock.presenter.other_person_wanted.connect(self.other_person_wanted)
        self.lock.presenter.failed.connect(self.errors.show)
        self.availability.listen_to_lock(self.lock)
        self.office.offer_looks(self.card_panel, self.place.now)
        self.office.failed.connect(self.errors.show)
        self.card.changed.connect(self.map.on_card)
        self.phone_link.floor_noticed.connect(self.office.on_floor_news)
        self.card.changed.connect(self.office.on_card)
        self.card.changed.connect(self.openings.on_card)
        self.card.changed.connect(self.dialling.on_card)
        self.card_panel.dial_wanted.connect(self.dialling.dial)
        self.dialling.presenter.failed.connect(self.errors.show)
        self.openings.warned.connect(self.window.tell)

    @property
    def _serves_customers(self) -> bool:
        return bool(self.place.staff.groups & CUSTOMER_GROUPS)

    def _change_password(self) -> None:
        ask_for_new_password(
            self.window, self.errors, self.place.staff.login, self.database, self.jobs
        )

    def _may_finish(self, note: WrittenNote) -> bool:
        return self.availability.may_finish(note)

    def _may_replace(self) -> bool:
        pages = (
            self.window.caller_page,
            self.form,
            self.office,
            self.papers,
            self.map,
            self.tasks,
        )
        return not (self.card.has_unsaved_typing or any(page.has_typing for page in pages))

    def _show_keys(self) -> None:
        letters = self.office.shows_letters
        KeyHelpDialog(demo=self.demo, letters=letters, parent=self.window).open()

    def _on_connected(self, connected: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        if connected:
            self.card.note.save_all()

    def _on_identified(self, call: DeskCall) -> None:
        if call.phase is CallPhase.RINGING and not self.lock.is_locked:
            self.window.announce_call(call)

    def _on_home(self, state: HomeState) -> None:
        missed = sum(caller.times for caller in state.rows.missed)
        self.call_list.on_counts(
            missed=missed, tasks_today=state.tasks_today, tasks_late=state.tasks_late
        )
