"""Why a connection was not made, told apart by the words of the server and of libpq.

A refused connection carries no SQLSTATE, and a server speaks the language it was set up in: its
words are known in English and Japanese. libpq's own are English in the driver's wheel.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import psycopg

from crm_desktop.database.tls import certificate_fault
from crm_desktop.errors.access import (
    CaFileUnreadable,
    CertificateForOtherHost,
    CertificateNotTrusted,
    ClientCertificateDemanded,
    LoginLocked,
    NotAllowedFromHere,
    RightMissing,
    SignInRefused,
    TlsNotOffered,
    TooManyLogins,
    UnsafeSignIn,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import (
    DatabaseMissing,
    DatabaseUnreachable,
    ServerFull,
    ServerStarting,
)


def refused_connection(error: psycopg.OperationalError) -> CrmError:
    """Return what a failure without SQLSTATE means; ``DatabaseUnreachable`` when nothing else."""
    words = str(error)
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, words):
            return meaning(error)
    return DatabaseUnreachable(first_line(error))


def first_line(error: psycopg.Error) -> str:
    """Return the first line of what was said; the others may hold values of rows."""
    return str(error).strip().partition("\n")[0]


def login_of(error: psycopg.Error) -> str:
    """Return who wanted to connect; "" when that is not known any more."""
    return error.pgconn.user.decode(errors="replace") if error.pgconn else ""


def database_of(error: psycopg.Error) -> str:
    """Return the name of the database that was asked for; "" when that is not known any more."""
    return error.pgconn.db.decode(errors="replace") if error.pgconn else ""


def _host(error: psycopg.Error) -> str:
    return error.pgconn.host.decode(errors="replace") if error.pgconn else ""


def _settings(error: psycopg.Error) -> dict[str, str]:
    options = error.pgconn.info if error.pgconn else []
    return {option.keyword.decode(): (option.val or b"").decode() for option in options}


def _certificate_fault(error: psycopg.Error) -> CrmError:
    settings = _settings(error)
    address, port = settings.get("hostaddr", _host(error)), settings.get("port", "")
    if not port.isdigit() or "," in address:
        return CertificateNotTrusted(_host(error))
    return certificate_fault(_host(error), address, int(port), settings.get("sslrootcert", ""))


def _other_host(error: psycopg.Error) -> CrmError:
    named = re.search('certificate for "([^"]*)"', str(error))
    return CertificateForOtherHost(_host(error), named[1] if named else "")


_MEANINGS: tuple[tuple[str, Callable[[psycopg.Error], CrmError]], ...] = (
    # A wrong password, an unknown login and an expired password are one to the server.
    (
        "password authentication failed|パスワード認証に失敗|no password supplied"
        "|[Pp]eer authentication failed|対向.*認証に失敗"
        '|role ".*" does not exist|ロール".*"は存在しません',
        lambda error: SignInRefused(login_of(error)),
    ),
    (
        "is not permitted to log in|ログイン[がを]許可されていません",
        lambda error: LoginLocked(login_of(error)),
    ),
    (
        "too many connections for role|ロール.*接続が多すぎます",
        lambda error: TooManyLogins(login_of(error)),
    ),
    (
        "valid client certificate|有効なクライアント証明|certificate authentication failed"
        "|証明書認証に失敗|alert certificate required",
        lambda error: ClientCertificateDemanded(login_of(error)),
    ),
    (r"pg_hba\.conf", lambda error: NotAllowedFromHere(login_of(error))),
    ("permission denied|権限がありません", lambda error: RightMissing(first_line(error))),
    (
        'database ".*" does not exist|データベース.*存在しません',
        lambda error: DatabaseMissing(database_of(error)),
    ),
    (
        "database system is|the database is not yet accepting|データベースシステムは",
        lambda error: ServerStarting(first_line(error)),
    ),
    (
        "too many (clients|connections)|connection slots are reserved|接続が多すぎます"
        "|クライアント数が多すぎます|not currently accepting connections",
        lambda error: ServerFull(first_line(error)),
    ),
    ("authentication method requirement", lambda error: UnsafeSignIn(_host(error))),
    (
        "server does not support SSL|SSL error: unsupported protocol|alert protocol version",
        lambda error: TlsNotOffered(_host(error)),
    ),
    ("certificate verify failed", _certificate_fault),
    ("server certificate for .* does not match host name", _other_host),
    (
        "root certificate file",
        lambda error: CaFileUnreadable(_settings(error).get("sslrootcert", "")),
    ),
)
