from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY
from crm_desktop.database.session_lock import SILENT_AT_MOST_S, SessionLock
from crm_desktop.errors.database import DatabaseUnreachable
from tests.conftest import LoginOf

HOLDER = """
import sys, time
from crm_desktop.database.session_lock import SessionLock
lock = SessionLock(sys.argv[1], "本社の交換機")
print(lock.hold(), flush=True)
time.sleep(60)
"""

LOCKS = """
SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
 WHERE l.locktype = 'advisory' AND d.datname = current_database()
"""


@pytest.fixture
def dsn(login_of: LoginOf) -> str:
    return login_of(GATEWAY)


@pytest.fixture
def lock(dsn: str) -> Iterator[SessionLock]:
    lock = SessionLock(dsn, "本社の交換機")
    yield lock
    lock.close()


def test_one_holds_it_until_it_lets_go(dsn: str, lock: SessionLock) -> None:
    other = SessionLock(dsn, "本社の交換機")

    assert [lock.hold(), other.hold(), lock.hold()] == [True, False, True]
    lock.close()
    while not other.hold():  # the server notices a moment later
        time.sleep(0.01)
    other.close()


def test_other_names_are_other_locks(dsn: str, lock: SessionLock) -> None:
    other = SessionLock(dsn, "支社の交換機")

    assert [lock.hold(), other.hold()] == [True, True]
    other.close()


def test_holder_that_is_killed_has_lost_it(dsn: str, lock: SessionLock) -> None:
    line = [sys.executable, "-c", HOLDER, dsn]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not lock.hold()
        holder.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        holder.wait(20)

    while not lock.hold():
        time.sleep(0.01)


def test_holder_that_lost_its_connection_knows_it(
    dsn: str, lock: SessionLock, database: Database
) -> None:
    lock.hold()
    with psycopg.connect(database.dsn) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'crm-desktop lock' AND datname = current_database()"
        )

    with pytest.raises(DatabaseUnreachable):
        lock.hold()
    assert lock.hold()


def test_server_ends_a_holder_that_says_nothing(
    lock: SessionLock, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SILENT_AT_MOST_S == 15
    monkeypatch.setattr("crm_desktop.database.session_lock.SILENT_AT_MOST_S", "1")

    assert lock.hold()

    with psycopg.connect(database.dsn, autocommit=True) as owner:
        while owner.execute(LOCKS).fetchone() is not None:
            time.sleep(0.01)
