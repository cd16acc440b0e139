"""People come and go at one PC: real logins, a real database, real windows."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.app.program import Program
from crm_desktop.app.reception import DeskLook, Reception
from crm_desktop.app.servers import Servers
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN, OPERATOR
from crm_desktop.errors.access import SignInRefused
from crm_desktop.settings import NamedServer
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.password_change.panel import PasswordChangePanel
from crm_desktop.ui.password_change.state import TypedPasswords
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.state import SignInWish
from tests.conftest import PASSWORD, LoginOf

OFFICE = "本社"
NEW_PASSWORD = "それとは別の長い合言葉"


class Desks:
    """A reception, and the programs it has shown."""

    def __init__(self, database: Database, last: LastSignIn, extension: str = "") -> None:
        place: dict[str, Any] = {
            name: value
            for name, value in conninfo_to_dict(database.dsn).items()
            if name not in {"user", "password"}
        }
        self.shown: list[Program] = []
        servers = Servers([NamedServer(OFFICE, make_conninfo("", **place))], None, extension, last)
        self.reception = Reception(servers, last, DeskLook(Formats("en"), self._show))

    def _show(self, program: Program) -> None:
        self.shown.append(program)
        program.start()

    def come_in(self, dsn: str, password: str = PASSWORD) -> None:
        login = str(conninfo_to_dict(dsn)["user"])
        self.reception.presenter.sign_in(SignInWish(OFFICE, login, password))


@pytest.fixture
def desks(qtbot: QtBot, database: Database, tmp_path: Path) -> Iterator[Desks]:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    desks = Desks(database, LastSignIn(QSettings()))
    desks.reception.window.show()
    yield desks
    desks.reception.close()
    for program in desks.shown:
        program.window.deleteLater()
    desks.reception.window.deleteLater()


def test_whoever_signs_in_finds_their_own_desk(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    desks.come_in(login_of(OPERATOR, name="山﨑 さくら"))

    qtbot.waitUntil(lambda: len(desks.shown) == 1)
    assert desks.shown[0].window.isVisible()
    assert not desks.reception.window.isVisible()
    assert "山﨑 さくら" in desks.shown[0].window.top_bar.staff.whole_text


def test_wrong_password_is_said_in_the_window(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    desks.come_in(login_of(OPERATOR), "the wrong one")

    qtbot.waitUntil(lambda: isinstance(desks.reception.presenter.state.error, SignInRefused))
    assert desks.reception.window.isVisible()


def test_password_of_somebody_else_is_changed_before_the_desk_opens(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    dsn = login_of(OPERATOR, password_due=True)
    desks.come_in(dsn)
    window = desks.reception.window
    qtbot.waitUntil(lambda: bool(window.findChildren(PasswordChangePanel)))
    assert desks.shown == []

    panel = window.findChildren(PasswordChangePanel)[0]
    panel.change_wanted.emit(TypedPasswords(PASSWORD, NEW_PASSWORD, NEW_PASSWORD))

    qtbot.waitUntil(lambda: len(desks.shown) == 1)
    with Database(make_conninfo(dsn, password=NEW_PASSWORD)) as theirs, theirs.asking() as session:
        assert session.scalar(select(1)) == 1


def test_what_one_typed_is_there_when_they_come_back(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    first, second = login_of(OPERATOR), login_of(OPERATOR)
    desks.come_in(first)
    qtbot.waitUntil(lambda: len(desks.shown) == 1)
    program = desks.shown[0]
    program.window.new_customer_wanted.emit("")
    name = program.form.panel.fields[Field.NAME].edit
    name.setText("髙橋")

    program.window.top_bar.person.other_person_wanted.emit()
    assert not program.window.isVisible()
    desks.come_in(second)
    qtbot.waitUntil(lambda: len(desks.shown) == 2)
    desks.shown[1].window.top_bar.person.other_person_wanted.emit()
    desks.come_in(first)

    qtbot.waitUntil(program.window.isVisible)
    assert len(desks.shown) == 2
    assert name.text() == "髙橋"


def test_signing_out_ends_the_desk(desks: Desks, qtbot: QtBot, login_of: LoginOf) -> None:
    desks.come_in(login_of(OPERATOR))
    qtbot.waitUntil(lambda: len(desks.shown) == 1)

    desks.shown[0].window.top_bar.person.sign_out_wanted.emit()

    assert desks.reception.window.isVisible()
    assert not desks.shown[0].window.isVisible()
    desks.shown.clear()


def test_desks_of_those_who_signed_out_do_not_stay_in_memory(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    login, left = login_of(OPERATOR), list[weakref.ref[Program]]()
    for _ in range(4):
        desks.come_in(login)
        qtbot.waitUntil(lambda: len(desks.shown) == 1)
        left.append(weakref.ref(desks.shown[0]))
        desks.shown.pop().window.top_bar.person.sign_out_wanted.emit()

    # What is there before the first desk of a process, its furniture too, is never looked at.
    qtbot.waitUntil(lambda: sum(desk() is not None for desk in left) <= 1)


def test_administrator_without_customers_gets_the_page_of_staff(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    desks.come_in(login_of(ADMIN))

    qtbot.waitUntil(lambda: len(desks.shown) == 1)
    program = desks.shown[0]
    assert program.window.pages.currentWidget() not in {program.window.home, None}
    assert not program.window.error_bar.isVisible()


def test_only_administrators_are_offered_the_staff(
    desks: Desks, qtbot: QtBot, login_of: LoginOf
) -> None:
    desks.come_in(login_of(OPERATOR))

    qtbot.waitUntil(lambda: len(desks.shown) == 1)
    assert not desks.shown[0].window.top_bar.person.staff.isVisible()
