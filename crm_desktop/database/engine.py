"""The one way to a database session.

A desk reads far more than it writes, so there are three pools, opened as they are needed.
``Database.asking`` sends a single statement in one round trip, ``Database.reading`` wraps several
in one READ ONLY transaction (two round trips more), ``Database.writing`` is for the rest. Dead
connections are noticed without a round trip: an idle connection has nothing to say, so one whose
socket is readable was closed by the server and is replaced before it is handed out.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Protocol, Self

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from crm_desktop.database.failures import expected_failures, failure_of, is_no_answer
from crm_desktop.database.open_lines import OpenLines
from crm_desktop.database.patient_connection import PatientConnection
from crm_desktop.database.server_address import effective_settings, plain_dsn, read_address
from crm_desktop.database.server_hosts import (
    SECONDS_A_HOST,
    session_wanted,
    with_host_first,
)
from crm_desktop.database.slow_lines import address_with_patience
from crm_desktop.database.tls import tls_settings
from crm_desktop.errors.database import DatabaseUnreachable

STATEMENT_TIMEOUT_MS = 5_000
LOCK_TIMEOUT_MS = 4_000
IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000

_NETWORK = {
    "connect_timeout": str(SECONDS_A_HOST),
    "keepalives": "1",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "6000",
}


# The server, too, must notice that a desk is gone, and give up what it held. No keep-alive is sent
# while something is not acknowledged, so one limit is not enough.
_NETWORK_OF_SERVER = {
    "tcp_keepalives_idle": 5,
    "tcp_keepalives_interval": 2,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 6_000,
}
_END_OWN = b"""
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE pid = ANY(%s) AND usename = SESSION_USER AND pid <> pg_backend_pid()
"""
_ALLOW = text("SELECT set_config('statement_timeout', :limit, true)")


@dataclass(frozen=True, slots=True)
class ConnectionKind:
    """What a connection may do; a time limit of 0 means none.

    ``autocommit``: each statement is its own transaction and costs one round trip.
    """

    program: str = "crm-desktop"
    read_only: bool = False
    autocommit: bool = False
    statement_timeout_ms: int = STATEMENT_TIMEOUT_MS


def connection_text(dsn: str, kind: ConnectionKind) -> str:
    """Return ``dsn`` (URL or keywords) with our limits added; what it says itself wins.

    A connection to another computer is encrypted, and its server must prove who it is. Of several
    hosts it leads to the one that takes writes.

    Raises:
        BadServerAddress: ``dsn`` cannot be read.
        TlsDowngradeRefused: ``dsn`` or the environment asks for a connection that is not safe.
    """
    given = read_address(dsn)
    effective = effective_settings(given)
    settings = {
        **_NETWORK_OF_SERVER,
        "timezone": "UTC",
        "statement_timeout": kind.statement_timeout_ms,
        "lock_timeout": LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT_MS,
        # Small questions: compiling them or sharing them out costs more than they do.
        "jit": "off",
        "max_parallel_workers_per_gather": 0,
        # Questions asked one by one are the same few over and over, written so that one plan
        # serves all values; planning the search anew at each key costs as much as searching.
        "plan_cache_mode": "force_generic_plan" if kind.autocommit else "auto",
    }
    if kind.autocommit:
        settings["synchronous_commit"] = "off"
    if kind.read_only:
        settings["default_transaction_read_only"] = "on"
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    own = {**_NETWORK, "client_encoding": "UTF8"}
    said = {"application_name": kind.program, **given, **tls_settings(given, effective)}
    wanted = session_wanted(given, effective, read_only=kind.read_only)
    given_options = {"options": f"{options} {given.get('options', '')}".strip()}
    return make_conninfo("", **{**own, **said, **wanted, **given_options})


def make_engine(dsn: str, kind: ConnectionKind | None = None, *, pool_size: int = 4) -> Engine:
    """Return an engine for ``dsn``, which may be a URL or libpq's keywords; nothing is opened yet.

    Raises:
        BadServerAddress, TlsDowngradeRefused: see ``connection_text``.
    """
    kind = kind or ConnectionKind()
    address = connection_text(dsn, kind)
    return _engine(lambda kind: _connect(address, kind), kind, pool_size)


class ReportReader(Protocol):
    """Another server that can be read for reports."""

    def reading(self, *, fresh: bool) -> AbstractContextManager[Session]:
        """Yield a session in a READ ONLY transaction; see `Database.reporting`."""

    def close(self) -> None:
        """Close its connections."""


class Database:
    """Hands out one session per piece of work, for the thread that asks."""

    def __init__(
        self,
        dsn: str,
        *,
        program: str = "crm-desktop",
        pool_size: int = 4,
        statement_timeout_ms: int = STATEMENT_TIMEOUT_MS,
    ) -> None:
        """Open nothing yet: the first piece of work connects.

        Raises:
            BadServerAddress, TlsDowngradeRefused: see ``connection_text``.
        """
        self._dsn = plain_dsn(dsn)
        self._last_host = ("", 0)
        self._replica: ReportReader | None = None
        self.lines = OpenLines()
        self._left_behind: tuple[int, ...] = ()
        self._is_closed = False
        connection_text(dsn, ConnectionKind())
        base = ConnectionKind(program, statement_timeout_ms=statement_timeout_ms)
        asking, reading = replace(base, autocommit=True), replace(base, read_only=True)
        self._engines = [
            _engine(self._connect_as, kind, pool_size) for kind in (asking, reading, base)
        ]
        for engine in self._engines:
            event.listen(engine, "invalidate", self._on_lost)
            event.listen(engine, "checkin", self._on_given_back)
        self._askers, self._readers, self._writers = (
            sessionmaker(engine, autoflush=engine is self._engines[-1]) for engine in self._engines
        )

    @property
    def dsn(self) -> str:
        """The address; of several hosts the one that was connected to last stands first."""
        return with_host_first(self._dsn, *self._last_host)

    @contextmanager
    def asking(self) -> Iterator[Session]:
        """Yield a session without a transaction: each statement is one round trip.

        Right for a question that is one statement; several see the database at different moments.
        Not for what a person has typed: the server answers before its record that somebody asked
        is on its disk (0.6 s at most).
        """
        with expected_failures(), self._askers() as session:
            yield session

    @contextmanager
    def settling(self) -> Iterator[Session]:
        """Yield a session like that of `asking` for a statement that decides and has to last.

        What it stored stays when a refusal is raised after it, as the record of that refusal must;
        the server answers once it, and the standby that confirms, have it on disk.
        """
        with self.asking() as session:
            session.execute(text("SET synchronous_commit = on"))
            try:
                yield session
            finally:
                session.invalidate()  # other questions do not wait for the disk

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session in a READ ONLY transaction."""
        with expected_failures(), self._readers.begin() as session:
            yield session

    @contextmanager
    def reporting(self, *, fresh: bool = False) -> Iterator[Session]:
        """Yield a session like that of `reading` for what is heavy: from a replica if there is one.

        It may be some minutes behind, as set, unless ``fresh``: then it has all that was committed
        before.
        """
        replica = self._replica
        with replica.reading(fresh=fresh) if replica else self.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session that commits when the block ends and rolls back when it raises."""
        with expected_failures(), self._writers.begin() as session:
            yield session

    def use_password(self, password: str) -> None:
        """Sign in with another password from the next connection on; open ones stay."""
        self.use_address(make_conninfo(self._dsn, password=password))

    def use_address(self, dsn: str) -> None:
        """Connect to ``dsn`` from the next connection on; open ones stay."""
        self._dsn = plain_dsn(dsn)

    def read_reports_from(self, replica: ReportReader) -> None:
        """Let `reporting` ask ``replica`` from now on, which is closed with this."""
        before, self._replica = self._replica, replica
        if before is not None:
            before.close()

    def cut(self) -> None:
        """End all open connections at once, from any thread, for a line that has gone silent.

        What waits for an answer fails as `DatabaseUnreachable`. The server may not know yet: the
        next connection tells it, or what was begun there would keep its locks.
        """
        self._left_behind += self.lines.cut()

    def close(self) -> None:
        """Close the connections nobody uses; the others close when they are given back."""
        self._is_closed = True
        for engine in self._engines:
            engine.dispose()
        if self._replica is not None:
            self._replica.close()

    def __enter__(self) -> Self:
        """Return the database itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    def _connect_as(self, kind: ConnectionKind) -> psycopg.Connection[Any]:
        connection = self._reached(kind)
        self.lines.add(connection)
        left_behind, self._left_behind = self._left_behind, ()
        if left_behind:
            _end(tuple(set(left_behind) - self.lines.numbers()), connection)
        self._last_host = (connection.info.host, connection.info.port)
        return connection

    def _on_given_back(self, connection: psycopg.Connection[Any] | None, _record: object) -> None:
        if self._is_closed and connection is not None:
            connection.close()

    def _reached(self, kind: ConnectionKind) -> psycopg.Connection[Any]:
        """Connect; whoever answers, but slowly, is given more time from now on."""
        try:
            return _connect(connection_text(self.dsn, kind), kind)
        except DatabaseUnreachable as error:
            is_late = isinstance(error.__cause__, psycopg.errors.ConnectionTimeout)
            patient = address_with_patience(self._dsn) if is_late else None
            if patient is None:
                raise
        self._dsn = patient
        return _connect(connection_text(self.dsn, kind), kind)

    def _on_lost(
        self, connection: psycopg.Connection[Any], _record: object, error: BaseException | None
    ) -> None:
        """Remember a line that failed by itself; without ``error`` we have closed it."""
        number = self.lines.forget(connection)
        if error is not None and number is not None:
            self._left_behind += (number,)


