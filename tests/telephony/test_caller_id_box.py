"""A box at a real pseudo-terminal: what it sends, what it is answered, and how it is lost."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.domain.number_display import ACK
from crm_desktop.errors.desk import CallerIdBoxAway, SerialPortsUnknown
from crm_desktop.telephony import caller_id_box
from crm_desktop.telephony.caller_id_box import CallerIdBox
from tests.domain.number_display_signals import aloha, signal

pytest.importorskip("serial")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

NUMBER = "0355550182"


class Box:
    """The box's end of a cable; ``path`` is the port of the PC."""

    def __init__(self) -> None:
        self.end, port = os.openpty()
        self.path = os.ttyname(port)
        self._port = port

    def send(self, data: bytes) -> None:
        os.write(self.end, data)

    def answer(self) -> bytes:
        ready, _, _ = select.select([self.end], [], [], 5)
        return os.read(self.end, 100) if ready else b""

    def unplug(self) -> None:
        for end in (self.end, self._port):
            os.close(end)
        self.end = self._port = -1


@pytest.fixture
def box() -> Iterator[Box]:
    box = Box()
    yield box
    if box.end >= 0:
        box.unplug()


def callers(box: CallerIdBox, count: int = 1) -> list[str]:
    heard: list[str] = []
    for _poll in range(40):
        heard += [notice.caller_raw for notice in box.poll()]
        if len(heard) >= count:
            break
    return heard


def test_calls_come_through_the_cable(box: Box) -> None:
    listening = CallerIdBox(box.path)
    assert listening.poll() == []

    box.send(signal({0x02: NUMBER})[:9])
    assert listening.poll() == []
    box.send(signal({0x02: NUMBER})[9:] + b"NMBR = P\r\n")

    assert callers(listening, 2) == [NUMBER, "P"]
    listening.close()


def test_control_signs_pass_the_cable_unchanged(box: Box) -> None:
    listening = CallerIdBox(box.path)
    listening.poll()

    box.send(b"\x11\x13\x03\x04\x1a\x12DT" + NUMBER.encode() + b"\x14")

    assert callers(listening) == [NUMBER]
    listening.close()


def test_box_that_waits_for_an_answer_gets_it(box: Box) -> None:
    listening = CallerIdBox(box.path)
    listening.poll()

    box.send(aloha(NUMBER))

    assert callers(listening) == [NUMBER]
    assert box.answer() == ACK
    listening.close()


def test_number_without_an_end_counts_after_silence(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caller_id_box, "SILENCE_S", 0.0)
    listening = CallerIdBox(box.path)
    listening.poll()

    box.send(NUMBER.encode())

    assert callers(listening) == [NUMBER]
    listening.close()


def test_box_that_is_unplugged_and_plugged_in_goes_on(box: Box, tmp_path: Path) -> None:
    port = tmp_path / "ttyUSB0"
    port.symlink_to(box.path)
    listening = CallerIdBox(str(port))
    listening.poll()

    box.unplug()
    port.unlink()
    with pytest.raises(CallerIdBoxAway):
        polled_until_refused(listening)
    with pytest.raises(CallerIdBoxAway):
        listening.poll()
    again = Box()
    port.symlink_to(again.path)
    listening.poll()
    again.send(signal({0x04: "C"}))

    assert callers(listening) == ["C"]
    listening.close()
    again.unplug()


def polled_until_refused(box: CallerIdBox) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        box.poll()


@pytest.mark.parametrize("port", ["", "/dev/null", "/nowhere/ttyUSB9", "COM\0"])
def test_port_that_is_none_is_away(port: str) -> None:
    with pytest.raises(CallerIdBoxAway):
        CallerIdBox(port).poll()


def test_speed_that_no_port_has_is_away(box: Box) -> None:
    with pytest.raises(CallerIdBoxAway):
        CallerIdBox(box.path, -1).poll()


def test_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "serial", None)

    with pytest.raises(SerialPortsUnknown):
        CallerIdBox("COM3").poll()
