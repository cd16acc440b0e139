"""A bot that waits as long as a test may last for what must come.

A machine may be at work for others: how long something takes is measured in ``tests/benchmarks``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS: Final = 30_000


class PatientBot(QtBot):
    """Waits for half a minute where pytest-qt waits for five seconds."""

    def waitUntil(  # noqa: N802 (pytest-qt's name)
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any
    ) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(  # noqa: N802
        self, signals: Any, *, timeout: int = PATIENCE_MS, **more: Any
    ) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(  # noqa: N802
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(  # noqa: N802
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> Any:
        return super().waitActive(widget, timeout=timeout)
