"""The whole desk on a real database: after-call work, breaks, and what the office requires."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event, Timer
from typing import Any

import psycopg
import pytest
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.note import NoteCategory
from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.roles import ADMIN, GATEWAY, OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

MICHIKO = "+81353211111"
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
CONTROL = Qt.KeyboardModifier.ControlModifier
SettledDesk = Callable[..., Program]
Tell = Callable[[CallStage], None]
Rows = Callable[[], list[tuple[Any, ...]]]


@pytest.fixture
def office(own_database: Database) -> Database:
    with own_database.writing() as session:
        a_customer(session, "髙橋 美智子", phones=(MICHIKO,))
        session.add(NoteCategory(label_ja="ご注文", label_en="Order", position=1))
    return own_database


@pytest.fixture
def settled_desk(office: Database, open_desk: OpenDesk) -> SettledDesk:
    """Open the desk at extension 201 after the office has settled ``settings``."""

    def settled_desk(group: str = OPERATOR, **settings: Any) -> Program:
        with office.writing() as session:
            session.add_all(OfficeSetting(key=key, value=settings[key]) for key in settings)
        return open_desk(office, group)

    return settled_desk


@pytest.fixture
def tell(office: Database, login_at: LoginAt) -> Iterator[Tell]:
    """Report one step of the one call from Michiko, as the gateway does."""
    with Database(login_at(office, GATEWAY), pool_size=1) as gateway:

        def report(stage: CallStage) -> None:
            event = CallEvent(
                "test",
                "call-1",
                stage,
                utc_now() - timedelta(milliseconds=1),
                direction=CallDirection.IN,
                extension="" if stage is CallStage.ENDED else "201",
                caller=MICHIKO,
                called_raw="0120000000",
            )
            with gateway.writing() as session:
                record_call_event(session, event)

        yield report


@pytest.fixture
def rows(office: Database) -> Iterator[Rows]:
    """Return a look at what was stored: state, reason, whether it is about a call."""
    query = b"SELECT state, reason, call_id IS NOT NULL FROM availability_change ORDER BY id"
    with psycopg.connect(office.dsn, autocommit=True) as owner:
        yield lambda: owner.execute(query).fetchall()


def have_a_call(program: Program, qtbot: QtBot, tell: Tell, rows: Rows) -> None:
    """Ring, talk, end; the caller's card is open and the after-call work is stored."""
    qtbot.waitUntil(lambda: bool(rows()))
    tell(CallStage.RINGING)
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    tell(CallStage.ANSWERED)
    qtbot.waitUntil(lambda: program.window.top_bar.status.text().startswith("Talking"))
    tell(CallStage.ENDED)
    qtbot.waitUntil(lambda: rows()[-1] == ("after_call", "", True))


def shown(program: Program) -> QWidget | None:
    return program.window.pages.currentWidget()


def finish(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_Return, CONTROL)


def test_after_call_work_ends_with_one_key_that_saves_and_is_ready(
    settled_desk: SettledDesk, qtbot: QtBot, tell: Tell, rows: Rows, office: Database
) -> None:
    program = settled_desk()
    have_a_call(program, qtbot, tell, rows)
    assert program.window.top_bar.status.text().startswith("After call 0:0")

    program.card_panel.note.body.setPlainText("青汁を2箱")
    finish(program)

    qtbot.waitUntil(lambda: rows()[-1] == ("ready", "", False))
    assert shown(program) is program.window.home
    with psycopg.connect(office.dsn) as owner:
        assert owner.execute("SELECT body FROM contact_note").fetchall() == [("青汁を2箱",)]


def test_without_the_category_that_is_required_the_work_goes_on(
    settled_desk: SettledDesk, qtbot: QtBot, tell: Tell, rows: Rows
) -> None:
    program = settled_desk(category_required=True)
    note = program.card_panel.note
    have_a_call(program, qtbot, tell, rows)
    qtbot.waitUntil(lambda: note.category.count() > 1)

    finish(program)

    assert note.category.hasFocus()
    assert note.error.text() == "Choose a category; then you can be ready."
    assert (shown(program), rows()[-1][0]) == (program.card_panel, "after_call")

    note.category.setCurrentIndex(1)
    assert note.error.isHidden()
    finish(program)
    qtbot.waitUntil(lambda: rows()[-1] == ("ready", "", False))


