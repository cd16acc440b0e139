from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.database.embedded import StartStep
from crm_desktop.errors.access import NoKeyring, SignInRefused
from crm_desktop.ui.sign_in.form import SignInForm
from crm_desktop.ui.sign_in.state import ServerChoice, SignInStage, SignInState, SignInWish
from crm_desktop.ui.sign_in.words import progress_words

ONE = (ServerChoice("本社", "crm.example.jp"),)
TWO = (*ONE, ServerChoice("このPC", ""))
ASKING = SignInState(TWO, "本社", SignInStage.ASKING, "tadokoro", keyring_checked=True)
CONNECTING = replace(ASKING, stage=SignInStage.CONNECTING)


@pytest.fixture
def form(qtbot: QtBot) -> SignInForm:
    form = SignInForm()
    qtbot.addWidget(form)
    form.show_state(ASKING)
    form.show()
    form.activateWindow()
    form.point_at_first_empty()
    return form


def test_enter_in_the_password_asks_with_what_is_typed(form: SignInForm, qtbot: QtBot) -> None:
    QTest.keyClicks(form.password.edit, "secret pass")
    with qtbot.waitSignal(form.sign_in_wanted) as asked:
        QTest.keyClick(form.password.edit, Qt.Key.Key_Return)

    assert asked.args == [SignInWish("本社", "tadokoro", "secret pass", keep=False)]


def test_enter_in_the_login_goes_to_the_empty_password(form: SignInForm, qtbot: QtBot) -> None:
    form.login.edit.setFocus()
    with qtbot.assertNotEmitted(form.sign_in_wanted):
        QTest.keyClick(form.login.edit, Qt.Key.Key_Return)

    assert form.password.edit.hasFocus()


def test_a_refusal_leaves_the_password_selected_under_the_caret(form: SignInForm) -> None:
    form.password.edit.setText("wrong pass")
    form.show_state(CONNECTING)
    form.sign_in.setFocus()
    form.show_state(replace(ASKING, error=SignInRefused("tadokoro")))

    assert form.password.edit.hasFocus()
    assert form.password.edit.selectedText() == "wrong pass"
    assert "tadokoro" in form.error.words.text()


def test_escape_gives_up_waiting_and_keeps_what_is_typed(form: SignInForm, qtbot: QtBot) -> None:
    form.password.edit.setText("secret pass")
    form.show_state(CONNECTING)
    with qtbot.waitSignal(form.cancel_wanted):
        QTest.keyClick(form.password.edit, Qt.Key.Key_Escape)
    form.show_state(ASKING)

    assert (form.login.edit.text(), form.password.edit.text()) == ("tadokoro", "secret pass")


def test_while_connecting_nothing_can_be_changed_but_given_up(form: SignInForm) -> None:
    assert not form.cancel.isVisible()
    form.show_state(CONNECTING)

    assert form.cancel.isVisible()
    assert form.password.edit.isReadOnly()
    assert not form.sign_in.isEnabled()


def test_nothing_moves_when_an_error_comes(form: SignInForm) -> None:
    place = form.password.mapTo(form, form.password.pos())
    form.show_state(replace(ASKING, error=SignInRefused("tadokoro")))

    assert form.password.mapTo(form, form.password.pos()) == place


def test_one_server_is_not_asked_for(form: SignInForm) -> None:
    assert form.server.isVisible()
    form.show_state(replace(ASKING, servers=ONE))

    assert not form.server.isVisible()


def test_a_chosen_server_is_told(form: SignInForm, qtbot: QtBot) -> None:
    form.server.setFocus()
    with qtbot.waitSignal(form.server_chosen) as chosen:
        QTest.keyClick(form.server, Qt.Key.Key_Down)

    assert chosen.args == ["このPC"]


def test_without_a_keyring_the_box_is_off_and_says_why(form: SignInForm) -> None:
    form.show_state(replace(ASKING, keyring_problem=NoKeyring()))

    assert not form.keep.isEnabled()
    assert "keyring" in form.keyring.text()
    assert form.keep.accessibleDescription() == form.keyring.text()


def test_until_the_keyring_was_asked_the_box_is_off(form: SignInForm) -> None:
    form.show_state(replace(ASKING, keyring_checked=False))

    assert not form.keep.isEnabled()
    assert form.keyring.text() == ""


def test_what_is_learnt_late_leaves_typing_alone(form: SignInForm) -> None:
    form.login.edit.clear()
    QTest.keyClicks(form.login.edit, "saeki")
    form.login.edit.setFocus()
    form.show_state(replace(ASKING, keyring_problem=NoKeyring()))

    assert form.login.edit.text() == "saeki"
    assert form.login.edit.hasFocus()


def test_the_login_of_the_other_server_replaces_the_one_shown(form: SignInForm) -> None:
    form.show_state(replace(ASKING, server_name="このPC", login="saeki"))

    assert form.login.edit.text() == "saeki"


def test_a_kept_password_is_told_without_being_there(form: SignInForm) -> None:
    form.show_state(replace(ASKING, has_kept=True))

    assert form.password.edit.text() == ""
    assert form.password.edit.placeholderText()
    assert form.keep.isChecked()


def test_markup_in_a_server_name_or_login_is_only_text(form: SignInForm) -> None:
    form.show_state(replace(ASKING, error=SignInRefused("<b>髙橋</b>")))

    assert form.error.words.textFormat() is Qt.TextFormat.PlainText
    assert "<b>髙橋</b>" in form.error.words.text()


def test_what_the_database_is_busy_with_is_read_whole(form: SignInForm) -> None:
    state = replace(ASKING, stage=SignInStage.LOOKING, step=StartStep.BRINGING_OVER)
    form.show_state(state)
    form.resize(480, form.height())
    QApplication.processEvents()

    assert form.progress.text() == progress_words(state)
    assert "Leave the PC on" in form.progress.text()
