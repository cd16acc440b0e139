from __future__ import annotations

import signal
import socket
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.__main__ import main
from crm_desktop.actions.calls import CHANNEL
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.calls import CallStepRow, call_steps_after
from crm_desktop.database.roles import GATEWAY, OPERATOR
from tests.conftest import LoginOf
from tests.telephony.gateways import (
    TOKEN,
    TOKEN_VARIABLE,
    gateway_process,
    push,
    send,
    wait_until_stored,
)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_gateway_records_until_it_is_told_to_stop(database: Database) -> None:
    with gateway_process(database.dsn) as (port, process):
        assert push(port, callId="a") == (200, {})
        wait_until_stored(port)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0

    with database.reading() as session:
        assert session.scalars(select(Call.source_call_id)).all() == ["a"]


def test_call_goes_from_the_gateways_login_to_the_operators_whose_telephone_rings(
    login_of: LoginOf,
) -> None:
    desks = [login_of(OPERATOR, extension=extension) for extension in ("201", "202")]
    with (
        gateway_process(login_of(GATEWAY)) as (port, _process),
        Listener(desks[0], CHANNEL) as listener,
    ):
        told: dict[str, Any] = {"callId": "whole", "from": "0312345678", "user": ["201"]}
        assert push(port, **told) == (200, {})
        assert push(port, event="answer", callId="whole", user=["201"]) == (200, {})
        heard = listener.wait(60)
        assert push(port, event="hangup", callId="whole") == (200, {})
        wait_until_stored(port)

    assert [text.isdecimal() for text in heard] == [True] * len(heard) != []
    stages = [[str(row.stage) for row in steps_told(desk)] for desk in desks]
    assert stages == [["ringing", "answered", "ended", "ended"], []]


def steps_told(dsn: str) -> tuple[CallStepRow, ...]:
    with Database(dsn) as desk, desk.asking() as session:
        return call_steps_after(session, 0).rows


def test_gateway_starts_before_its_database_and_takes_events_at_once() -> None:
    with gateway_process("postgresql://nobody@127.0.0.1:1/none") as (port, _process):
        assert push(port) == (200, {})
        assert send(port, "GET", "/healthz")[1]["spooled"] == 1


def test_second_gateway_with_the_same_folder_is_told_to_take_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    with gateway_process(nowhere):
        assert main(["gateway", "--port", "0", "--dsn", nowhere]) == 1
    assert "--spool" in capsys.readouterr().err


def test_gateway_without_a_token_says_how_to_make_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)

    assert main(["gateway", "--port", "0"]) == 2
    assert "--new-token pbx" in capsys.readouterr().err


def test_token_is_printed_where_no_keyring_can_keep_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gateway", "--new-token", "pbx"]) == 0

    kept, address = capsys.readouterr().out.splitlines()
    assert kept.split("=")[1] == address.rsplit("/", 1)[1]


def test_taken_port_is_said_so(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        assert main(["gateway", "--port", port, "--dsn", database.dsn]) == 16
    assert "Does one run already?" in capsys.readouterr().err


def test_empty_database_is_told_what_to_do(
    server: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    dsn = server.url_for("postgres", "", database="postgres")  # type: ignore[attr-defined]

    assert main(["gateway", "--port", "0", "--dsn", dsn]) == 11
    assert "crm-desktop db init" in capsys.readouterr().err
