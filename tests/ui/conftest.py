"""A window of an invented desk, in English, at a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.shared.formats import Formats

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def formats() -> Formats:
    """English, at an office in Tokyo."""
    return Formats("en", ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of this test only."""
    return QSettings(str(tmp_path / "pytest-settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, formats: Formats, settings: QSettings
) -> Iterator[MainWindow]:
    """The window of Tadokoro at extension 201, shown and active."""
    desk = DeskOfWindow("tadokoro", "田所 内線201", formats, lambda: NOW)
    window = MainWindow(desk, settings=settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qapp.processEvents()
    yield window
    window.search.sheet.close()
