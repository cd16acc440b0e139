"""An order is taken by keys alone, at a real desk on a real database, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.order import Order, OrderLine, Product
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from tests.app.conftest import OpenDesk
from tests.builders import a_customer, an_order
from tests.conftest import LoginAt
from tests.faults.lost_answers import LosingLine

CONTROL = Qt.KeyboardModifier.ControlModifier
PRODUCTS = (
    ("AO-30", "青汁30包", 3980),
    ("AO-60", "青汁60包 ﾌﾚｯｼｭ", 6980),
    ("KS-01", "黒酢カプセル", 2480),
)


@pytest.fixture
def office(own_database: Database) -> Database:
    with own_database.writing() as session:
        session.add_all(
            Product(code=code, name=name, price_yen=yen) for code, name, yen in PRODUCTS
        )
        michiko = a_customer(session)
        payment = Payment(method="cash_on_delivery", amount_yen=3960)
        items = (("青汁30包", 2),)
        an_order(session, michiko, date(2026, 10, 18), items=items, payment=payment)
    return own_database


@pytest.fixture
def program(office: Database, open_desk: OpenDesk, qtbot: QtBot) -> Program:
    program = open_desk(office, OPERATOR)
    with office.reading() as session:
        customer_id = session.scalars(select(Customer.id)).one()
    with qtbot.waitSignal(
        program.card.changed, check_params_cb=lambda state: state.card is not None
    ):
        program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    return program


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def opened(program: Program, qtbot: QtBot) -> Program:
    QTest.keyClick(program.window, Qt.Key.Key_O, CONTROL)
    assert program.orders.panel.isVisible()
    qtbot.waitUntil(lambda: bool(program.orders.presenter._products))
    return program


def type_line(words: str, pieces: str = "") -> None:
    """Type a line: words of a product, Enter, pieces, Enter."""
    QTest.keyClicks(focused(), words)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClicks(focused(), pieces)
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def save(program: Program) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_S, CONTROL)


def newest_row(program: Program) -> tuple[str, ...]:
    return tuple(cell.text for cell in program.card_panel.orders.model.rows[0].cells)


def counts(office: Database) -> tuple[int, ...]:
    with office.reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Order, OrderLine, Payment)
        )


def saved(program: Program, qtbot: QtBot, press: Callable[[], None]) -> None:
    """Save, and wait for the answer and for the news of the card, whichever is first."""
    with qtbot.waitSignal(program.card.renewed):
        press()
    qtbot.waitUntil(program.card_panel.isVisible)


def test_order_typed_by_keys_stands_on_the_card(
    program: Program, office: Database, qtbot: QtBot
) -> None:
    opened(program, qtbot)
    type_line("AO-6", "2")
    type_line("kuro")
    assert program.orders.presenter.state.terms.lines[0].product_code == "AO-60"
    QTest.keyClicks(focused(), "500")
    assert program.orders.panel.problem.isHidden()

    program.orders.presenter.discard()
    type_line("AO-6", "2")
    saved(program, qtbot, lambda: save(program))

    assert newest_row(program)[2:4] == ("青汁60包 ﾌﾚｯｼｭ ×2", "¥13,960")
    assert counts(office) == (2, 2, 2)
    assert not program.orders.presenter.has_typing


def test_same_as_last_time_is_two_keys(program: Program, office: Database, qtbot: QtBot) -> None:
    opened(program, qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_R, CONTROL)
    saved(program, qtbot, lambda: save(program))

    assert newest_row(program)[2:4] == ("青汁30包 ×2", "¥3,960")
    with office.reading() as session:
        assert session.scalars(select(Payment.method).order_by(Payment.id)).all() == [
            "cash_on_delivery",
            "cash_on_delivery",
        ]


def test_what_cannot_be_meant_is_told_and_not_sent(
    program: Program, office: Database, qtbot: QtBot
) -> None:
    opened(program, qtbot)
    for pieces in ("0", "1000", "-3"):
        QTest.keyClicks(focused(), "KS-01")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        QTest.keyClicks(focused(), pieces)
        save(program)
        assert "1 to 999" in program.orders.panel.entry_problem.whole_text
        assert focused() is program.orders.panel.quantity
        program.orders.presenter.discard()

    assert counts(office) == (1, 1, 1)


def test_esc_keeps_what_is_typed(program: Program, qtbot: QtBot) -> None:
    opened(program, qtbot)
    type_line("AO-30", "3")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert program.card_panel.isVisible()

    opened(program, qtbot)

    assert program.orders.presenter.state.form.lines[0].quantity == 3


def test_draft_of_a_closed_form_is_brought_back(program: Program, qtbot: QtBot) -> None:
    opened(program, qtbot)
    type_line("AO-30", "3")
    draft_id = program.orders.presenter._draft_id
    assert draft_id is not None
    program.orders.presenter._let_go()
    program.orders.presenter._begin_anew()
    (draft,) = program.drafts.left
    program.pages.go_home()

    program.kept.presenter.bring_back(draft)

    assert program.orders.panel.isVisible()
    assert program.orders.presenter.state.form.lines[0].quantity == 3
    assert program.orders.presenter.state.terms.total_yen == 11_940


def test_order_whose_answer_was_cut_off_goes_in_once(
    office: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot
) -> None:
    dsn = login_at(office, OPERATOR, extension="204")
    line = LosingLine(dsn, after=b"take_order")
    program = open_desk(office, dsn=line.dsn(dsn))
    with office.reading() as session:
        customer_id = session.scalars(select(Customer.id)).one()
    with qtbot.waitSignal(
        program.card.changed, check_params_cb=lambda state: state.card is not None
    ):
        program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    opened(program, qtbot)
    type_line("KS-01", "2")

    with qtbot.waitSignal(program.outbox.went_in), line.losing():
        save(program)
        qtbot.waitUntil(lambda: line.lost > 0)

    assert counts(office) == (2, 2, 2)
    qtbot.waitUntil(lambda: newest_row(program)[2] == "黒酢カプセル ×2")
    line.close()
