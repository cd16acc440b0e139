"""What many tests need: a real PostgreSQL, fresh databases on it, background jobs done at once."""

from __future__ import annotations

import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database, make_engine
from crm_desktop.database.guard import admit_groups_only
from crm_desktop.database.preparation import prepare
from crm_desktop.database.roles import set_staff_login
from tests.patient_bot import PatientBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # new examples each time, however busy the machine

TEMPLATE = "template_migrated"
PASSWORD = "ひみつの言葉"
FAST_AND_LOSSY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}
MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 3 * 1024**3
NEW_OBJECTS = 50_000

FreshDatabase = Callable[..., AbstractContextManager[str]]
LoginAt = Callable[..., str]
LoginOf = Callable[..., str]
SignedIn = Callable[..., psycopg.Connection[Any]]


def pytest_configure(config: pytest.Config) -> None:
    """Let all temporary files of the run lie in memory, unless ``TMPDIR`` says where.

    A database is copied in 30 ms there, on a busy disk in 400.
    """
    if "TMPDIR" in os.environ or not has_room(MEMORY):
        return
    for left in MEMORY.glob("crm-of-*-*"):  # by runs that were killed
        if not psutil.pid_exists(int(left.name.split("-")[2])):
            shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=f"crm-of-{os.getpid()}-", dir=MEMORY)
    Path(folder).chmod(0o711)  # servers run as an account of their own where we are root
    os.environ["TMPDIR"] = folder  # of parallel test processes and programs too
    tempfile.tempdir = None
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # or each program compiles all of its own
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Walk over the tests themselves (a million objects) no more when memory is tidied.

    Python tidies nothing by itself: it would end widgets on a worker's thread, or within Qt.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Tidy between two tests, as desks do between two events."""
    yield
    if gc.get_count()[0] > NEW_OBJECTS:
        gc.collect()


def has_room(folder: Path) -> bool:
    """Return whether the files of a run may lie there, and programs be started from there."""
    if not os.access(folder, os.W_OK):
        return False
    may_start = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    return may_start and shutil.disk_usage(folder).free > ROOM_IN_MEMORY


class InlineExecutor(Executor):
    """Does the work at once, on the thread that asks."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001
            future.set_exception(error)
        return future


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Return pytest-qt's bot, with more patience."""
    return PatientBot(request)


@pytest.fixture
def inline_jobs(qapp: object) -> Jobs:
    """Background jobs that are done before ``run`` returns."""
    return Jobs(InlineExecutor())


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """One PostgreSQL for all tests of this process; parallel ones have their own.

    Roles, and the locks on them, are a whole server's: no test waits for one of another process.
    """
    folder = Path(tempfile.gettempdir()) / f"crm-test-{secrets.token_hex(8)}"
    server = EmbeddedServer(folder, settings=FAST_AND_LOSSY)
    server.start()
    try:
        yield server
    finally:
        if server.stop():
            shutil.rmtree(folder)


@pytest.fixture(scope="session")
def fresh_database(server: EmbeddedServer) -> FreshDatabase:
    """Return a context manager that yields the URL of a new, empty, migrated database.

    It is dropped when the next one is made: PostgreSQL waits 100 ms for who has only just left.
    Given the name of another database that nobody is in, it is a copy of that.
    """
    maintenance = server.url_for("postgres", "", database="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    prepare(server.url_for("postgres", "", database=TEMPLATE))
    left: list[str] = []

    @contextmanager
    def fresh(template: str = TEMPLATE) -> Iterator[str]:
        name = f"test_{secrets.token_hex(6)}"
        with psycopg.connect(maintenance, autocommit=True) as connection:
            while left:
                connection.execute(f"DROP DATABASE {left.pop()} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
            url = server.url_for("postgres", "", database=name)
            with psycopg.connect(url) as owner:
                admit_groups_only(owner)  # a template's rights are not copied
            yield url
            left.append(name)

    return fresh


@pytest.fixture(scope="module")
def database_url(fresh_database: FreshDatabase) -> Iterator[str]:
    """The superuser's URL of a migrated database without rows, one for each test file."""
    with fresh_database() as url:
        yield url


@pytest.fixture
def login_at(server: EmbeddedServer) -> Iterator[LoginAt]:
    """Return a maker of members of staff in groups, who sign in to a database by a URL.

    ``columns`` are the staff row's. Their roles are gone after the test.
    """
    with ExitStack() as leaving:

        def login_at(database: Database, *groups: str, **columns: Any) -> str:
            owner = leaving.enter_context(psycopg.connect(database.dsn, autocommit=True))
            owner.execute("SET scram_iterations = 1")  # the true 4,096 take 8 ms at each sign-in
            login = f"staff_{secrets.token_hex(5)}"
            row = {"login": login, "name": "髙橋 花子", **columns}
            owner.execute(
                sql.SQL("INSERT INTO staff ({}) VALUES ({})").format(
                    sql.SQL(", ").join(map(sql.Identifier, row)),
                    sql.SQL(", ").join(map(sql.Placeholder, row)),
                ),
                row,
            )
            leaving.callback(send_away, owner, login)
            with owner.transaction():
                set_staff_login(owner, login, PASSWORD, groups)
            return server.url_for(login, PASSWORD, database=owner.info.dbname)

        yield login_at


def send_away(owner: psycopg.Connection[Any], login: str) -> None:
    role = sql.Identifier(login)
    owner.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(role))
    owner.execute("UPDATE staff SET active = false, extension = NULL WHERE login = %s", [login])
    owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [login]
    )
    owner.execute(sql.SQL("DROP ROLE {}").format(role))


@pytest.fixture
def login_of(database: Database, login_at: LoginAt) -> LoginOf:
    """Return a maker of members of staff of the file's database; see ``login_at``."""
    return lambda *groups, **columns: login_at(database, *groups, **columns)


@pytest.fixture
def signed_in(login_of: LoginOf) -> Iterator[SignedIn]:
    """Return a maker of connections, in autocommit, of members of staff; see ``login_of``."""
    with ExitStack() as connections:

        def signed_in(*groups: str, **columns: Any) -> psycopg.Connection[Any]:
            dsn = login_of(*groups, **columns)
            return connections.enter_context(psycopg.connect(dsn, autocommit=True))

        yield signed_in


@pytest.fixture(scope="module")
def engine(database_url: str) -> Iterator[Engine]:
    """An engine for the file's database; tests that commit must not mind each other's rows."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def database(database_url: str) -> Iterator[Database]:
    """The program's own way to the file's database."""
    with Database(database_url) as database:
        yield database


@pytest.fixture
def own_database(fresh_database: FreshDatabase) -> Iterator[Database]:
    """A database of this one test (50 ms), for tests that count all rows they commit."""
    with fresh_database() as url, Database(url) as database:
        yield database


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on the file's database; whatever the test does is rolled back."""
    with engine.connect() as connection, connection.begin() as outer:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name; pytest's own is too long in parallel."""
    with tempfile.TemporaryDirectory(prefix="crm-") as folder:
        yield Path(folder)
