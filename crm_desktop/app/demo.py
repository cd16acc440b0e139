"""Opens a desk on the demo office, on a PostgreSQL of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from crm_desktop.actions.demo_office import demo_office_day, seed_demo_office
from crm_desktop.app.demo_calls import DemoCalls
from crm_desktop.app.demo_colleague import COLLEAGUE, DemoColleague
from crm_desktop.app.demo_floor import COLLEAGUES, DemoFloor
from crm_desktop.app.demo_patient import DemoPatient
from crm_desktop.app.demo_tour import DemoTour
from crm_desktop.app.demo_word_stops import WordStops
from crm_desktop.app.desk import open_application, open_program, show_desk
from crm_desktop.app.embedded_place import FIRST_PERSONS_GROUPS
from crm_desktop.app.own_server import sign_in_address, telling_steps
from crm_desktop.app.program import Program
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import drop_database, make_ready
from crm_desktop.database.roles import GATEWAY
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.demo_bar.panel import DemoBarPanel, DemoCaller
from crm_desktop.ui.hand_over import desk_address
from crm_desktop.ui.single_instance import SingleInstance

LOGIN = "tadokoro"
GATEWAY_LOGIN = "gateway"
FIRST_CALL_AFTER_MS = 3_000
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the demo is told. ``screenshots`` None: no tour, a person looks at it."""

    folder: Path
    desk: DeskSettings = field(default_factory=DeskSettings)
    customers: int = 5000
    fresh: bool = False
    size: tuple[int, int] = (1366, 768)
    screenshots: Path | None = None


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """Where the demo operator signs in, what stands in for the phone system, and colleagues.

    All of it is on ``server``. ``floor_dsns`` are those at the other telephones, by extension.
    """

    server: EmbeddedServer
    desk_dsn: str = field(repr=False)
    gateway_dsn: str = field(repr=False)
    colleague_dsn: str = field(repr=False)
    floor_dsns: dict[str, str] = field(repr=False)


def run_demo(options: DemoOptions, say: Say) -> int:
    """Open the demo and return the exit code once it is closed."""
    application, formats = open_application(options.desk)
    instance = SingleInstance(desk_address(options.folder))
    if not instance.begin():
        say("a demo is open already; it comes to the front")
        return 0
    with (
        demo_office(options, say) as office,
        Database(office.gateway_dsn, program=GATEWAY_LOGIN, pool_size=1) as telephones,
        Database(office.colleague_dsn, pool_size=1) as other_desk,
        _desks(office.floor_dsns) as desks,
    ):
        program = open_program(office.desk_dsn, options.desk, replace(formats, zone=JAPAN_TIME))
        program.listen_to(instance)
        colleague = DemoColleague(other_desk, program.place.now)
        calls = _add_demo_bar(program, telephones, colleague)
        floor = DemoFloor(telephones, desks, program.reports, program.place.now, program)
        floor.failed.connect(program.errors.show)
        if options.screenshots is None:
            QTimer.singleShot(FIRST_CALL_AFTER_MS, lambda: calls.ring(DemoCaller.KNOWN))
            show_desk(application, program)
            floor.start()
        else:
            program.window.resize(*options.size)
            show_desk(application, program)
            patient = DemoPatient(telephones, program)
            words = WordStops(program, colleague, office.server)
            tour = DemoTour(program, calls, patient, options.screenshots, say)
            tour.start(floor, words)
        try:
            return application.exec()
        finally:
            instance.close()
            calls.hang_up()  # or it would ring on in the next demo
            program.close()
            floor.stop()


@contextmanager
def _desks(dsns: Mapping[str, str]) -> Iterator[dict[str, Database]]:
    """Yield the databases of other desks by their extension."""
    with ExitStack() as closing:
        yield {
            extension: closing.enter_context(Database(dsn, pool_size=1))
            for extension, dsn in dsns.items()
        }


@contextmanager
def demo_office(options: DemoOptions, say: Say) -> Iterator[DemoOffice]:
    """Yield the addresses of the running demo office; seeds it once."""
    with EmbeddedServer(options.folder, progress=telling_steps(say)) as server:
        if options.fresh:
            drop_database(server.admin_url)
        make_ready(server)
        _seed_once(server, options.customers, say)
        yield DemoOffice(
            server,
            sign_in_address(server, LOGIN, FIRST_PERSONS_GROUPS),
            sign_in_address(server, GATEWAY_LOGIN, groups=(GATEWAY,)),
            sign_in_address(server, COLLEAGUE),
            {number: sign_in_address(server, login) for number, login in COLLEAGUES.items()},
        )


def _seed_once(server: EmbeddedServer, customers: int, say: Say) -> None:
    with Database(server.admin_url, pool_size=1, statement_timeout_ms=0) as database:
        now = datetime.now(UTC)
        with database.asking() as session:
            seeded_on = demo_office_day(session)
        if seeded_on is not None:
            if seeded_on != now.astimezone(JAPAN_TIME).date():
                say(f"the demo office stands as of {seeded_on}; demo --fresh makes a new one")
            return
        say("furnishing the demo office (once; some 20 seconds)")
        with database.writing() as session:
            seed_demo_office(
                session,
                today=now.astimezone(JAPAN_TIME).date(),
                now=now,
                customers=customers,
            )


def _add_demo_bar(program: Program, telephones: Database, colleague: DemoColleague) -> DemoCalls:
    program.demo = True
    program.window.top_bar.person.offer_leaving(False)  # nobody knows the password of this time
    program.lock.watch.set_minutes(0)
    bar = DemoBarPanel()
    calls = DemoCalls(
        telephones,
        program.reports,
        extension=program.place.extension,
        now=program.place.now,
        colleague=colleague,
        parent=program,
    )
    bar.call_wanted.connect(calls.ring)
    bar.answer_wanted.connect(calls.answer)
    bar.hang_up_wanted.connect(calls.hang_up)
    calls.failed.connect(program.errors.show)
    program.window.set_demo_bar(bar)
    return calls
