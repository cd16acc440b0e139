"""Sees that a person runs one desk on a computer, and takes what others hand to it."""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from crm_desktop.domain.call_notice import read_notice
from crm_desktop.errors.desk import BadCallNotice, DeskDidNotAnswer, DeskNotRunning
from crm_desktop.ui.hand_over import (
    CALL,
    LONGEST_MESSAGE_BYTES,
    RAISE,
    TAKEN,
    DeskAddress,
    ask_to_come_forward,
)

log = logging.getLogger(__name__)

REFUSED: Final = b"refused\n"
PATIENCE_MS: Final = 3_000
MOST_WAITING: Final = 16


class SingleInstance(QObject):
    """The desk's side of the hand-over. Messages are bounded in size and time."""

    call_reported = Signal(object)  # CallNotice
    raise_wanted = Signal()

    def __init__(self, address: DeskAddress, parent: QObject | None = None) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self._address = address
        self._lock = QLockFile(str(address.lock))
        self._lock.setStaleLockTime(0)  # a desk that runs for days still runs
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_WAITING)
        self._server.newConnection.connect(self._on_connections)

    def begin(self) -> bool:
        """Become the one desk and listen; else ask the running one to come forward: False.

        What a killed desk left behind is cleared away.
        """
        if not self._lock.tryLock(0):
            self._call_forward()
            return False
        QLocalServer.removeServer(self._address.server)
        if not self._server.listen(self._address.server):
            log.warning("calls cannot be handed to this desk: %s", self._server.errorString())
        return True

    def close(self) -> None:
        """Let the next desk be the one."""
        self._server.close()
        self._lock.unlock()

    def _call_forward(self) -> None:
        try:
            ask_to_come_forward(self._address)
        except (DeskNotRunning, DeskDidNotAnswer):
            log.warning("a desk runs already, but does not answer")

    def _on_connections(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.readyRead.connect(partial(self._on_bytes, connection))
            connection.disconnected.connect(connection.deleteLater)
            QTimer.singleShot(PATIENCE_MS, connection, connection.abort)
            self._on_bytes(connection)

    def _on_bytes(self, connection: QLocalSocket) -> None:
        if connection.bytesAvailable() > LONGEST_MESSAGE_BYTES:
            connection.abort()
        elif connection.canReadLine():
            taken = self._take(bytes(connection.readLine().data()))
            connection.write(f"{TAKEN}\n".encode() if taken else REFUSED)
            connection.disconnectFromServer()

    def _take(self, line: bytes) -> bool:
        """Tell whether ``line`` was something to take."""
        try:
            message: Any = json.loads(line)
        except (ValueError, RecursionError):
            return False
        match message:
            case {"kind": kind} if kind == RAISE:
                self.raise_wanted.emit()
                return True
            case {"kind": kind, "fields": dict(fields)} if kind == CALL:
                return self._take_call(fields)
        return False

    def _take_call(self, fields: dict[Any, Any]) -> bool:
        try:
            notice = read_notice({str(name): str(text) for name, text in fields.items()})
        except BadCallNotice as refusal:
            log.info("report of a call refused: %s", refusal.problem)
            return False
        self.call_reported.emit(notice)
        return True
