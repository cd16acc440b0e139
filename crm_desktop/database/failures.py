"""What PostgreSQL and its driver report, as errors a person can be told about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from crm_desktop.database.refused_connections import (
    database_of,
    first_line,
    login_of,
    refused_connection,
)
from crm_desktop.errors.access import RightMissing, SignInRefused
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import (
    DatabaseMissing,
    DatabaseUnreachable,
    NoPrimary,
    RecordChanged,
    ServerDiskFull,
    ServerFull,
    ServerStarting,
    TookTooLong,
)


@contextmanager
def expected_failures() -> Iterator[None]:
    """Turn failures that are no bug into ``CrmError``; everything else passes through.

    Raises:
        DatabaseUnreachable, DatabaseMissing, RightMissing, TookTooLong, RecordChanged: see there.
        SignInRefused, TlsNotOffered, …: no connection was made; all are in ``errors.access``.
    """
    try:
        yield
    except StaleDataError as error:
        raise RecordChanged("record", 0) from error
    except PoolTimeout as error:
        raise TookTooLong from error
    except DBAPIError as error:
        failure = _failure_of_statement(error)
        if failure is None:
            raise
        raise failure from error
    except psycopg.Error as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise failure from error


def failure_of(error: psycopg.Error) -> CrmError | None:
    """Return what ``error`` means to a person, or None when it is a bug of ours."""
    state = error.sqlstate
    if state is None and is_no_answer(error):
        return DatabaseUnreachable("what came is no answer")
    if state is None:
        return refused_connection(error) if isinstance(error, psycopg.OperationalError) else None
    failure = _FAILURES.get(state) or _FAILURES.get(state[:2])
    return failure(error) if failure else None


def is_no_answer(error: BaseException) -> bool:
    """Tell whether what came from the server could not be understood, as the library says."""
    said_by_us = type(error) in {psycopg.DatabaseError, psycopg.InternalError}
    return said_by_us and getattr(error, "sqlstate", None) is None


def _failure_of_statement(error: DBAPIError) -> CrmError | None:
    if isinstance(error.orig, psycopg.errors.ReadOnlySqlTransaction):
        # In a transaction that was meant to write it is the server; else it is a bug of ours.
        return failure_of(error.orig) if error.connection_invalidated else None
    if isinstance(error.orig, psycopg.Error):
        failure = failure_of(error.orig)
        if failure is not None:
            return failure
    return DatabaseUnreachable() if error.connection_invalidated else None


_FAILURES: dict[str, Callable[[psycopg.Error], CrmError]] = {
    "28": lambda error: SignInRefused(login_of(error)),
    "3D000": lambda error: DatabaseMissing(database_of(error)),
    "42501": lambda error: RightMissing(first_line(error)),
    "40": lambda error: TookTooLong(first_line(error)),
    "57014": lambda error: TookTooLong(first_line(error)),
    "55P03": lambda error: TookTooLong(first_line(error)),
    "25006": lambda error: NoPrimary(first_line(error)),
    "25P03": lambda error: DatabaseUnreachable(first_line(error)),
    "57P03": lambda error: ServerStarting(first_line(error)),
    "53100": lambda error: ServerDiskFull(first_line(error)),
    "53300": lambda error: ServerFull(first_line(error)),
    "08": lambda error: DatabaseUnreachable(first_line(error)),
    "53": lambda error: DatabaseUnreachable(first_line(error)),
    "57": lambda error: DatabaseUnreachable(first_line(error)),
}
