"""A call that rings takes no page away on which somebody is typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.ui.call_rules.script_form import ScriptForm
from crm_desktop.ui.customer_moves.state import FilterField
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

MICHIKO = "+81353211111"


@pytest.fixture
def office(own_database: Database) -> Database:
    with own_database.writing() as session:
        a_customer(session, "髙橋 美智子", phones=(MICHIKO,))
    return own_database


@pytest.fixture
def program(office: Database, open_desk: OpenDesk) -> Program:
    return open_desk(office, SUPERVISOR)


@pytest.fixture
def ring(office: Database, login_at: LoginAt) -> Iterator[Callable[[], None]]:
    with Database(login_at(office, GATEWAY), pool_size=1) as gateway:

        def ring() -> None:
            event = CallEvent(
                "test",
                "c1",
                CallStage.RINGING,
                utc_now(),
                direction=CallDirection.IN,
                extension="201",
                caller=MICHIKO,
            )
            with gateway.writing() as session:
                record_call_event(session, event)

        yield ring


def title_field(program: Program) -> ScriptForm:
    program.office.open_rules()
    form = program.window.findChild(ScriptForm)
    assert form is not None
    return form


def test_call_waits_at_the_side_while_a_script_is_typed(
    program: Program, ring: Callable[[], None], qtbot: QtBot
) -> None:
    form = title_field(program)
    form.point_at_first()
    QTest.keyClicks(form.title, "Orders")
    ring()
    qtbot.waitUntil(lambda: any(c.number == MICHIKO for c in program.calls._book.calls))
    qtbot.wait(300)
    assert form.isVisible()
    assert form.title.text() == "Orders"


def test_call_comes_to_the_front_of_a_page_on_which_nothing_is_typed(
    program: Program, ring: Callable[[], None], qtbot: QtBot
) -> None:
    form = title_field(program)
    ring()
    qtbot.waitUntil(program.card_panel.isVisible)
    assert not form.isVisible()


def test_typing_on_a_page_that_is_left_keeps_no_call_away(
    program: Program, ring: Callable[[], None], qtbot: QtBot
) -> None:
    form = title_field(program)
    QTest.keyClicks(form.title, "Orders")
    program.pages.go_home()
    ring()
    qtbot.waitUntil(program.card_panel.isVisible)


def test_call_waits_at_the_side_while_customers_are_chosen_to_be_moved(
    program: Program, ring: Callable[[], None], qtbot: QtBot
) -> None:
    program.office.open_moves()
    page = program.office.moves
    assert page is not None
    QTest.keyClicks(page.panel.find_pane.form.fields[FilterField.ORDERED_FROM], "2026/1")

    ring()
    qtbot.waitUntil(lambda: any(c.number == MICHIKO for c in program.calls._book.calls))
    qtbot.wait(300)

    assert page.panel.isVisible()
