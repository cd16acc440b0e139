"""The primary is lost, its standby takes over: nothing is lost, nothing doubled, nobody clicks."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.fernet import Fernet
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import text

from crm_desktop.__main__ import main
from crm_desktop.app.password_changes import change_password
from crm_desktop.database.embedded_process import running_postmaster
from crm_desktop.database.engine import Database
from crm_desktop.database.operations import once
from crm_desktop.database.roles import GATEWAY
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.errors.access import SignInRefused
from crm_desktop.errors.database import DatabaseUnreachable, NoPrimary
from crm_desktop.worker.office import queue_app, work
from tests.builders import a_customer
from tests.faults.counts import count
from tests.faults.crowd import Crowd, outcome
from tests.faults.replicated import PASSWORD, Replicated, replicated
from tests.faults.simulated_desk import Seat

DESKS = 10
PROCESSES = 2
CUSTOMERS = 20
REST_S = 0.2
LONGEST_PEACE_S = 2.0
NEW_PASSWORD = "さくら咲く三月の朝に"
BACKEND = text("SELECT pg_backend_pid()")
WRITE = text("INSERT INTO tag (label) VALUES ('新聞広告')")

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pair is killed by signals"),
    pytest.mark.slow,
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def pair() -> Iterator[Replicated]:
    """A primary and a standby that confirms; each test leaves them so."""
    with replicated() as pair:
        yield pair


@pytest.fixture
def owner(pair: Replicated) -> Iterator[Database]:
    """The superuser's way to whichever of the two takes writes."""
    with Database(pair.address()) as owner:
        yield owner


@dataclass(frozen=True, slots=True)
class Failover:
    """How long until the standby took writes, and until all desks had saved something new."""

    server_s: float
    desks_s: float


def injected(pair: Replicated, crowd: Crowd, number: int) -> Failover:
    time.sleep(random.uniform(0, LONGEST_PEACE_S))
    began = time.monotonic()
    pair.fail_over()
    server_s = time.monotonic() - began
    desks_s = crowd.wait_for_all(began)
    if number % 2:
        pair.rewind_standby()
    else:
        pair.copy_standby()
    pair.confirm()
    return Failover(server_s, desks_s)


def table(failovers: list[Failover]) -> str:
    lines = ["failover  standby took writes after s  all desks saved after s"]
    lines += [
        f"{n:8}  {one.server_s:27.1f}  {one.desks_s:23.1f}" for n, one in enumerate(failovers, 1)
    ]
    after = sorted(one.desks_s for one in failovers)
    lines.append(f"seconds until normal: p50 {after[len(after) // 2]:.1f}, longest {after[-1]:.1f}")
    return "\n".join(lines)


def seats(pair: Replicated, folder: Path) -> list[Seat]:
    with Database(pair.address()) as database, database.writing() as session:
        ids = [[a_customer(session).id for _ in range(CUSTOMERS)] for _ in range(DESKS)]
    key = Fernet.generate_key().decode()
    return [
        Seat(pair.person(f"desk{n}"), f"desk{n}", str(folder / f"desk{n}"), key, ids[n], REST_S)
        for n in range(DESKS)
    ]


def test_nothing_is_lost_or_doubled(pair: Replicated, tmp_path: Path) -> None:
    with Crowd(seats(pair, tmp_path), PROCESSES) as crowd:
        crowd.wait_for_all(time.monotonic())
        numbers = range(1, count("CRM_FAILOVERS", usual=1, whole=20) + 1)
        failovers = [injected(pair, crowd, number) for number in numbers]
        crowd.finish()
        found = outcome(crowd.events(), pair)

    print(table(failovers))
    print(found)
    assert found.is_clean
    assert found.typed == found.acknowledged


def test_changed_password_is_not_lost(pair: Replicated) -> None:
    dsn = pair.person("takahashi")
    with Database(dsn) as desk:
        change_password(desk, PASSWORD, NEW_PASSWORD)

        pair.fail_over()

        with desk.asking() as session:
            assert session.scalar(text("SELECT SESSION_USER")) == "takahashi"
    with Database(dsn) as old, pytest.raises(SignInRefused), old.asking() as session:
        session.connection()
    pair.rewind_standby()
    pair.confirm()


def test_standby_alone_is_said_to_take_no_writes(pair: Replicated, owner: Database) -> None:
    with owner.writing() as session:
        left = session.scalar(BACKEND)
    pair.primary.stop()

    for way in (owner.asking, owner.reading, owner.writing):
        with pytest.raises(NoPrimary), way() as session:
            session.execute(BACKEND)

    pair.primary.start()
    with owner.writing() as session:
        assert session.scalar(BACKEND) != left


