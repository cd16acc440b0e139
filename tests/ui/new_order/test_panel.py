"""The form of an order as it is typed: keys, conversions, what stands on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.new_order import OrderedLine, OrderTerms
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.orders import BadOrder, OrderProblem
from crm_desktop.ui.new_order.panel import NewOrderPanel
from crm_desktop.ui.new_order.state import NewOrderState, OrderCustomer, OrderForm, Part
from crm_desktop.ui.shared.formats import Formats

LINES = (OrderedLine("AO-30", "青汁30包", 2, 3980), OrderedLine("", "<b>ﾀｵﾙ</b>", 1, 0))
FOUND = (ProductRow("KS-01", "黒酢カプセル", 2480), ProductRow("KS-02", "黒酢ドリンク", 3240))
STATE = NewOrderState(
    OrderCustomer(7, "髙橋 美智子", "C-000007", LINES),
    OrderForm(LINES, shipping_fee="500", method=PaymentMethod.CARD),
    terms=OrderTerms(LINES, 500),
)


@pytest.fixture
def panel(qtbot: QtBot) -> NewOrderPanel:
    panel = NewOrderPanel(Formats("ja"))
    qtbot.addWidget(panel)
    panel.resize(1150, 640)
    panel.show()
    panel.activateWindow()
    panel.show_state(STATE)
    panel.setFocus()
    return panel


def test_form_says_who_orders_what_and_for_how_much(panel: NewOrderPanel) -> None:
    assert "髙橋 美智子 様" in panel.heading.whole_text
    assert panel.lines.row_model.rowCount() == 2
    assert panel.sums.total.text() == "¥8,460"
    assert panel.method.currentData() == PaymentMethod.CARD
    assert panel.product.hasFocus()


def test_lines_are_whole_for_a_screen_reader(panel: NewOrderPanel) -> None:
    words = panel.lines.row_model.index(0).data()

    assert words == "青汁30包  ¥3,980 × 2  ¥7,960"


def test_enter_that_confirms_a_conversion_takes_nothing(panel: NewOrderPanel, qtbot: QtBot) -> None:
    QApplication.sendEvent(panel.product, QInputMethodEvent("くろず", []))
    with qtbot.assertNotEmitted(panel.product_taken):
        QTest.keyClick(panel.product, Qt.Key.Key_Return)
    confirmed = QInputMethodEvent()
    confirmed.setCommitString("黒酢")
    with qtbot.waitSignal(panel.typed) as typed:
        QApplication.sendEvent(panel.product, confirmed)

    assert typed.args == [Part.PRODUCT, "黒酢"]
    with qtbot.waitSignal(panel.product_taken):
        QTest.keyClick(panel.product, Qt.Key.Key_Return)


def test_arrows_choose_among_what_was_found(panel: NewOrderPanel, qtbot: QtBot) -> None:
    panel.show_state(NewOrderState(STATE.customer, OrderForm(product="黒"), FOUND, chosen=1))

    assert panel.found.chosen_row == (1, FOUND[1])
    with qtbot.waitSignal(panel.moved) as moved:
        QTest.keyClick(panel.product, Qt.Key.Key_Up)
    assert moved.args == [-1]


def test_enter_in_the_quantity_goes_on_to_an_unknown_price(
    panel: NewOrderPanel, qtbot: QtBot
) -> None:
    QTest.keyClick(panel.quantity, Qt.Key.Key_Return)
    assert panel.price.hasFocus()

    QTest.keyClicks(panel.price, "500")
    with qtbot.waitSignal(panel.line_entered):
        QTest.keyClick(panel.quantity, Qt.Key.Key_Return)


def test_delete_takes_the_chosen_line_out(panel: NewOrderPanel, qtbot: QtBot) -> None:
    panel.lines.setFocus()
    panel.lines.choose(1)
    with qtbot.waitSignal(panel.line_removed) as removed:
        QTest.keyClick(panel.lines, Qt.Key.Key_Delete)
    assert removed.args == [1]


def test_what_is_wrong_is_said_beside_it(panel: NewOrderPanel) -> None:
    problems = (
        (Part.QUANTITY, BadOrder(OrderProblem.QUANTITY, 3)),
        (Part.DISCOUNT, BadOrder(OrderProblem.DISCOUNT)),
    )
    panel.show_state(NewOrderState(STATE.customer, STATE.form, problems=problems))

    assert "3" in panel.entry_problem.whole_text
    assert panel.quantity.property("refused")
    assert panel.quantity.accessibleDescription() == panel.entry_problem.whole_text
    assert not panel.price.property("refused")
    assert panel.discount.message.whole_text
    assert not panel.shipping.message.whole_text


def test_what_is_wrong_with_the_whole_order_is_said_below_its_lines(panel: NewOrderPanel) -> None:
    problems = ((None, BadOrder(OrderProblem.TOO_MANY_LINES)),)
    panel.show_state(NewOrderState(STATE.customer, STATE.form, problems=problems))

    assert "50" in panel.problem.words.text()
    assert not panel.entry_problem.whole_text


def test_each_field_of_a_line_stands_below_its_name(panel: NewOrderPanel) -> None:
    named = {label.buddy(): label.text() for label in panel.findChildren(QLabel) if label.buddy()}

    assert named[panel.quantity] == "Quantity"
    assert named[panel.price] == "Unit price"


def test_tab_goes_through_the_form_as_it_is_read(panel: NewOrderPanel) -> None:
    panel.show_state(replace(STATE, form=replace(STATE.form, product="青汁", price="3980")))
    panel.product.setFocus()
    order = [panel.quantity, panel.price, panel.add, panel.lines, panel.shipping.edit]
    order += [panel.discount.edit, panel.method, panel.memo, panel.save, panel.discard]

    for expected in order:
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_nothing_is_typed_while_the_order_is_on_its_way(panel: NewOrderPanel) -> None:
    panel.show_state(NewOrderState(STATE.customer, STATE.form, saving=True))

    assert not panel.save.isEnabled()
    assert not panel.product.isEnabled()


def test_esc_in_an_empty_field_goes_back(panel: NewOrderPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.back_wanted):
        QTest.keyClick(panel.product, Qt.Key.Key_Escape)


def test_empty_order_says_how_its_lines_come(panel: NewOrderPanel) -> None:
    def dark_pixels() -> int:
        picture = panel.lines.viewport().grab().toImage()
        ground = picture.pixel(picture.width() - 1, picture.height() - 1)
        rows = range(min(picture.height(), 40))
        return sum(picture.pixel(x, y) != ground for y in rows for x in range(picture.width()))

    panel.show_state(NewOrderState(STATE.customer, OrderForm()))

    assert dark_pixels() > 0
