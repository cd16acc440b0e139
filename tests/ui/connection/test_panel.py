from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from crm_desktop.errors.access import LoginLocked
from crm_desktop.errors.database import SchemaTooNew
from crm_desktop.ui.connection.panel import ConnectionBar
from crm_desktop.ui.connection.state import ConnectionState, Link
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.formats import Formats

AT = datetime(2026, 11, 20, 1, 32, tzinfo=UTC)
LOST = ConnectionState(Link.LOST, AT)
FINE = ConnectionState()


@pytest.fixture
def bar(qtbot: QtBot, formats: Formats) -> ConnectionBar:
    bar = ConnectionBar(formats)
    qtbot.addWidget(bar)
    return bar


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FINE, ""),
        (LOST, "Not connected since 10:32, trying again. What you type is kept."),
        (
            ConnectionState(Link.LOST, AT, waiting=3),
            "Not connected since 10:32, trying again. What you type is kept. Savings that wait: 3.",
        ),
        (ConnectionState(Link.BACK), "Connected again."),
        (ConnectionState(Link.BACK, went_in=3), "Connected again. Savings that went in: 3."),
        (ConnectionState(waiting=1), "Savings that wait: 1."),
    ],
)
def test_bar_says_how_the_line_is(bar: ConnectionBar, state: ConnectionState, words: str) -> None:
    bar.show_state(state)

    assert (bar.words.text(), bar.isHidden()) == (words, not words)


def test_bar_says_how_a_desk_is_brought_up_to_date(bar: ConnectionBar) -> None:
    bar.show_state(ConnectionState(problem=SchemaTooNew("0042")))

    assert "install the new version" in bar.words.text()


def test_bar_says_why_the_server_refuses(bar: ConnectionBar) -> None:
    bar.show_state(ConnectionState(Link.LOST, AT, problem=LoginLocked("髙橋")))

    assert "髙橋" in bar.words.text()


def test_screen_reader_hears_each_change_once(bar: ConnectionBar) -> None:
    told: list[str] = []
    bar.told.connect(told.append)

    for waiting in range(4):
        bar.show_state(ConnectionState(Link.LOST, AT, waiting=waiting))
    bar.show_state(ConnectionState(Link.BACK, went_in=1))
    bar.show_state(ConnectionState(Link.BACK, went_in=2))
    bar.show_state(FINE)

    assert [words.partition(",")[0] for words in told] == [
        "Not connected since 10:32",
        "Connected again. Savings that went in: 1.",
    ]


def test_bar_takes_no_focus_and_moves_nothing_that_is_typed(
    qtbot: QtBot, window: MainWindow, formats: Formats
) -> None:
    page = QPlainTextEdit("髙橋様より、")
    window.add_page(page)
    window.show_page(page)
    page.setFocus()
    bar = ConnectionBar(formats)
    window.add_strip(bar)
    at = page.mapTo(window, QPoint())

    bar.show_state(LOST)
    QTest.keyClicks(page, "x")

    assert page.mapTo(window, QPoint()) == at
    assert QGuiApplication.focusObject() is page
    assert bar.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert "x" in page.toPlainText()
