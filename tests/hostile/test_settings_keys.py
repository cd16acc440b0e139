"""What a person's window remembers: no name leads out of that person's own keys."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.shared.formats import Formats
from tests.hostile.hostile_texts import MARKUP, PATHS, STATEMENTS

PEOPLE = [
    PATHS["up"],
    PATHS["up on Windows"],
    MARKUP["bold"],
    STATEMENTS["wildcards"],
    "a/splitter",
    "[General]\nx=1",
]


@pytest.mark.parametrize("person", PEOPLE)
def test_keys_of_a_person_lie_side_by_side(qtbot: QtBot, tmp_path: Path, person: str) -> None:
    settings = QSettings(str(tmp_path / "desk.ini"), QSettings.Format.IniFormat)
    formats = Formats("en", ZoneInfo("Asia/Tokyo"))
    window = MainWindow(DeskOfWindow(person, person, formats), settings=settings)
    qtbot.addWidget(window)

    window.close()
    settings.sync()

    again = QSettings(str(tmp_path / "desk.ini"), QSettings.Format.IniFormat)
    again.beginGroup("window")
    assert len(again.childGroups()) == 1
    again.beginGroup(again.childGroups()[0])
    assert again.childKeys() == ["geometry"]
    assert again.childGroups() == ["splitter"]
    assert [path.name for path in tmp_path.iterdir()] == ["desk.ini"]
