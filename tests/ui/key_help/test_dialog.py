from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.ui.key_help.dialog import KeyHelpDialog


def words(dialog: KeyHelpDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_the_keys_of_the_demo_are_only_shown_there(qtbot: QtBot) -> None:
    plain, demo = KeyHelpDialog(), KeyHelpDialog(demo=True)
    qtbot.addWidget(plain)
    qtbot.addWidget(demo)

    assert "Let a call ring" in words(demo)
    assert "Let a call ring" not in words(plain)
    assert "Ctrl+K" in words(plain)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_the_sheet_is_put_away(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = KeyHelpDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()

    QTest.keyClick(dialog, key)

    assert not dialog.isVisible()


def test_who_takes_letters_in_is_told_the_keys_for_that(qtbot: QtBot) -> None:
    dialog = KeyHelpDialog(letters=True)
    qtbot.addWidget(dialog)

    assert "It is their letter; on to the next one" in words(dialog)
    assert "Let a call ring" not in words(dialog)


def test_no_sheet_is_wider_than_the_screen(qtbot: QtBot) -> None:
    dialog = KeyHelpDialog(demo=True)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()

    assert dialog.width() <= dialog.screen().availableGeometry().width()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_wrapped_sheet_is_as_high_as_what_stands_on_it(qtbot: QtBot) -> None:
    dialog = KeyHelpDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()

    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() <= max(
        layout.totalHeightForWidth(dialog.width()), layout.totalMinimumSize().height()
    )
