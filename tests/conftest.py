"""What many tests need: a real PostgreSQL, fresh databases on it, background jobs done at once."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database, make_engine
from crm_desktop.database.guard import admit_groups_only
from crm_desktop.database.preparation import prepare
from crm_desktop.database.roles import set_staff_login

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TEMPLATE = "template_migrated"
PASSWORD = "ひみつの言葉"
FAST_AND_LOSSY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
}

FreshDatabase = Callable[[], AbstractContextManager[str]]
LoginAt = Callable[..., str]
LoginOf = Callable[..., str]
SignedIn = Callable[..., psycopg.Connection[Any]]


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
def inline_jobs(qapp: object) -> Jobs:
    """Background jobs that are done before ``run`` returns."""
    return Jobs(InlineExecutor())


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """One PostgreSQL for the whole run; parallel test processes share it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex(8)
    folder = Path(tempfile.gettempdir()) / f"crm-test-{run[:16]}"
    server = EmbeddedServer(folder, settings=FAST_AND_LOSSY)
    server.start()
    try:
        yield server
    finally:
        if server.stop():
            shutil.rmtree(folder)


@pytest.fixture(scope="session")
def fresh_database(server: EmbeddedServer) -> FreshDatabase:
    """Return a context manager that yields the URL of a new, empty, migrated database."""
    maintenance = server.url_for("postgres", "", database="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone():
            make_template(connection, server)

    @contextmanager
    def fresh() -> Iterator[str]:
        name = f"test_{secrets.token_hex(6)}"
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
            url = server.url_for("postgres", "", database=name)
            with psycopg.connect(url) as owner:
                admit_groups_only(owner)  # a template's rights are not copied
            yield url
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    return fresh


def make_template(connection: Any, server: EmbeddedServer) -> None:
    unfinished = f"{TEMPLATE}_{secrets.token_hex(4)}"
    connection.execute(f"CREATE DATABASE {unfinished}")
    prepare(server.url_for("postgres", "", database=unfinished))
    connection.execute(f"ALTER DATABASE {unfinished} RENAME TO {TEMPLATE}")


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
                owner.execute("SELECT pg_advisory_xact_lock(2)")
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
