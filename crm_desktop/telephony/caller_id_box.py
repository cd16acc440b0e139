"""Listens to a caller-ID box for NTT's number display at a serial port; needs ``pyserial``."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Protocol

from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.domain.number_display import NumberDisplayReader
from crm_desktop.errors.desk import CallerIdBoxAway, SerialPortsUnknown

READ_S: Final = 0.25
SILENCE_S: Final = 1.0


class SerialPort(Protocol):
    """What is used of a serial port of ``pyserial``."""

    @property
    def in_waiting(self) -> int:
        """How many bytes have come."""

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes, fewer when no more come in time."""

    def write(self, data: bytes) -> int | None:
        """Send ``data``."""

    def close(self) -> None:
        """Give the port back."""


class CallerIdBox:
    """The calls that one box tells of; a box that was unplugged is opened again by polling on."""

    def __init__(
        self,
        port: str,
        speed: int = 9_600,
        *,
        open_port: Callable[[str, int], SerialPort] | None = None,
    ) -> None:
        """Listen at ``port`` (``COM3``, ``/dev/ttyUSB0``) with ``speed`` bits a second."""
        self._name = port
        self._speed = speed
        self._open = open_port or open_serial_port
        self._port: SerialPort | None = None
        self._reader = NumberDisplayReader()
        self._heard_at = 0.0

    def poll(self) -> list[CallNotice]:
        """Return the calls that came, oldest first; waits for them for `READ_S` at most.

        Raises:
            CallerIdBoxAway: there is no such port, or it is in use or was unplugged.
            SerialPortsUnknown: the package for serial ports is missing.
        """
        try:
            self._port = self._port or self._open(self._name, self._speed)
            data = self._port.read(max(1, self._port.in_waiting))
        except (OSError, ValueError) as error:
            self.close()
            raise CallerIdBoxAway(self._name) from error
        if not data:
            return self._after_silence()
        self._heard_at = time.monotonic()
        reading = self._reader.feed(data)
        if reading.answer:
            with suppress(OSError):  # the box sends again what is not answered
                self._port.write(reading.answer)
        return list(reading.notices)

    def close(self) -> None:
        """Give the port back."""
        port, self._port = self._port, None
        self._reader = NumberDisplayReader()
        if port is not None:
            with suppress(OSError):
                port.close()

    def _after_silence(self) -> list[CallNotice]:
        if time.monotonic() - self._heard_at < SILENCE_S:
            return []
        return list(self._reader.fall_silent().notices)


def open_serial_port(name: str, speed: int) -> SerialPort:
    """Open the port: 8 bits without parity, as the reader looks after the parity bit itself.

    Raises:
        SerialPortsUnknown: ``pyserial`` is not installed.
        OSError, ValueError: the port cannot be opened so.
    """
    try:
        import serial  # noqa: PLC0415 - optional, and only who has such a box needs it
    except ImportError as error:
        raise SerialPortsUnknown from error
    port: SerialPort = serial.Serial(name, speed, timeout=READ_S, write_timeout=READ_S)
    return port