def driver_connection(session: Session) -> psycopg.Connection[Any]:
    """Return psycopg's connection under ``session``, for what SQLAlchemy has no words for."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, psycopg.Connection):
        raise TypeError(type(connection).__name__)
    return connection


def allow_time(session: Session, milliseconds: int) -> None:
    """Let each statement of the transaction of ``session`` take so long; 0 is no limit."""
    session.execute(_ALLOW, {"limit": str(milliseconds)})
    connection = driver_connection(session)
    if isinstance(connection, PatientConnection):
        connection.allow(milliseconds)


def _engine(
    connect: Callable[[ConnectionKind], psycopg.Connection[Any]],
    kind: ConnectionKind,
    pool_size: int,
) -> Engine:
    one_by_one: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None}
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(kind),
        pool_size=pool_size,
        max_overflow=2,
        pool_timeout=10,
        pool_use_lifo=True,
        hide_parameters=True,
        use_native_hstore=False,
        **(one_by_one if kind.autocommit else {}),
    )
    event.listen(engine, "checkout", _refuse_dead)
    event.listen(engine, "handle_error", _leave_what_garbles)
    if not kind.read_only:
        event.listen(engine, "handle_error", _leave_standby)
    return engine


def _connect(address: str, kind: ConnectionKind) -> psycopg.Connection[Any]:
    try:
        connection = PatientConnection.connect(address, autocommit=kind.autocommit)
    except psycopg.OperationalError as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise failure from error
    options = connection.info.get_parameters().get("options", "")
    is_ours = options.count("statement_timeout") == 1  # the address may name another
    connection.expect_within(kind.statement_timeout_ms if is_ours else 0)
    return connection


def _end(processes: tuple[int, ...], connection: psycopg.Connection[Any]) -> None:
    """End own processes at the server whose lines were cut; ours alone may be ended by us."""
    with expected_failures():
        connection.execute(_END_OWN, [list(processes)])
        connection.rollback()


def _refuse_dead(connection: psycopg.Connection[Any], *_pool_parts: object) -> None:
    if connection.closed or _is_readable(connection.pgconn.socket):
        raise DisconnectionError


def _leave_standby(context: ExceptionContext) -> None:
    """Give up all connections of the pool when their server turns out to take no writes."""
    if isinstance(context.original_exception, psycopg.errors.ReadOnlySqlTransaction):
        context.is_disconnect = True


def _leave_what_garbles(context: ExceptionContext) -> None:
    """Give up connections once what comes makes no sense: more of it may be on its way."""
    if is_no_answer(context.original_exception):
        context.is_disconnect = True


def _is_readable(socket: int) -> bool:
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(socket, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([socket], [], [], 0)[0])
