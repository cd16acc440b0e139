from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import LoginTaken, SignInRefused
from crm_desktop.ui.sign_in.first_person import PersonField
from crm_desktop.ui.sign_in.first_person_presenter import FirstPersonPresenter
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.presenter import SignInPresenter
from crm_desktop.ui.sign_in.state import (
    FirstPerson,
    Protection,
    ServerChoice,
    SignInStage,
    SignInState,
    SignInWish,
    SignInWork,
)
from crm_desktop.ui.sign_in.window import SignInWindow
from crm_desktop.ui.sign_in.wiring import connect_sign_in

SERVER = ServerChoice("このPC", "")
PASSWORD = "uma no mimi ni"
TYPED = {
    PersonField.NAME: "髙橋　美智子",
    PersonField.LOGIN: "michiko",
    PersonField.PASSWORD: PASSWORD,
    PersonField.AGAIN: PASSWORD,
    PersonField.EXTENSION: "２０１",
}


class NewOffice:
    """A window before a database without staff."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, settings: QSettings) -> None:
        self.staff: dict[str, FirstPerson] = {}
        self.came_in: list[object] = []
        self.window = SignInWindow()
        qtbot.addWidget(self.window)
        work = SignInWork(
            self._sign_in,
            lambda _one: None,
            lambda _s: None,
            lambda: None,
            lambda _s: not self.staff,
        )
        self.presenter = SignInPresenter((SERVER,), work, jobs, LastSignIn(settings))
        self.first = FirstPersonPresenter(self._create, jobs)
        connect_sign_in(self.window, self.presenter, self.first)
        self.presenter.signed_in.connect(self.came_in.append)
        self.presenter.start()
        self.window.show()
        self.window.activateWindow()

    def fill(self, **changes: str) -> None:
        for which, field in self.window.first_person.fields.items():
            field.edit.setText(changes.get(which.value, TYPED[which]))
        self.window.first_person.create_button.click()

    def _create(self, person: FirstPerson) -> None:
        if person.login == "taken":
            raise LoginTaken(person.login)
        self.staff[person.login] = person

    def _sign_in(self, wish: SignInWish) -> object:
        if wish.login not in self.staff:
            raise SignInRefused(wish.login)
        return self.staff[wish.login].name


@pytest.fixture
def office(qtbot: QtBot, inline_jobs: Jobs, tmp_path: Path) -> NewOffice:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return NewOffice(qtbot, inline_jobs, settings)


def test_the_first_person_is_made_and_comes_in(office: NewOffice) -> None:
    assert office.window.first_person.isVisible()
    office.fill()

    assert office.came_in == ["髙橋 美智子"]
    assert office.staff["michiko"].extension == "201"
    assert office.window.form.isVisible()


def test_passwords_are_forgotten_once_somebody_is_in(office: NewOffice) -> None:
    office.fill()

    fields = office.window.first_person.fields
    assert fields[PersonField.PASSWORD].edit.text() == ""
    assert fields[PersonField.AGAIN].edit.text() == ""


def test_what_the_database_refuses_stands_beside_its_field(office: NewOffice) -> None:
    office.fill(login="taken")

    field = office.window.first_person.fields[PersonField.LOGIN]
    assert field.edit.property("refused") is True
    assert field.edit.hasFocus()
    assert office.window.first_person.error.isHidden()


def test_a_field_that_is_being_corrected_is_no_longer_blamed(office: NewOffice) -> None:
    office.fill(login="Michiko", name="")
    fields = office.window.first_person.fields
    QTest.keyClicks(fields[PersonField.NAME].edit, "x")

    assert fields[PersonField.NAME].message.text() == ""
    assert fields[PersonField.LOGIN].message.text() != ""
    assert fields[PersonField.NAME].edit.hasFocus()


def test_enter_goes_through_the_fields_and_makes_at_the_last(
    office: NewOffice, qtbot: QtBot
) -> None:
    fields = list(office.window.first_person.fields.values())
    fields[0].edit.setFocus()
    for here, following in pairwise(fields):
        QTest.keyClick(here.edit, Qt.Key.Key_Return)
        assert following.edit.hasFocus()

    with qtbot.waitSignal(office.window.first_person.create_wanted):
        QTest.keyClick(fields[-1].edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("protection", "words"),
    [(Protection.THIS_PC, "this PC"), (Protection.ENCRYPTED, "certificate")],
)
def test_the_foot_says_how_the_line_is_protected(
    office: NewOffice, protection: Protection, words: str
) -> None:
    server = ServerChoice("本社", "crm.example.jp", protection)
    office.window.show_state(SignInState((server,), "本社", SignInStage.ASKING))

    assert words in office.window.protection.whole_text
    assert "crm.example.jp" in office.window.protection.whole_text


def test_closing_is_told(office: NewOffice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(office.window.closing):
        office.window.close()


def test_the_window_fits_a_small_screen(office: NewOffice) -> None:
    hint = office.window.minimumSizeHint()

    assert hint.width() <= 960
    assert hint.height() <= 768 - 48
