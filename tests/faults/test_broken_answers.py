"""A server, or what stands before it, stops in the middle of an answer or says what is none.

The line is alive all the while: each packet is acknowledged, so no keep-alive notices anything.
``CRM_BROKEN_ANSWERS`` is how often each happens.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database, allow_time
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.database import DatabaseUnreachable
from tests.app.watched_day import shows_card
from tests.faults.counts import count
from tests.faults.crash_points import soon_and_later
from tests.faults.far_desk import FarDesk, far_desk
from tests.faults.killable_server import KillableServer
from tests.faults.proxy import Proxy, proxy
from tests.faults.spoiled_answers import Garbled, Halved, Swallowed

TIMES = count("CRM_BROKEN_ANSWERS", usual=1, whole=3)
LARGE = text("SELECT repeat('﨑', 300000)")
SMALL = text("SELECT '髙橋'")

Ask: TypeAlias = Callable[[Database], AbstractContextManager[Session]]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(max(300, TIMES * 120))]


@pytest.fixture
def line(database_url: str) -> Iterator[Proxy]:
    with proxy(database_url) as line:
        yield line


@pytest.fixture
def far(line: Proxy, database_url: str) -> Iterator[Database]:
    with Database(line.dsn(database_url)) as far:
        yield far


@pytest.mark.parametrize(
    "ask", soon_and_later([Database.reading, Database.asking, Database.writing], 1)
)
def test_half_an_answer_is_none(far: Database, line: Proxy, ask: Ask) -> None:
    line.spoil(Halved)
    began = time.monotonic()
    with pytest.raises(DatabaseUnreachable), ask(far) as session:
        session.execute(LARGE)
    print(f"given up after {time.monotonic() - began:.1f} s")

    line.pass_on()

    with ask(far) as session:
        assert session.scalar(LARGE) == "﨑" * 300_000


@pytest.mark.faults
def test_others_go_on_beside_half_an_answer(far: Database, line: Proxy) -> None:
    line.spoil(Halved)
    with pytest.raises(DatabaseUnreachable), far.reading() as session:
        with far.asking() as beside:
            assert beside.scalar(SMALL) == "髙橋"
        session.execute(LARGE)


@pytest.mark.faults
def test_commit_without_an_answer_is_not_waited_for_for_ever(far: Database, line: Proxy) -> None:
    began = time.monotonic()
    with pytest.raises(DatabaseUnreachable), far.writing() as session:
        session.execute(SMALL)
        line.spoil(Swallowed)
    print(f"given up after {time.monotonic() - began:.1f} s")


def test_who_was_allowed_time_is_waited_for(far: Database) -> None:
    with far.writing() as session:
        allow_time(session, 60_000)
        assert session.scalar(text("SELECT 1 FROM pg_sleep(10.5)")) == 1


def test_garbage_is_no_answer(far: Database, line: Proxy) -> None:
    """What it does to an answer fails as a lost line does; what comes after is whole."""
    for _ in range(TIMES):
        with far.reading() as session:
            session.execute(SMALL)
        line.spoil(lambda: Garbled(1.0))
        with pytest.raises(DatabaseUnreachable), far.reading() as session:
            session.execute(SMALL)

        line.pass_on()

        with far.reading() as session:
            assert session.scalar(SMALL) == "髙橋"


@pytest.fixture(scope="module")
def seat() -> Iterator[tuple[KillableServer, str]]:
    """A server of these tests and how Tadokoro signs in there."""
    with tempfile.TemporaryDirectory(prefix="crm-half-") as folder:
        server = KillableServer(Path(folder) / "office")
        server.start()
        yield server, server.person("tadokoro", extension="201")
        server.remove()


def test_half_a_card_is_read_again(
    seat: tuple[KillableServer, str], qtbot: QtBot, tmp_path: Path
) -> None:
    """Nobody clicks again; the heartbeat hears nothing of it, for its answers are small."""
    seconds = []
    with far_desk(*seat, qtbot, tmp_path) as desk:
        write_much_of(desk)
        for _ in range(TIMES):
            desk.program.pages.go_home()
            desk.line.spoil(Halved)
            desk.program.pages.open_customer(desk.customer_id, OpeningReason.SEARCH)
            desk.qtbot.wait(1_000)
            desk.line.pass_on()
            began = time.monotonic()
            desk.wait_until(lambda: shows_card(desk.program, desk.customer_id))
            seconds.append(time.monotonic() - began)
        desk.assert_calm()
    print(f"half a card: {TIMES} times, shown after {max(seconds):.1f} s at worst")


def write_much_of(desk: FarDesk) -> None:
    with desk.server.owner() as owner:
        owner.execute(MUCH, [desk.customer_id])


MUCH = """
INSERT INTO contact_note (operation_id, customer_id, staff_id, happened_at, body)
SELECT gen_random_uuid(), %s, (SELECT min(id) FROM staff), now() - n * interval '1 hour',
       repeat('髙橋様の長い話。', 60)
  FROM generate_series(1, 60) AS n
"""
