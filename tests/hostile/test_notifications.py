"""Notifications: whoever is signed in may send any, so the desk believes none of their texts."""

from __future__ import annotations

import logging

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import CHANNEL
from crm_desktop.database.engine import Database
from crm_desktop.telephony.gateway import Listening, gateway_on
from tests.hostile.conftest import HostileDesk
from tests.hostile.hostile_texts import TEXTS
from tests.telephony.gateways import TOKEN, push, running

PAYLOADS = [
    *(text[:2_000] for text in TEXTS.values()),
    "",
    "9" * 7_999,
    "9" * 18,
    "-1",
    "１２３",
    "١٢٣",
    "1e400",
    "0x10",
    " 1",
    "NaN",
]


def test_calls_ring_after_every_notification(
    desk: HostileDesk, database: Database, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    losses: list[bool] = []
    desk.program.feed.connected.connect(losses.append)
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        for payload in PAYLOADS:
            connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])

    with running(gateway_on(database, Listening({"pbx": TOKEN}, port=0))) as port:
        push(port, callId="after", user="201", **{"from": "unknown"})
        qtbot.waitUntil(desk.program.window.incoming_call.isVisible)

    assert False not in losses
    assert [record for record in caplog.records if record.name.endswith("call_feed")] == []