def test_primary_that_is_told_to_take_no_writes_is_left(pair: Replicated, owner: Database) -> None:
    with owner.writing() as session:
        session.execute(BACKEND)
    pair.primary.set("default_transaction_read_only", "on")
    pair.until(lambda: session_is_read_only(pair))

    for _again in range(2):
        with pytest.raises(NoPrimary), owner.writing() as session:
            session.execute(WRITE)

    with pair.owner() as fenced:
        fenced.execute("SET default_transaction_read_only = off")
        fenced.execute("ALTER SYSTEM RESET default_transaction_read_only")
        fenced.execute("SELECT pg_reload_conf()")
    pair.until(lambda: not session_is_read_only(pair))
    with owner.writing() as session:
        session.execute(WRITE)


def session_is_read_only(pair: Replicated) -> bool:
    with pair.owner() as anybody:
        return anybody.execute("SHOW default_transaction_read_only").fetchone() == ("on",)


def test_lock_of_a_gateway_is_taken_anew_at_the_new_primary(pair: Replicated) -> None:
    dsn = pair.person("gateway", (GATEWAY,))
    with closing(SessionLock(dsn, "本社の交換機")) as lock:
        assert lock.hold()

        pair.fail_over()

        with pytest.raises(DatabaseUnreachable):
            lock.hold()
        assert lock.hold()
        with closing(SessionLock(dsn, "本社の交換機")) as other:
            assert not other.hold()
    pair.copy_standby()
    pair.confirm()


@pytest.mark.faults  # it waits for the worker to look around after its minute
def test_worker_goes_on_at_the_new_primary(pair: Replicated, owner: Database) -> None:
    looks: list[int] = []
    with working(pair.address(), owner, lambda: looks.append(len(looks))):
        pair.until(lambda: len(looks) == 1)

        pair.fail_over()

        pair.until(lambda: len(looks) == 2)
    pair.rewind_standby()
    pair.confirm()


@contextmanager
def working(dsn: str, database: Database, each_minute: Callable[[], None]) -> Iterator[None]:
    """Let a worker work in a thread; it looks around at each beginning, then after a minute."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    working = work(queue_app(dsn), database, ["locate"], stop=stop, each_minute=each_minute)
    with ThreadPoolExecutor(1) as lane:
        ended = lane.submit(loop.run_until_complete, working)
        yield
        loop.call_soon_threadsafe(stop.set)
        ended.result(60)
    loop.close()


def test_server_that_answers_no_more_is_left(pair: Replicated, owner: Database) -> None:
    frozen = running_postmaster(pair.primary.folder)
    assert frozen is not None
    os.kill(frozen.pid, signal.SIGSTOP)
    pair.standby.promote()

    with Database(pair.address(first=pair.primary.name)) as late:
        with late.writing() as session:
            session.execute(BACKEND)
        assert str(conninfo_to_dict(late.dsn)["port"]).startswith(str(pair.standby.port))

    os.kill(frozen.pid, signal.SIGCONT)
    pair.primary.stop()
    pair.primary, pair.standby = pair.standby, pair.primary
    pair.copy_standby()
    pair.confirm()


def test_saving_done_before_a_crash_is_acknowledged_once_the_standby_has_it(
    pair: Replicated,
) -> None:
    operation, dsn = uuid4(), pair.person("sakamoto")
    pair.standby.stop()
    with Database(dsn) as desk, ThreadPoolExecutor(1) as lane:
        first = lane.submit(save, desk, operation)
        while (killed := waiting_for_standby(pair)) is None:
            time.sleep(0.05)
        os.kill(killed, signal.SIGKILL)
        with pytest.raises(DatabaseUnreachable):
            first.result(60)

        again = lane.submit(save_at_last, desk, operation)
        pair.until(lambda: waiting_after_crash(pair) not in (None, killed))
        assert not again.done()
        pair.confirm()

        assert again.result(60) == "はい"


def save(desk: Database, operation: UUID) -> object:
    with desk.writing() as session:
        return once(session, operation, lambda: "はい")


def save_at_last(desk: Database, operation: UUID) -> object:
    while True:
        with suppress(DatabaseUnreachable):
            return save(desk, operation)
        time.sleep(0.1)


def waiting_for_standby(pair: Replicated) -> int | None:
    """Return the process of a commit that the standby has not confirmed, or None."""
    with pair.owner() as owner:
        row = owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        ).fetchone()
    return int(str(row[0])) if row else None


def waiting_after_crash(pair: Replicated) -> int | None:
    """Do the same while the server may still be about to go down, or to come up."""
    with suppress(psycopg.OperationalError):
        return waiting_for_standby(pair)
    return None


def test_status_tells_who_confirms(pair: Replicated, capsys: pytest.CaptureFixture[str]) -> None:
    def status(address: str) -> str:
        main(["db", "status", "--dsn", address])
        return capsys.readouterr().out

    standby = pair.standby.name
    confirms = f"Standby {standby}: streaming, confirms each saving"
    pair.until(lambda: confirms in status(pair.address()))
    assert "This server is a standby" in status(pair.standby.address())

    pair.standby.stop()
    pair.until(lambda: pair._asks("SELECT count(*) = 0 FROM pg_stat_replication"))
    assert "No saving is finished" in status(pair.address())
    pair.confirm()
