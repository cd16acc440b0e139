"""A line that drops packets without a word is noticed by the systems at both of its ends.

No heartbeat of the desk has a part in it: nothing is sent but what the kernel sends. What the
settings promise is told beside what was measured; where there were no settings it would be two
hours for a line that is idle, and a quarter of an hour for one that waits for an acknowledgement.
``CRM_KEEP_ALIVES`` is how often each is done.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import psutil
import psycopg
import pytest

from crm_desktop.database.engine import ConnectionKind, Database, connection_text
from crm_desktop.database.notifications import Listener
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.errors.database import DatabaseUnreachable
from tests.faults.counts import count
from tests.faults.one_server import one_server
from tests.faults.proxy import Proxy, drop, proxy
from tests.faults.replicated import Node

TIMES = count("CRM_KEEP_ALIVES", usual=1, whole=3)
LONGEST_S = 60.0
IDLE_S, UNACKNOWLEDGED_S = 5 + 3 * 2, 6

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(max(300, TIMES * 90)),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux can drop packets"),
]
Line = psycopg.Connection[tuple[object, ...]]


@pytest.fixture(scope="module")
def server() -> Iterator[Node]:
    with one_server() as server:
        yield server


@pytest.fixture
def line(server: Node) -> Iterator[Proxy]:
    with proxy(server.address()) as line:
        yield line


def connect(line: Proxy, server: Node) -> Line:
    """Return a connection with all that the program says, and nothing of ours that watches it."""
    text = connection_text(line.dsn(server.address()), ConnectionKind())
    return psycopg.connect(text, autocommit=True)


def tell(what: str, promised_s: float, seconds: list[float]) -> None:
    print(
        f"{what}: {len(seconds)} times, promised {promised_s:.0f} s, "
        f"noticed after {min(seconds):.1f} to {max(seconds):.1f} s"
    )


def test_each_line_of_a_desk_asks_the_kernel_to_watch_it(line: Proxy, server: Node) -> None:
    dsn = line.dsn(server.address())
    with ExitStack() as lines:
        database = lines.enter_context(Database(dsn))
        for way in (database.asking, database.reading, database.writing, database.settling):
            lines.enter_context(way()).connection()
        lines.enter_context(Listener(dsn, "news"))
        lock = SessionLock(dsn, "one of many")
        lines.callback(lock.close)
        lock.hold()

        watched = [options(end) for end in ends_of(line.port)]

    assert watched == [(1, 5, 2, 3, 6_000)] * 6


@contextmanager
def borrowed(number: int) -> Iterator[socket.socket]:
    with socket.socket(fileno=os.dup(number)) as end:
        yield end


def ends_of(port: int) -> list[int]:
    """Return the numbers of this process's sockets that are connected to ``port``."""
    open_ones = psutil.Process().net_connections("tcp")
    return [one.fd for one in open_ones if one.raddr and one.raddr.port == port]


def options(number: int) -> tuple[int, ...]:
    """Return what the kernel does for a socket, as it says itself."""
    names = ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_USER_TIMEOUT")
    with borrowed(number) as end:
        kept = end.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        told = [end.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) for name in names]
    return (kept, *told)


def test_the_server_is_asked_to_watch_its_end(line: Proxy, server: Node) -> None:
    names = ("keepalives_idle", "keepalives_interval", "keepalives_count", "user_timeout")
    with connect(line, server) as desk:
        row = desk.execute(f"SELECT {', '.join(map(setting_of, names))}").fetchone()

    assert row == ("5", "2", "3", "6000")


def setting_of(name: str) -> str:
    return f"(SELECT setting FROM pg_settings WHERE name = 'tcp_{name}')"


def test_line_that_only_listens_is_noticed_dead(line: Proxy, server: Node) -> None:
    seconds = []
    for _ in range(TIMES):
        with Listener(line.dsn(server.address()), "news") as listener:
            vanish(line)
            began = time.monotonic()
            with pytest.raises(DatabaseUnreachable):
                heard_until(listener, began + LONGEST_S)
            seconds.append(time.monotonic() - began)
    tell("desk, idle", IDLE_S, seconds)


def vanish(line: Proxy) -> None:
    """Let no packet come in any more at either side of the line and at either end."""
    time.sleep(0.1)  # acknowledgements take their time
    line.forget_lines()
    for number in ends_of(line.port):
        with borrowed(number) as end:
            drop(end)


def heard_until(listener: Listener, give_up_at: float) -> None:
    while time.monotonic() < give_up_at:
        listener.wait(give_up_at - time.monotonic())


def test_question_nobody_acknowledges_fails(line: Proxy, server: Node) -> None:
    seconds = []
    for _ in range(TIMES):
        with connect(line, server) as desk:
            vanish(line)
            began = time.monotonic()
            with pytest.raises(psycopg.OperationalError):
                desk.execute("SELECT '髙橋'")
            seconds.append(time.monotonic() - began)
    tell("desk, unacknowledged", UNACKNOWLEDGED_S, seconds)


def wait_idle(desk: Line) -> None:
    """Hold locks and say nothing more."""


def wait_for_much(desk: Line) -> None:
    """Hold locks, and be gone when a large answer comes."""
    desk.pgconn.send_query(b"SELECT pg_sleep(0.5), repeat('x', 30000000)")
    desk.pgconn.flush()


def wait_for_little(desk: Line) -> None:
    """Hold locks, and be gone when an answer comes that fits the server's buffer."""
    desk.pgconn.send_query(b"SELECT pg_sleep(0.5)")
    desk.pgconn.flush()


@pytest.mark.parametrize(
    ("last_words", "promised_s"),
    [
        (wait_idle, IDLE_S),
        (wait_for_little, UNACKNOWLEDGED_S + 0.5),
        pytest.param(wait_for_much, UNACKNOWLEDGED_S + 0.5, marks=pytest.mark.faults),
    ],
)
def test_server_takes_back_what_a_vanished_desk_held(
    line: Proxy, server: Node, last_words: Callable[[Line], None], promised_s: float
) -> None:
    seconds = []
    for _ in range(TIMES):
        with connect(line, server) as desk, server.owner() as owner:
            hold_locks(desk)
            last_words(desk)
            vanish(line)
            began = time.monotonic()
            take_locks(owner)
            seconds.append(time.monotonic() - began)
            desk.pgconn.finish()
    tell(f"server, {last_words.__name__}", promised_s, seconds)


def hold_locks(desk: Line) -> None:
    """Hold a row, a table and an advisory lock in a transaction that stays open."""
    desk.execute("SELECT pg_advisory_lock(7)")
    desk.execute("CREATE TABLE IF NOT EXISTS held AS SELECT 1 AS id")
    desk.execute("BEGIN")
    desk.execute("UPDATE held SET id = 1")


def take_locks(owner: Line) -> None:
    """Wait for all of them; the owner has waited no longer than its patience."""
    owner.execute(f"SET statement_timeout = {int(LONGEST_S * 1000)}")
    owner.execute("UPDATE held SET id = 2")
    owner.execute("SELECT pg_advisory_lock(7), pg_advisory_unlock(7)")
