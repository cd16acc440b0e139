from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import PasswordWrong
from crm_desktop.ui.password_change.dialog import PasswordChangeDialog
from crm_desktop.ui.password_change.panel import PasswordChangePanel
from crm_desktop.ui.password_change.presenter import PasswordChangePresenter
from crm_desktop.ui.password_change.state import (
    ChangeField,
    ChangeReason,
    PasswordChangeState,
    TypedPasswords,
)
from crm_desktop.ui.password_change.wiring import connect_password_change

OLD, NEW = "uma no mimi ni", "青汁を30包ください"


@pytest.fixture
def dialog(qtbot: QtBot) -> PasswordChangeDialog:
    dialog = PasswordChangeDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    return dialog


@pytest.fixture
def panel(dialog: PasswordChangeDialog) -> PasswordChangePanel:
    return dialog.panel


def test_three_fields_are_asked_one_after_the_other(
    panel: PasswordChangePanel, qtbot: QtBot
) -> None:
    for which, text in zip(ChangeField, (OLD, NEW, NEW), strict=True):
        assert panel.fields[which].edit.hasFocus()
        panel.fields[which].edit.setText(text)
        if which is not ChangeField.AGAIN:
            QTest.keyClick(panel.fields[which].edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.change_wanted) as asked:
        QTest.keyClick(panel.fields[ChangeField.AGAIN].edit, Qt.Key.Key_Return)

    assert asked.args == [TypedPasswords(OLD, NEW, NEW)]


def test_the_field_that_is_refused_gets_the_caret(panel: PasswordChangePanel) -> None:
    panel.fields[ChangeField.OLD].edit.setText("wrong")
    panel.fields[ChangeField.AGAIN].edit.setFocus()
    panel.show_state(PasswordChangeState(refusals={ChangeField.OLD: PasswordWrong()}))

    assert panel.fields[ChangeField.OLD].edit.hasFocus()
    assert panel.fields[ChangeField.OLD].edit.selectedText() == "wrong"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (ChangeReason.WISHED, "Cancel"),
        (ChangeReason.FIRST_SIGN_IN, "Sign out"),
        (ChangeReason.EXPIRED, "Sign out"),
    ],
)
def test_who_must_change_can_only_sign_out(
    panel: PasswordChangePanel, reason: ChangeReason, words: str
) -> None:
    panel.show_state(PasswordChangeState(reason))

    assert panel.leave.text() == words
    assert panel.reason.text()


def test_giving_up_closes_the_dialog_and_forgets(
    dialog: PasswordChangeDialog, panel: PasswordChangePanel
) -> None:
    panel.fields[ChangeField.NEW].edit.setText(NEW)
    QTest.keyClick(panel.fields[ChangeField.NEW].edit, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert panel.fields[ChangeField.NEW].edit.text() == ""


def test_a_changed_password_is_forgotten(panel: PasswordChangePanel, inline_jobs: Jobs) -> None:
    presenter = PasswordChangePresenter("tadokoro", lambda _old, _new: None, inline_jobs)
    connect_password_change(presenter, panel)
    for which, text in zip(ChangeField, (OLD, NEW, NEW), strict=True):
        panel.fields[which].edit.setText(text)
    panel.change.click()

    assert {field.edit.text() for field in panel.fields.values()} == {""}


def test_correcting_a_field_leaves_the_caret_in_it(
    panel: PasswordChangePanel, inline_jobs: Jobs
) -> None:
    presenter = PasswordChangePresenter("tadokoro", lambda _old, _new: None, inline_jobs)
    connect_password_change(presenter, panel)
    panel.change.click()
    new = panel.fields[ChangeField.NEW].edit
    new.setFocus()
    QTest.keyClicks(new, "abc")

    assert new.hasFocus()
    assert panel.fields[ChangeField.OLD].message.text() != ""
