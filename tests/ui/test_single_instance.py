from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.call_notice import CallNotice, read_notice
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.desk import DeskDidNotAnswer, DeskNotRunning
from crm_desktop.ui.hand_over import (
    DeskAddress,
    ask_to_come_forward,
    desk_address,
    hand_over_call,
)
from crm_desktop.ui.single_instance import SingleInstance

NOTICE = read_notice({"event": "ringing", "from": "0312345678", "id": "X", "extension": "201"})


@pytest.fixture
def address(tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> DeskAddress:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    monkeypatch.setattr("crm_desktop.ui.hand_over.TIMEOUT_S", 60.0)  # the machine may be busy
    monkeypatch.setattr("crm_desktop.ui.single_instance.PATIENCE_MS", 60_000)
    return desk_address(tmp_path / "データ")


@pytest.fixture
def desk(qapp: object, address: DeskAddress) -> Iterator[SingleInstance]:
    desk = SingleInstance(address)
    assert desk.begin()
    yield desk
    desk.close()


def meanwhile(qtbot: QtBot, work: Callable[[], None]) -> list[CrmError]:
    """Do ``work`` on another thread while Qt goes on; return what it raised."""
    errors: list[CrmError] = []

    def catching() -> None:
        try:
            work()
        except CrmError as error:
            errors.append(error)

    thread = threading.Thread(target=catching)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    return errors


def talk(address: DeskAddress, octets: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(address.server)
        line.sendall(octets)
        return line.recv(100)


def test_call_is_handed_to_the_desk(
    qtbot: QtBot, desk: SingleInstance, address: DeskAddress
) -> None:
    reported: list[CallNotice] = []
    desk.call_reported.connect(reported.append)

    assert meanwhile(qtbot, lambda: hand_over_call(address, NOTICE)) == []
    assert reported == [NOTICE]


def test_second_start_asks_the_first_to_come_forward(
    qtbot: QtBot, desk: SingleInstance, address: DeskAddress
) -> None:
    second = SingleInstance(address)
    begun: list[bool] = []

    with qtbot.waitSignal(desk.raise_wanted):
        meanwhile(qtbot, lambda: begun.append(second.begin()))

    assert begun == [False]


def test_desk_of_another_data_folder_is_another(desk: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(desk_address(tmp_path / "other"))

    assert other.begin()
    other.close()


def test_without_a_desk_it_is_said_so(address: DeskAddress) -> None:
    with pytest.raises(DeskNotRunning):
        hand_over_call(address, NOTICE)


def test_next_desk_is_the_one_after_the_first_has_closed(
    qtbot: QtBot, desk: SingleInstance, address: DeskAddress
) -> None:
    desk.close()
    following = SingleInstance(address)

    assert following.begin()
    assert meanwhile(qtbot, lambda: ask_to_come_forward(address)) == []
    following.close()


def test_what_a_killed_desk_left_is_cleared_away(
    qtbot: QtBot, address: DeskAddress, tmp_path: Path
) -> None:
    program = (
        "import os; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from crm_desktop.ui.hand_over import desk_address;"
        "from crm_desktop.ui.single_instance import SingleInstance;"
        "application = QCoreApplication([]);"
        f"desk = SingleInstance(desk_address(Path({str(tmp_path / 'データ')!r})));"
        "assert desk.begin(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    assert Path(address.server).exists()

    healed = SingleInstance(address)

    assert healed.begin()
    assert meanwhile(qtbot, lambda: hand_over_call(address, NOTICE)) == []
    healed.close()


def test_desk_that_hangs_is_told_from_none(
    desk: SingleInstance, address: DeskAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.ui.hand_over.TIMEOUT_S", 0.1)

    with pytest.raises(DeskDidNotAnswer):  # Qt does not go on meanwhile
        hand_over_call(address, NOTICE)


@pytest.mark.parametrize(
    "octets",
    [
        b"\n",
        b"[]\n",
        b"{}\n",
        b'{"kind": "delete everything"}\n',
        b'{"kind": "call"}\n',
        b'{"kind": "call", "fields": {"event": "format"}}\n',
        b'{"kind": "call", "fields": {"extension": ["201"]}}\n',
        b"\xff\xfe\x00\n",
        b"[" * 5000 + b"\n",
        json.dumps({"kind": "call", "fields": {"from": "0\r\n3"}}).encode() + b"\n",
    ],
)
def test_what_is_no_message_is_refused(
    qtbot: QtBot, desk: SingleInstance, address: DeskAddress, octets: bytes
) -> None:
    reported: list[CallNotice] = []
    answers: list[bytes] = []
    desk.call_reported.connect(reported.append)

    meanwhile(qtbot, lambda: answers.append(talk(address, octets)))

    assert (answers, reported) == ([b"refused\n"], [])


def test_endless_message_is_cut_off(
    qtbot: QtBot, desk: SingleInstance, address: DeskAddress
) -> None:
    def send() -> None:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(60)
            line.connect(address.server)
            try:
                while True:
                    line.sendall(b"x" * 4096)
                    time.sleep(0.001)
            except OSError:
                return

    assert meanwhile(qtbot, send) == []


def test_only_its_owner_may_enter_the_folder(address: DeskAddress) -> None:
    folder = Path(address.server).parent
    assert folder.stat().st_mode & 0o077 == 0

    folder.chmod(0o777)

    with pytest.raises(PermissionError):
        desk_address(Path("/somewhere"))
