"""The page "Move customers" at the desks of supervisors, in few words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.app.customer_moves_page import CustomerMovesPage
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.ui.customer_moves.state import TypedFilter, TypedReceiver
from crm_desktop.ui.shared.formats import Formats


def a_page(supervisor: Database, jobs: Jobs, qtbot: QtBot) -> CustomerMovesPage:
    """Return the page as a supervisor has opened it."""
    with supervisor.asking() as session:
        staff = sign_in(session, "test")
    page = CustomerMovesPage(staff, supervisor, Formats("en"), jobs)
    page.find._pause.setInterval(0)
    qtbot.addWidget(page.panel)
    page.panel.resize(1150, 640)
    page.panel.show()
    page.load()
    return page


def mean(page: CustomerMovesPage, **criteria: Any) -> None:
    page.find.change(TypedFilter(CustomerFilter(**criteria)))
    page.find.count()


def code_of(database: Database, customer_id: int) -> str:
    with database.reading() as session:
        return session.get_one(Customer, customer_id).code


def preview(page: CustomerMovesPage, whose_now: int, *receivers: int, **typed: str) -> None:
    """Share all customers of somebody out among the receivers, up to the preview."""
    mean(page, staff=(whose_now,))
    page.find.go_on()
    for staff_id in receivers:
        page.spread.give_to(staff_id, TypedReceiver(**typed))
    page.spread.preview()


def press_on(page: CustomerMovesPage) -> None:
    """Press the one key that goes on, wherever the page is."""
    keys = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    shown = page.panel.parts.currentWidget()
    assert shown is not None
    QTest.keyClick(shown, *keys)


def move(page: CustomerMovesPage) -> None:
    page.spread.go_on()
    page.move.ask()
    page.move.move()
