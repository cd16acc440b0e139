from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import (
    DatabaseUnreachable,
    ServerDiskFull,
    ServerStarting,
    TookTooLong,
)
from crm_desktop.ui import error_display
from crm_desktop.ui.error_display import BugReportDialog, ErrorDisplay, bug_report
from crm_desktop.ui.main_window import MainWindow


@pytest.fixture
def display(window: MainWindow) -> ErrorDisplay:
    return ErrorDisplay(window)


def test_an_expected_error_is_said_in_the_bar(display: ErrorDisplay, window: MainWindow) -> None:
    display.show(DatabaseUnreachable())

    assert window.error_bar.isVisible()
    assert "database" in window.error_bar.words.text()
    assert window.findChild(BugReportDialog) is None


@pytest.mark.parametrize("linked", [True, False])
def test_that_the_database_is_away_is_taken_back_once_the_line_is_known(
    linked: object, display: ErrorDisplay, window: MainWindow
) -> None:
    display.show(DatabaseUnreachable())

    display.on_linked(bool(linked))

    assert not window.error_bar.isVisible()


def test_nothing_is_said_of_the_database_beside_the_bar_of_the_connection(
    display: ErrorDisplay, window: MainWindow
) -> None:
    display.on_linked(False)

    display.show(DatabaseUnreachable())
    display.show(ServerStarting())

    assert not window.error_bar.isVisible()


def test_line_is_looked_at_before_it_is_said_to_be_lost(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(error_display, "DOUBT_MS", 20)
    display = ErrorDisplay(window)
    display.on_linked(True)

    with qtbot.waitSignal(display.line_doubted):
        display.show(DatabaseUnreachable())
    assert not window.error_bar.isVisible()

    qtbot.waitUntil(window.error_bar.isVisible)


def test_full_disk_of_the_server_is_said_with_a_line_or_without(
    display: ErrorDisplay, window: MainWindow
) -> None:
    display.on_linked(True)

    display.show(ServerDiskFull())

    assert window.error_bar.isVisible()


@pytest.mark.parametrize("before", [TookTooLong(), DatabaseUnreachable()])
def test_other_words_stay_when_the_database_is_there_again(
    before: CrmError, display: ErrorDisplay, window: MainWindow
) -> None:
    display.show(before)
    display.show(TookTooLong())

    display.on_linked(True)

    assert window.error_bar.isVisible()


def test_a_bug_opens_its_report_and_the_program_goes_on(
    display: ErrorDisplay, window: MainWindow
) -> None:
    display.show(ZeroDivisionError("here"))

    dialog = window.findChild(BugReportDialog)
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    assert not window.error_bar.isVisible()


def test_an_error_of_another_thread_is_said_on_this_one(
    display: ErrorDisplay, window: MainWindow, qtbot: QtBot
) -> None:
    thread = threading.Thread(target=lambda: display.show(DatabaseUnreachable()))
    thread.start()
    thread.join()

    qtbot.waitUntil(window.error_bar.isVisible)


def test_the_report_is_copied(qtbot: QtBot) -> None:
    dialog = BugReportDialog()
    qtbot.addWidget(dialog)
    dialog.add("report 1")

    dialog.copy.click()

    assert QGuiApplication.clipboard().text() == "report 1"


def test_the_report_holds_no_telephone_number() -> None:
    assert "0353211111" not in bug_report(ValueError("bad caller 0353211111"))


def test_a_second_bug_is_added_to_the_open_report(
    display: ErrorDisplay, window: MainWindow
) -> None:
    display.show(ZeroDivisionError())
    display.show(KeyError("x"))

    dialog = window.findChild(BugReportDialog)
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    assert "KeyError" in dialog.report.toPlainText()


def test_settings_of_tests_touch_no_file_of_the_user(settings: QSettings) -> None:
    assert "pytest" in settings.fileName()
