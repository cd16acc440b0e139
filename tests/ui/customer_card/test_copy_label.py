from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.customer_card.order_copies import order_copies
from crm_desktop.ui.customer_card.order_facts import order_facts
from crm_desktop.ui.customer_card.order_words import order_words
from crm_desktop.ui.shared.copy_menu import Copy, open_copy_menu
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import JAPAN, TODAY, a_parcel, an_order


@pytest.fixture
def label(qtbot: QtBot) -> CopyLabel:
    label = CopyLabel(focusable=True)
    qtbot.addWidget(label)
    label.show_value("03-5321-1111 home", "0353211111")
    label.show()
    return label


def test_both_forms_can_be_copied(label: CopyLabel) -> None:
    assert [copy.text for copy in label.copies()] == ["03-5321-1111 home", "0353211111"]


def test_the_same_form_is_offered_once(label: CopyLabel) -> None:
    label.show_value("C-004182", "C-004182")

    assert [copy.text for copy in label.copies()] == ["C-004182"]


def test_enter_opens_the_menu_and_copies(label: CopyLabel, qtbot: QtBot) -> None:
    QTest.keyClick(label, Qt.Key.Key_Return)
    menu = label.findChild(QMenu)
    assert menu is not None

    menu.actions()[1].trigger()

    assert QGuiApplication.clipboard().text() == "0353211111"
    menu.close()


def test_the_mouse_makes_it_selectable(qtbot: QtBot) -> None:
    label = CopyLabel()
    qtbot.addWidget(label)
    label.show_value("髙橋 美智子")
    label.resize(label.sizeHint())
    label.show()
    here = QPointF(2, 2)

    QApplication.sendEvent(label, QEnterEvent(here, here, here))
    label.setSelection(0, 2)
    selected = label.selectedText()
    label.setSelection(0, 0)
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))

    assert selected == "髙橋"
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction


def test_an_empty_value_takes_no_room(label: CopyLabel) -> None:
    label.show_value("")

    assert label.isHidden()


def test_line_breaks_become_blanks(label: CopyLabel) -> None:
    label.show_value("一行目\n二行目")

    assert label.whole_text == "一行目 二行目"


def test_an_order_is_copied_by_its_numbers(qtbot: QtBot) -> None:
    order = an_order(7, total_yen=4_980, shipments=(a_parcel(),))
    facts = order_facts(order, today=TODAY, zone=JAPAN)
    formats = Formats("ja", JAPAN)

    copies = [one.text for one in order_copies(facts, order_words(facts, formats, TODAY), formats)]

    assert copies[:4] == ["D-000007", "¥4,980", "4980", "1234-5678-9012"]


def test_long_values_do_not_stretch_the_menu(label: CopyLabel) -> None:
    menu = open_copy_menu(label, label.pos(), [Copy("あ" * 500, "x")])

    assert len(menu.actions()[0].text()) < 50
    menu.close()