def test_a_category_that_is_owed_brings_the_card_back(
    settled_desk: SettledDesk, qtbot: QtBot, tell: Tell, rows: Rows
) -> None:
    program = settled_desk(category_required=True)
    note = program.card_panel.note
    have_a_call(program, qtbot, tell, rows)
    qtbot.waitUntil(lambda: note.category.count() > 1)
    QTest.keyClick(program.window, Qt.Key.Key_Escape)
    assert shown(program) is program.window.home

    program.window.top_bar.status.toggle_wanted.emit()

    qtbot.waitUntil(lambda: shown(program) is program.card_panel and note.category.hasFocus())
    assert note.error.isVisible()
    note.category.setCurrentIndex(1)
    finish(program)
    qtbot.waitUntil(lambda: rows()[-1] == ("ready", "", False))


def test_finishing_where_no_card_is_open_is_being_ready(
    settled_desk: SettledDesk, qtbot: QtBot, tell: Tell, rows: Rows
) -> None:
    program = settled_desk()
    have_a_call(program, qtbot, tell, rows)
    QTest.keyClick(program.window, Qt.Key.Key_Escape)

    finish(program)

    qtbot.waitUntil(lambda: rows()[-1] == ("ready", "", False))


def test_away_is_chosen_from_the_menu_with_the_offices_reasons(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows
) -> None:
    program = settled_desk(away_reasons=["R&D会議", "昼食"])
    qtbot.waitUntil(lambda: bool(rows()))
    button = program.window.top_bar.status

    QTest.keyClick(program.window, Qt.Key.Key_F2)
    choices = {action.text(): action for action in button.choices.actions()}
    choices["&1  Away R&&D会議"].trigger()
    button.choices.close()

    qtbot.waitUntil(lambda: rows()[-1] == ("away", "R&D会議", False))
    assert button.text().startswith("Away R&&D会議 0:0")


def test_one_key_is_away_and_ready_again(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows
) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))

    for _ in range(2):
        modifiers = CONTROL | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(program.window, Qt.Key.Key_A, modifiers)

    qtbot.waitUntil(lambda: [row[0] for row in rows()] == ["ready", "away", "ready"])


def test_closing_the_desk_signs_out(settled_desk: SettledDesk, qtbot: QtBot, rows: Rows) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))

    program.close()

    assert [row[0] for row in rows()] == ["ready", "signed_out"]


def test_what_could_not_be_stored_yet_is_stored_when_the_desk_closes(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows
) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))
    let_go = Event()
    program.reports.run(program, let_go.wait, then=lambda _: None, failed=program.errors.show)

    program.availability.presenter.be_away("昼食")
    Timer(0.1, let_go.set).start()
    program.close()

    assert [row[:2] for row in rows()[1:]] == [("away", "昼食"), ("signed_out", "")]


def test_what_is_said_while_the_server_refuses_is_stored_in_order_with_its_time(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows, office: Database
) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))
    person = program.availability.presenter
    role = sql.Identifier(program.place.staff.login)

    with psycopg.connect(office.dsn, autocommit=True) as owner:
        owner.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(role))
        owner.execute(CUT_OFF, [program.place.staff.login])
        person.be_away("昼食")
        person.be_ready()
        qtbot.wait(1000)
        assert [said.state for said in person.kept.waiting] == ["away", "ready"]
        owner.execute(sql.SQL("ALTER ROLE {} LOGIN").format(role))
        back_at = utc_now()
    person.kept.send()

    qtbot.waitUntil(lambda: not person.kept.waiting)
    assert [row[0] for row in rows()] == ["ready", "away", "ready"]
    with psycopg.connect(office.dsn) as owner:
        stored = owner.execute("SELECT changed_at FROM availability_change").fetchall()
    assert all(changed_at < back_at for (changed_at,) in stored)


def test_who_makes_room_for_another_is_signed_out_until_they_come_back(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows
) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))

    program.go_away()
    program.come_back(program.database.dsn)

    qtbot.waitUntil(lambda: [row[0] for row in rows()] == ["ready", "signed_out", "ready"])


def test_an_idle_desk_is_away_until_it_is_unlocked(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows
) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))

    program.lock.watch.idle.emit()
    program.lock.presenter.open()

    qtbot.waitUntil(lambda: [row[0] for row in rows()] == ["ready", "away", "ready"])


def test_a_lock_that_was_asked_for_changes_nothing(
    settled_desk: SettledDesk, qtbot: QtBot, rows: Rows
) -> None:
    program = settled_desk()
    qtbot.waitUntil(lambda: bool(rows()))

    program.lock.presenter.lock()
    program.lock.presenter.open()

    assert [row[0] for row in rows()] == ["ready"]


def test_who_serves_no_customers_is_neither_ready_nor_away(
    settled_desk: SettledDesk, rows: Rows
) -> None:
    program = settled_desk(ADMIN)
    button = program.window.top_bar.status

    button.toggle_wanted.emit()

    assert (button.isVisible(), button.text(), rows()) == (False, "", [])
