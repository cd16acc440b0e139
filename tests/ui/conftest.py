"""A window of an invented desk, in English, at a clock that stands still."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.drafts.place import DraftPlace
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
    window.show_home()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qapp.processEvents()
    yield window
    window.search.sheet.close()


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[DraftKeeper]:
    """Drafts of one person, in memory only."""
    place = DraftPlace(None, lambda: NOW)
    keeper = DraftKeeper(lambda: place.open("hana"))
    keeper.start()
    yield keeper
    keeper.close()


@pytest.fixture
def x_display() -> Iterator[str]:
    """An X display of this test's own, such as ``:97``."""
    if shutil.which("Xvfb") is None:
        pytest.skip("not installed: Xvfb")
    read_end, write_end = os.pipe()
    line = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(line, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            number = numbers.readline().strip()
        if not number:
            pytest.skip("Xvfb did not start")
        yield f":{number}"
        server.terminate()
