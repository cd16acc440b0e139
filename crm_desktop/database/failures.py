"""What PostgreSQL and its driver report, as errors a person can be told about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from crm_desktop.errors.access import RightMissing, SignInRefused
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import (
    DatabaseMissing,
    DatabaseUnreachable,
    RecordChanged,
    TookTooLong,
)

# A refused connection carries no SQLSTATE, and the server speaks its own language.
_PASSWORD_WORDS = ("password authentication failed", "パスワード認証に失敗", "no password supplied")
_SIGN_IN_WORDS = ("peer authentication failed", "is not permitted to log in", "pg_hba.conf")
_RIGHT_WORDS = ("permission denied", "権限がありません")
_NO_DATABASE_WORDS = ('database "', "データベース")
_MISSING_WORDS = ("does not exist", "存在しません")


@contextmanager
def expected_failures() -> Iterator[None]:
    """Turn failures that are no bug into ``CrmError``; everything else passes through.

    Raises:
        DatabaseUnreachable, SignInRefused, DatabaseMissing, RightMissing, TookTooLong,
        RecordChanged: see there.
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
    if state is None:
        return _failure_of_connecting(error)
    failure = _FAILURES.get(state) or _FAILURES.get(state[:2])
    return failure(error) if failure else None


def _failure_of_statement(error: DBAPIError) -> CrmError | None:
    if isinstance(error.orig, psycopg.Error):
        failure = failure_of(error.orig)
        if failure is not None:
            return failure
    return DatabaseUnreachable() if error.connection_invalidated else None


def _failure_of_connecting(error: psycopg.Error) -> CrmError | None:
    if not isinstance(error, psycopg.OperationalError):
        return None
    words = str(error)
    if any(word in words for word in _PASSWORD_WORDS + _SIGN_IN_WORDS):
        return SignInRefused(_login(error))
    if any(word in words for word in _RIGHT_WORDS):
        return RightMissing(_first_line(error))
    if any(word in words for word in _NO_DATABASE_WORDS) and any(
        word in words for word in _MISSING_WORDS
    ):
        return DatabaseMissing(_database(error))
    if 'role "' in words and _MISSING_WORDS[0] in words:
        return SignInRefused(_login(error))
    return DatabaseUnreachable(_first_line(error))


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0]


def _login(error: psycopg.Error) -> str:
    return error.pgconn.user.decode(errors="replace") if error.pgconn else ""


def _database(error: psycopg.Error) -> str:
    return error.pgconn.db.decode(errors="replace") if error.pgconn else ""


_FAILURES: dict[str, Callable[[psycopg.Error], CrmError]] = {
    "28": lambda error: SignInRefused(_login(error)),
    "3D000": lambda error: DatabaseMissing(_database(error)),
    "42501": lambda error: RightMissing(_first_line(error)),
    "57014": lambda error: TookTooLong(_first_line(error)),
    "55P03": lambda error: TookTooLong(_first_line(error)),
    "25P03": lambda error: DatabaseUnreachable(_first_line(error)),
    "08": lambda error: DatabaseUnreachable(_first_line(error)),
    "53": lambda error: DatabaseUnreachable(_first_line(error)),
    "57": lambda error: DatabaseUnreachable(_first_line(error)),
}
