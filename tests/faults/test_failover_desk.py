"""A whole desk whose primary is lost: it goes on at the promoted standby without a click."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.ui.shared.formats import Formats
from tests.faults.replicated import Replicated, replicated

LONGEST_MS = 60_000

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pair is killed by signals"),
    pytest.mark.slow,
    pytest.mark.timeout(300),
]


@pytest.fixture
def pair() -> Iterator[Replicated]:
    with replicated() as pair:
        yield pair


@pytest.fixture
def desk(pair: Replicated, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The desk of somebody at telephone 201, whose address names both servers."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    database = Database(pair.person("tadokoro", (OPERATOR,), "201"))
    with database.asking() as session:
        staff = sign_in(session, "test")
    place = DeskPlace(staff, "201", Formats("en", ZoneInfo("Asia/Tokyo")))
    desk = Program(database, place, lambda _login, _password: None)
    with qtbot.waitSignal(desk.feed.connected, timeout=LONGEST_MS):
        desk.start()
    yield desk
    desk.close()
    desk.window.close()
    desk.window.deleteLater()


def ring(pair: Replicated, call_id: str) -> None:
    """Let a call ring at 201, as the gateway of the office reports it."""
    event = CallEvent(
        "pbx",
        call_id,
        CallStage.RINGING,
        datetime.now(UTC),
        caller="+81312345678",
        extension="201",
    )
    with Database(pair.address()) as gateway, gateway.writing() as session:
        record_call_event(session, event)


def failed_over_at(pair: Replicated) -> float:
    pair.fail_over()
    return time.monotonic()


def test_desk_hears_calls_at_the_promoted_standby(
    pair: Replicated, desk: Program, qtbot: QtBot
) -> None:
    steps: list[CallStepRow] = []
    linked: list[bool] = []
    desk.feed.call_step.connect(steps.append)
    desk.feed.connected.connect(linked.append)
    ring(pair, "before")
    qtbot.waitUntil(lambda: len(steps) == 1, timeout=LONGEST_MS)

    began = time.monotonic()
    with ThreadPoolExecutor(1) as lane:
        server = lane.submit(failed_over_at, pair)
        qtbot.waitUntil(server.done, timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: linked[-1:] == [True] and False in linked, timeout=LONGEST_MS)
    linked_s, server_s = time.monotonic() - began, server.result() - began
    print(f"the standby took writes after {server_s:.1f} s, the desk was back after {linked_s:.1f}")
    ring(pair, "after")

    qtbot.waitUntil(lambda: len(steps) == 2, timeout=LONGEST_MS)
    assert [step.extension for step in steps] == ["201", "201"]
