"""From what a telephone program writes on this PC to the window: real file, database, windows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.app.desk_sources import DeskSources, desk_sources
from crm_desktop.background.polled_calls import Pace, PolledCalls
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import calls_going_on_at
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.settings import DeskSettings
from crm_desktop.telephony.call_file import CallFile
from crm_desktop.ui.incoming_call.state import DeskCall
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from tests.app.test_reception import Desks
from tests.conftest import LoginOf


@pytest.fixture
def pc(qtbot: QtBot, database: Database, tmp_path: Path) -> Iterator[Desks]:
    """A PC at which nobody sits yet."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    desks = Desks(database, LastSignIn(QSettings()))
    yield desks
    desks.reception.close()
    for program in desks.shown:
        program.window.deleteLater()
    desks.reception.window.deleteLater()


def sources_of(settings: DeskSettings) -> DeskSources:
    return desk_sources(settings, QGuiApplication.clipboard())


def sit_down(pc: Desks, qtbot: QtBot, dsn: str) -> list[DeskCall]:
    """Let somebody sit down, and return the calls that pop up from now on."""
    pc.come_in(dsn)
    qtbot.waitUntil(lambda: len(pc.shown) == 1)
    popped: list[DeskCall] = []
    pc.shown[0].calls.popped.connect(popped.append)
    return popped


def append_until(qtbot: QtBot, file: Path, line: str, popped: list[DeskCall]) -> None:
    """Write ``line`` again as telephones ring again, until it has popped up."""

    def has_popped() -> bool:
        with file.open("a", encoding="cp932", newline="") as more:
            more.write(f"{line}\r\n")
        qtbot.wait(100)
        return bool(popped)

    qtbot.waitUntil(has_popped)


def test_number_in_a_file_pops_up_at_the_desk(
    pc: Desks, qtbot: QtBot, login_of: LoginOf, tmp_path: Path
) -> None:
    sources = sources_of(DeskSettings(call_file=str(tmp_path / "着信.txt")))
    sources.report_to(pc.reception)
    popped = sit_down(pc, qtbot, login_of(OPERATOR, extension="241"))

    append_until(qtbot, tmp_path / "着信.txt", "髙橋 0355550182".replace("髙", "高"), popped)

    sources.stop()
    assert [call.number for call in popped] == ["+81355550182"]


def test_withheld_number_stays_withheld(
    pc: Desks, qtbot: QtBot, login_of: LoginOf, tmp_path: Path
) -> None:
    sources = sources_of(DeskSettings(call_file=str(tmp_path / "着信.txt")))
    sources.report_to(pc.reception)
    popped = sit_down(pc, qtbot, login_of(OPERATOR, extension="242"))

    append_until(qtbot, tmp_path / "着信.txt", "公衆電話", popped)

    sources.stop()
    assert (popped[0].number, popped[0].no_number_reason) == ("", NoNumberReason.PAY_PHONE)


def test_copied_number_pops_up_only_while_somebody_sits_here(
    pc: Desks, qtbot: QtBot, database: Database, login_of: LoginOf
) -> None:
    sources = sources_of(DeskSettings(call_clipboard=True))
    sources.report_to(pc.reception)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("0355550101")
    dsn = login_of(OPERATOR, extension="243")
    popped = sit_down(pc, qtbot, dsn)

    clipboard.setText("0355550182")
    qtbot.waitUntil(lambda: len(popped) == 1)
    pc.shown[0].window.top_bar.person.other_person_wanted.emit()
    clipboard.setText("0355550183")

    pc.come_in(dsn)
    qtbot.waitUntil(pc.shown[0].window.isVisible)
    clipboard.setText("0355550184")
    qtbot.waitUntil(lambda: len(calls_of("243", database)) == 2)

    sources.stop()
    assert calls_of("243", database) == ["+81355550184", "+81355550182"]


def calls_of(extension: str, database: Database) -> list[str | None]:
    with database.reading() as session:
        return [call.caller for call in calls_going_on_at(session, extension, "desk")]


def test_trouble_is_said_in_the_bar_of_the_desk_until_it_is_over(
    pc: Desks, qtbot: QtBot, login_of: LoginOf, tmp_path: Path
) -> None:
    at_once = Pace(retry_s=0.01, patience_s=0.0)
    away = partial(CallFile, tmp_path / "共有" / "着信.txt")
    sources = DeskSources([PolledCalls("call-file", away, at_once)])
    sources.report_to(pc.reception)

    sit_down(pc, qtbot, login_of(OPERATOR, extension="244"))

    bar = pc.shown[0].window.error_bar
    qtbot.waitUntil(bar.isVisible)
    words = "".join(label.text() for label in bar.findChildren(QLabel))
    assert "telephone program writes who calls cannot be read" in words
    (tmp_path / "共有").mkdir()
    qtbot.waitUntil(lambda: not bar.isVisible())
    sources.stop()


def test_nothing_is_watched_unless_it_is_set(pc: Desks) -> None:
    threads = set(threading.enumerate())  # those of desks before may still end
    sources = sources_of(DeskSettings())

    sources.follow(True)

    assert set(threading.enumerate()) <= threads
