"""What happens to the line while somebody types: all of it is stored, once, without a click.

``CRM_NETWORK_TIMES`` is how often each fault happens; the seconds until a desk is as it was are
printed (``-rP``).
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.database.roles import ADMIN
from crm_desktop.ui.new_customer.state import Field
from tests.faults import network_faults as faults
from tests.faults.counts import count
from tests.faults.crash_points import soon_and_later
from tests.faults.far_desk import FarDesk, far_desk
from tests.faults.killable_server import KillableServer
from tests.faults.network_faults import Fault

TIMES = count("CRM_NETWORK_TIMES", usual=1, whole=5)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(max(300, TIMES * 60))]


@pytest.fixture(scope="module")
def seat() -> Iterator[tuple[KillableServer, str]]:
    """A server of these tests with room for few, and how Tadokoro signs in there."""
    with tempfile.TemporaryDirectory(prefix="crm-net-") as folder:
        server = KillableServer(Path(folder) / "office", max_connections="30")
        server.start()
        yield server, server.person("tadokoro", extension="201")
        server.remove()


@pytest.fixture
def desk(seat: tuple[KillableServer, str], qtbot: QtBot, tmp_path: Path) -> Iterator[FarDesk]:
    with far_desk(*seat, qtbot, tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(
    "kind",
    soon_and_later(
        [
            faults.Cut,
            faults.HalfOpen,
            faults.Forgotten,
            faults.Crash,
            faults.Slow,
            faults.Flapping,
            faults.Swallowing,
            faults.Garbling,
            faults.NameGone,
            faults.Restart,
            faults.Terminated,
            faults.Full,
            faults.Locked,
            faults.Idle,
        ],
        4,
    ),
)
def test_what_is_typed_is_stored_once(
    desk: FarDesk, kind: Callable[[], Fault], record_property: Callable[[str, object], None]
) -> None:
    typed, seconds = [], []
    for number in range(TIMES):
        body = f"{number} 髙橋様より、折り返しのお願い"
        desk.open_card()
        seconds.append(go_through(desk, kind(), body))
        typed.append(f"{body}。続きも。")

    assert desk.bodies() == typed
    desk.assert_calm()
    record_property("seconds_until_normal", seconds)
    worst, usual = max(seconds), statistics.median(seconds)
    print(
        f"{kind.__name__}: {len(seconds)} times, normal after {usual:.1f} s, {worst:.1f} s at worst"
    )


def go_through(desk: FarDesk, fault: Fault, body: str) -> float:
    """Type while ``fault`` happens; return the seconds from its end until all is as it was."""
    note = desk.program.card.note
    desk.type(body)
    note.save()
    time.sleep(random.uniform(0, 0.02))
    fault.begin(desk)
    desk.type(f"{body}。続きも。")
    note.save()
    desk.qtbot.wait(int(fault.lasts_s * 1_000))
    if fault.is_loss:
        desk.wait_until(lambda: False in desk.links)
    assert note.shown_note is not None
    assert note.shown_note.body == f"{body}。続きも。"
    fault.end(desk)
    seconds = desk.seconds_until_normal()
    desk.hear_a_call()
    desk.links.clear()
    return seconds


def test_new_customer_and_finished_contact_wait_for_a_line(desk: FarDesk) -> None:
    desk.open_card()
    desk.line.cut()
    desk.wait_until(lambda: desk.links[-1] is False)
    desk.type("髙橋様、折り返し")
    desk.program.card.finish()
    form = desk.program.form.presenter
    desk.program.form.open("")
    form.on_typed(Field.NAME, "﨑山 さくら")
    form.on_typed(Field.BIRTHDAY, "S23.3.5")
    form.save()
    assert not form.has_typing
    desk.wait_until(lambda: desk.program.connection.presenter.state.waiting == 2)

    desk.line.pass_on()
    desk.seconds_until_normal()

    assert desk.bodies() == ["髙橋様、折り返し"]
    with desk.server.owner() as owner:
        found = owner.execute("SELECT birthday FROM customer WHERE name = '﨑山 さくら'").fetchall()
    assert found == [(date(1948, 3, 5),)]
    desk.wait_until(lambda: desk.program.connection.presenter.state.went_in == 2)
    desk.assert_calm()


def test_desk_without_calls_knows_of_its_line_too(
    seat: tuple[KillableServer, str], qtbot: QtBot, tmp_path: Path
) -> None:
    server, _dsn = seat
    with far_desk(server, server.person("office", groups=(ADMIN,)), qtbot, tmp_path) as desk:
        desk.line.fall_silent()
        desk.wait_until(desk.program.connection.bar.isVisible)

        desk.line.pass_on()

        desk.wait_until(lambda: desk.links == [True, False, True])
        desk.assert_calm()
