"""Why a connection was not made, told apart by the words of the server and of libpq.

A refused connection carries no SQLSTATE, and a server speaks the language it was set up in: its
words are known in English and Japanese. libpq's own are English in the driver's wheel.

Of several hosts each said something of its own: what somebody can do something about comes before
that one is only away or only a standby.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

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
    NoPrimary,
    ServerFull,
    ServerStarting,
)


def refused_connection(error: psycopg.OperationalError) -> CrmError:
    """Return what a failure without SQLSTATE means; ``DatabaseUnreachable`` when nothing else."""
    refusals = _refusals(error)
    for pattern, meaning in _MEANINGS:
        for refusal in refusals:
            if re.search(pattern, refusal.words):
                return meaning(refusal)
    return DatabaseUnreachable("; ".join(refusal.first_line for refusal in refusals))


def first_line(error: psycopg.Error) -> str:
    """Return the first line of what was said; the others may hold values of rows."""
    return str(error).strip().partition("\n")[0]


def login_of(error: psycopg.Error) -> str:
    """Return who wanted to connect; "" when that is not known any more."""
    return error.pgconn.user.decode(errors="replace") if error.pgconn else ""


def database_of(error: psycopg.Error) -> str:
    """Return the name of the database that was asked for; "" when that is not known any more."""
    return error.pgconn.db.decode(errors="replace") if error.pgconn else ""


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What one host, or the way to it, said; ``host`` and ``address`` are "" where unknown."""

    error: psycopg.Error
    words: str
    host: str
    address: str
    port: str

    @property
    def first_line(self) -> str:
        return self.words.strip().partition("\n")[0]

    @property
    def login(self) -> str:
        return login_of(self.error)

    @property
    def roots(self) -> str:
        return _settings(self.error).get("sslrootcert", "")


# What the driver writes before the words of each host when it has tried several.
_ONE_OF_SEVERAL = re.compile(
    r"^- host: (?:'([^'\n]*)'|None), port: (?:'([^'\n]*)'|None), hostaddr: (?:'([^'\n]*)'|None): ",
    re.MULTILINE,
)


def _refusals(error: psycopg.Error) -> list[_Refusal]:
    words = str(error)
    heads = list(_ONE_OF_SEVERAL.finditer(words))
    if not heads:
        host = error.pgconn.host.decode(errors="replace") if error.pgconn else ""
        settings = _settings(error)
        address, port = settings.get("hostaddr", host), settings.get("port", "")
        return [_Refusal(error, words, host, address, port)]
    ends = [head.start() for head in heads[1:]] + [len(words)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        host, port, address = (part or "" for part in head.groups())
        found.append(_Refusal(error, words[head.end() : end], host, address or host, port))
    return found


def _settings(error: psycopg.Error) -> dict[str, str]:
    options = error.pgconn.info if error.pgconn else []
    return {option.keyword.decode(): (option.val or b"").decode() for option in options}


def _certificate_fault(refusal: _Refusal) -> CrmError:
    if not refusal.port.isdigit() or "," in refusal.address:
        return CertificateNotTrusted(refusal.host)
    return certificate_fault(refusal.host, refusal.address, int(refusal.port), refusal.roots)


def _other_host(refusal: _Refusal) -> CrmError:
    named = re.search('certificate for "([^"]*)"', refusal.words)
    return CertificateForOtherHost(refusal.host, named[1] if named else "")


_MEANINGS: tuple[tuple[str, Callable[[_Refusal], CrmError]], ...] = (
    # A wrong password, an unknown login and an expired password are one to the server.
    (
        "password authentication failed|パスワード認証に失敗|no password supplied"
        "|[Pp]eer authentication failed|対向.*認証に失敗"
        '|role ".*" does not exist|ロール".*"は存在しません',
        lambda refusal: SignInRefused(refusal.login),
    ),
    (
        "is not permitted to log in|ログイン[がを]許可されていません",
        lambda refusal: LoginLocked(refusal.login),
    ),
    (
        "too many connections for role|ロール.*接続が多すぎます",
        lambda refusal: TooManyLogins(refusal.login),
    ),
    (
        "valid client certificate|有効なクライアント証明|certificate authentication failed"
        "|証明書認証に失敗|alert certificate required",
        lambda refusal: ClientCertificateDemanded(refusal.login),
    ),
    (r"pg_hba\.conf", lambda refusal: NotAllowedFromHere(refusal.login)),
    ("permission denied|権限がありません", lambda refusal: RightMissing(refusal.first_line)),
    (
        'database ".*" does not exist|データベース.*存在しません',
        lambda refusal: DatabaseMissing(database_of(refusal.error)),
    ),
    (
        "database system is|the database is not yet accepting|データベースシステムは",
        lambda refusal: ServerStarting(refusal.first_line),
    ),
    (
        "too many (clients|connections)|connection slots are reserved|接続が多すぎます"
        "|クライアント数が多すぎます|not currently accepting connections",
        lambda refusal: ServerFull(refusal.first_line),
    ),
    ("authentication method requirement", lambda refusal: UnsafeSignIn(refusal.host)),
    (
        "server does not support SSL|SSL error: unsupported protocol|alert protocol version",
        lambda refusal: TlsNotOffered(refusal.host),
    ),
    ("certificate verify failed", _certificate_fault),
    ("server certificate for .* does not match host name", _other_host),
    ("root certificate file", lambda refusal: CaFileUnreadable(refusal.roots)),
    (
        "session is read-only|server is in hot standby mode",
        lambda refusal: NoPrimary(refusal.first_line),
    ),
)
