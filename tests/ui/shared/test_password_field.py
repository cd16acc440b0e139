from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.password_field import PasswordField

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qtbot: QtBot) -> PasswordField:
    field = PasswordField("Password", label_width=100)
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.edit.setFocus()
    return field


def test_what_is_typed_cannot_be_read(field: PasswordField) -> None:
    QTest.keyClicks(field.edit, "himitsu")

    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert "himitsu" not in field.edit.displayText()


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [("A", NONE, True), ("a", SHIFT, True), ("a", NONE, False), ("A", SHIFT, False)],
)
def test_a_letter_whose_case_is_not_that_of_shift_tells_of_caps_lock(
    field: PasswordField, key: str, modifier: Qt.KeyboardModifier, *, told: bool
) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.edit, Qt.Key.Key_A, key, modifier)

    assert bool(field.message.text()) is told


def test_digits_tell_nothing_of_caps_lock(field: PasswordField) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.edit, Qt.Key.Key_A, "A", NONE)
    QTest.keyClick(field.edit, Qt.Key.Key_1)

    assert field.message.text()


def test_pressing_caps_lock_takes_the_hint_back(field: PasswordField) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.edit, Qt.Key.Key_A, "A", NONE)
    QTest.keyClick(field.edit, Qt.Key.Key_CapsLock)

    assert field.message.text() == ""


def test_what_is_wrong_with_the_password_is_not_covered_by_the_hint(field: PasswordField) -> None:
    field.show_refusal("Too short.")
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.edit, Qt.Key.Key_A, "A", NONE)

    assert field.message.text() == "Too short."
