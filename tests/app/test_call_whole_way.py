"""From the wire to the GUI thread: real sockets, processes, PostgreSQL and event loop."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.call_notices import ReportingDesk
from crm_desktop.actions.calls import CHANNEL
from crm_desktop.app.reported_calls import ReportedCalls
from crm_desktop.background.call_feed import CallFeed
from crm_desktop.background.jobs import lane
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.calls import (
    CallsNow,
    CallStepRow,
    CallSteps,
    call_steps_after,
    calls_now,
)
from crm_desktop.telephony.gateway import Listening, gateway_on
from crm_desktop.ui.hand_over import desk_address
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.single_instance import SingleInstance
from tests.telephony.gateways import TOKEN, push, running


@pytest.fixture
def steps(qtbot: QtBot, own_database: Database) -> Iterator[list[CallStepRow]]:
    """What the feed of a desk with extension 201 tells."""

    def start() -> CallsNow:
        with own_database.reading() as session:
            return calls_now(session, "201")

    def after(step_id: int) -> CallSteps:
        with own_database.asking() as session:
            return call_steps_after(session, step_id)

    listen = partial(Listener, own_database.dsn, CHANNEL)
    feed = CallFeed(listen, start, after, cut=own_database.cut)
    told: list[CallStepRow] = []
    feed.call_step.connect(told.append)
    with qtbot.waitSignal(feed.connected):
        feed.start()
    yield told
    feed.stop()


def test_pushed_call_reaches_the_desk(
    qtbot: QtBot, own_database: Database, steps: list[CallStepRow]
) -> None:
    with running(gateway_on(own_database, Listening({"pbx": TOKEN}, port=0))) as port:
        push(port, **{"from": "0312345678"}, to="0120000000", user=["201", "202"])
        push(port, event="answer", user="201")
        push(port, event="hangup", cause="normalClearing")

    qtbot.waitUntil(lambda: len(steps) == 6)
    assert [(step.extension, str(step.stage)) for step in steps] == [
        ("201", "ringing"),
        ("202", "ringing"),
        ("202", "ended"),
        ("201", "answered"),
        ("201", "ended"),
        ("", "ended"),
    ]
    assert {step.caller for step in steps} == {"+81312345678"}


@pytest.fixture
def reporting(
    qapp: object,
    own_database: Database,
    short_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """A desk that takes what is reported on this PC."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(short_folder))
    jobs, instance = lane("database", 1), SingleInstance(desk_address(short_folder))
    desk = ReportingDesk("tadokoro", "201")
    reported = ReportedCalls(own_database, jobs, desk=desk, now=utc_now)
    instance.call_reported.connect(reported.record)
    assert instance.begin()
    yield
    instance.close()
    jobs.close()


@pytest.mark.parametrize(
    "words",
    [
        ["call", "--event", "ringing", "--from", "0312345678", "--extension", "201"],
        ["call", "--from", "0312345678"],
        ["crm-desktop://call?event=ringing&from=0312345678&id=X"],
    ],
)
def test_call_reported_on_the_pc_reaches_the_desk(
    qtbot: QtBot, steps: list[CallStepRow], reporting: None, words: list[str]
) -> None:
    command = subprocess.Popen([sys.executable, "-m", "crm_desktop", *words], env=dict(os.environ))

    qtbot.waitUntil(lambda: len(steps) == 1)

    assert command.wait(60) == 0
    assert (steps[0].extension, steps[0].caller) == ("201", "+81312345678")
