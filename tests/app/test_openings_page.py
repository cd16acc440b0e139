"""Openings in a whole desk: from the menu to who looked at one of the cards."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.ui.access_history.dialog import AccessHistoryDialog
from crm_desktop.ui.openings.opened_dialog import OpenedCardsDialog
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt


@pytest.fixture
def opened(own_database: Database, login_at: LoginAt) -> str:
    """The login of Sakiyama, who opened the card of Takahashi."""
    with own_database.writing() as session:
        customer_id = a_customer(session, name="髙橋 美智子").id
    dsn = login_at(own_database, OPERATOR, name="﨑山 蓮")
    with psycopg.connect(dsn, autocommit=True) as desk:
        desk.execute("SELECT open_card(%s, 'search')", [customer_id])
        return desk.info.user


def shown(parent: QWidget, kind: type[Any]) -> Any:
    return next((one for one in parent.findChildren(kind) if one.isVisible()), None)


def records(database: Database) -> list[str]:
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute("SELECT subject FROM audit_entry WHERE action = 'history' ORDER BY id")
        return [subject for (subject,) in rows]


def test_only_supervisors_are_offered_the_page(own_database: Database, open_desk: OpenDesk) -> None:
    operator: Program = open_desk(own_database, OPERATOR)

    assert not operator.window.top_bar.person.openings.isVisible()


@pytest.mark.usefixtures("opened")
def test_from_the_figures_to_the_cards_to_who_looked_each_on_record(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    program = open_desk(own_database, SUPERVISOR)
    program.window.top_bar.person.openings.trigger()
    page = program.office.openings
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.presenter.state.rows))
    assert records(own_database) == []

    QTest.keyClick(page.panel.table, Qt.Key.Key_Return)
    cards: OpenedCardsDialog = shown(program.window, OpenedCardsDialog)
    qtbot.waitUntil(lambda: len(cards.table.words.rows) == 1)
    assert cards.table.words.cells(0)[2] == "髙橋 美智子"
    assert records(own_database) == ["openings"]

    QTest.keyClick(cards.table, Qt.Key.Key_Return)
    looks: AccessHistoryDialog = shown(cards, AccessHistoryDialog)
    qtbot.waitUntil(lambda: bool(looks.table.words.rows))
    assert records(own_database) == ["openings", "customer"]
