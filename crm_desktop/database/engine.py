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
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from crm_desktop.database.failures import expected_failures, failure_of
from crm_desktop.database.server_address import plain_dsn, read_address
from crm_desktop.database.tls import tls_settings

STATEMENT_TIMEOUT_MS = 5_000
LOCK_TIMEOUT_MS = 4_000
IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000

_NETWORK = {
    "connect_timeout": "5",
    "keepalives": "1",
    "keepalives_idle": "20",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}


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

    A connection to another computer is encrypted, and its server must prove who it is.

    Raises:
        BadServerAddress: ``dsn`` cannot be read.
        TlsDowngradeRefused: ``dsn`` or the environment asks for a connection that is not safe.
    """
    given = read_address(dsn)
    settings = {
        "timezone": "UTC",
        "statement_timeout": kind.statement_timeout_ms,
        "lock_timeout": LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT_MS,
        "default_transaction_read_only": "on" if kind.read_only else "off",
        # Small questions: compiling them or sharing them out costs more than they do.
        "jit": "off",
        "max_parallel_workers_per_gather": 0,
        # Questions asked one by one are the same few over and over, written so that one plan
        # serves all values; planning the search anew at each key costs as much as searching.
        "plan_cache_mode": "force_generic_plan" if kind.autocommit else "auto",
    }
    if kind.autocommit:
        settings["synchronous_commit"] = "off"
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    own = {**_NETWORK, "application_name": kind.program, "client_encoding": "UTF8"}
    given_options = {"options": f"{options} {given.get('options', '')}".strip()}
    return make_conninfo("", **{**own, **given, **tls_settings(given), **given_options})


def make_engine(dsn: str, kind: ConnectionKind | None = None, *, pool_size: int = 4) -> Engine:
    """Return an engine for ``dsn``, which may be a URL or libpq's keywords; nothing is opened yet.

    Raises:
        BadServerAddress, TlsDowngradeRefused: see ``connection_text``.
    """
    kind = kind or ConnectionKind()
    text = connection_text(dsn, kind)
    return _engine(lambda kind: _connect(text, autocommit=kind.autocommit), kind, pool_size)


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
        self.dsn = plain_dsn(dsn)
        connection_text(dsn, ConnectionKind())
        base = ConnectionKind(program, statement_timeout_ms=statement_timeout_ms)
        asking, reading = replace(base, autocommit=True), replace(base, read_only=True)
        self._engines = [
            _engine(self._connect_as, kind, pool_size) for kind in (asking, reading, base)
        ]
        self._askers, self._readers, self._writers = (
            sessionmaker(engine, autoflush=engine is self._engines[-1]) for engine in self._engines
        )

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
    def reading(self) -> Iterator[Session]:
        """Yield a session in a READ ONLY transaction."""
        with expected_failures(), self._readers.begin() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session that commits when the block ends and rolls back when it raises."""
        with expected_failures(), self._writers.begin() as session:
            yield session

    def use_password(self, password: str) -> None:
        """Sign in with another password from the next connection on; open ones stay."""
        self.use_address(make_conninfo(self.dsn, password=password))

    def use_address(self, dsn: str) -> None:
        """Connect to ``dsn`` from the next connection on; open ones stay."""
        self.dsn = plain_dsn(dsn)

    def close(self) -> None:
        """Close the connections nobody uses; the others close when they are given back."""
        for engine in self._engines:
            engine.dispose()

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
        return _connect(connection_text(self.dsn, kind), autocommit=kind.autocommit)


def driver_connection(session: Session) -> psycopg.Connection[Any]:
    """Return psycopg's connection under ``session``, for what SQLAlchemy has no words for."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, psycopg.Connection):
        raise TypeError(type(connection).__name__)
    return connection


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
    return engine


def _connect(text: str, *, autocommit: bool) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(text, autocommit=autocommit)
    except psycopg.OperationalError as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise failure from error


def _refuse_dead(connection: psycopg.Connection[Any], *_pool_parts: object) -> None:
    if connection.closed or _is_readable(connection.pgconn.socket):
        raise DisconnectionError


def _is_readable(socket: int) -> bool:
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(socket, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([socket], [], [], 0)[0])
