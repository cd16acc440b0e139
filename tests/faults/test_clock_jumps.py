"""Clocks that jump by two days and back, the server's and a desk's, while somebody works.

``CRM_CLOCK_JUMPS`` is how often each happens.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.audit import verify_audit
from tests.builders import a_customer
from tests.faults.counts import count
from tests.faults.crowd import Crowd, outcome, seated
from tests.faults.killable_server import KillableServer
from tests.faults.scripted_desk import ScriptedDesk
from tests.faults.test_desk_killed import wait_for_draft
from tests.faults.wrong_clock import WrongClock, needs_faketime

TIMES = count("CRM_CLOCK_JUMPS", usual=1, whole=20)
DESKS = 4
JUMPS = ("+2d", "+0", "-2d", "+0")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(max(300, TIMES * 60)),
    needs_faketime,
]


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[KillableServer, WrongClock]]:
    """A server whose clock is the test's."""
    with tempfile.TemporaryDirectory(prefix="crm-clock-") as folder:
        Path(folder).chmod(0o755)
        clock = WrongClock(Path(folder) / "clock")
        server = KillableServer(Path(folder) / "office")
        server.start()
        server.stop()
        with clock.given():
            server.start()
        yield server, clock
        server.remove()


def server_is_off(server: KillableServer) -> timedelta:
    with server.owner() as owner:
        row = owner.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    assert isinstance(row[0], datetime)
    return row[0] - datetime.now(UTC)


def test_server_jumps_and_nothing_is_lost(
    office: tuple[KillableServer, WrongClock], tmp_path: Path
) -> None:
    server, clock = office
    seconds = []
    with Crowd(seated(server, tmp_path, DESKS, rest_s=0.05), processes=1) as crowd:
        crowd.wait_for_all(time.monotonic())
        for _ in range(TIMES):
            for jump in JUMPS:
                clock.jump(jump)
                jumped_at = time.monotonic()
                is_off = server_is_off(server)
                assert abs(is_off) > timedelta(days=1) or jump == "+0"
                seconds.append(crowd.wait_for_all(jumped_at))
        crowd.finish()
    found = outcome(crowd.events(), server)
    print(f"server: {len(seconds)} jumps, all saved again after {max(seconds):.1f} s; {found}")
    assert found.is_clean
    with Database(server.server.admin_url) as database, database.reading() as session:
        assert verify_audit(session).damages == ()


def test_desk_jumps_and_nothing_is_lost(
    office: tuple[KillableServer, WrongClock], tmp_path: Path
) -> None:
    """What is typed is stored once, whatever the desk's clock says, and nothing in the future."""
    server, _right = office
    clock, customer_id = WrongClock(tmp_path / "clock"), customer_of(server)
    typed: list[str] = []
    with a_desk(server, "tadokoro", "201", clock, tmp_path) as desk:
        for jump in JUMPS * TIMES:
            typed.append(f"{len(typed)} {jump} 髙橋様のお話")
            begin(desk, customer_id, typed[-1][:5])
            clock.jump(jump)
            desk.do(f"type {typed[-1][5:]}")
            desk.do("save")
            desk.wait("state", lambda state: not state["unsaved"])
            desk.do("home")

    rows = notes_of(server, customer_id)
    print(f"desk: {len(typed)} jumps while it typed, lost or doubled {len(rows) - len(typed)}")
    assert [body for body, _late_s in rows] == typed
    assert all(0 <= late_s < 3 * 86_400 for _body, late_s in rows)


@pytest.mark.parametrize("jump", ["+2d", "-2d"])
def test_draft_outlives_a_kill_and_a_jump(
    jump: str, office: tuple[KillableServer, WrongClock], tmp_path: Path
) -> None:
    server, _right = office
    clock, customer_id = WrongClock(tmp_path / "clock"), customer_of(server)
    dsn = server.person("ahead" if jump == "+2d" else "behind")
    with clock.given(), ScriptedDesk(dsn, tmp_path / "desk") as desk:
        begin(desk, customer_id, "﨑の字は立つ崎")
        wait_for_draft(tmp_path / "desk", {})
    clock.jump(jump)
    with clock.given(), ScriptedDesk(dsn, tmp_path / "desk") as desk:
        desk.wait("drafts", len)
        desk.do("bring")
        desk.wait("state", lambda state: state["body"] == "﨑の字は立つ崎")
        desk.do("save")
        desk.wait("state", lambda state: not state["unsaved"])
        desk.wait("drafts", lambda drafts: drafts == [])

    assert [body for body, _late_s in notes_of(server, customer_id)] == ["﨑の字は立つ崎"]


def a_desk(
    server: KillableServer, login: str, extension: str, clock: WrongClock, folder: Path
) -> ScriptedDesk:
    """Return a new person's desk that goes by ``clock``."""
    dsn = server.person(login, extension=extension)
    with clock.given():
        return ScriptedDesk(dsn, folder / "desk")


def begin(desk: ScriptedDesk, customer_id: int, words: str) -> None:
    """Open the card and begin to type."""
    desk.do(f"open {customer_id}")
    desk.wait("state", lambda state: state["card"] == customer_id)
    desk.do(f"type {words}")


def customer_of(server: KillableServer) -> int:
    with Database(server.server.admin_url) as database, database.writing() as session:
        return a_customer(session, "髙橋 美智子").id


def notes_of(server: KillableServer, customer_id: int) -> list[tuple[str, float]]:
    """Return the notes of a customer, and how long before it was stored each was begun (s)."""
    with server.owner() as owner:
        rows = owner.execute(NOTES, [customer_id]).fetchall()
    return [(str(body), float(str(late_s))) for body, late_s in rows]


NOTES = """
SELECT body, extract(epoch FROM created_at - happened_at) FROM contact_note
 WHERE customer_id = %s ORDER BY id
"""
