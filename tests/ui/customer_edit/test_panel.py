from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.actions.customer_edits import phone_field
from crm_desktop.ui.customer_edit.address_lines import MOST_ADDRESSES, with_lines
from crm_desktop.ui.customer_edit.form_reading import form_of, seen_on
from crm_desktop.ui.customer_edit.panel import CustomerEditPanel
from crm_desktop.ui.customer_edit.state import CustomerEditState, FieldNews
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES
from tests.builders import MOBILE
from tests.ui.conftest import NOW
from tests.ui.customer_card.cards import a_card

CARD = a_card(name="<b>髙橋</b>", email="m@example.jp")
FORM = form_of(CARD.customer_id, CARD.code, seen_on(CARD), uuid4())


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> CustomerEditPanel:
    panel = CustomerEditPanel(formats, lambda: NOW)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_state(CustomerEditState(FORM))
    return panel


def test_the_form_shows_what_is_stored_as_plain_text(panel: CustomerEditPanel) -> None:
    assert panel.fields[Field.NAME].edit.text() == "<b>髙橋</b>"
    assert panel.heading.whole_text == f"Change <b>髙橋</b>  {CARD.code}"
    for label in panel.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_each_number_has_its_line_and_one_more_is_added(panel: CustomerEditPanel) -> None:
    line = FORM.phones[0]
    panel.show_state(CustomerEditState(replace(FORM, phones=(line, line, line))))
    assert len(panel.phones.rows) == 3

    panel.show_state(CustomerEditState(replace(FORM, phones=(line,))))

    assert len(panel.phones.rows) == 1


def test_what_others_changed_stands_under_the_fields(panel: CustomerEditPanel) -> None:
    news = {
        "email": FieldNews("<i>s@example.jp"),
        "sex": FieldNews("female"),
        phone_field(MOBILE): FieldNews("mobile"),
    }

    panel.show_state(CustomerEditState(FORM, news))

    assert "Changed meanwhile: <i>s@example.jp" in panel.fields[Field.EMAIL].message.text()
    assert "female" in panel.fields[Field.BIRTHDAY].message.text()
    assert panel.phones.news.text() == "Number 090-1234-5678: Changed meanwhile: mobile"


def test_the_form_fits_below_the_bars_of_a_small_screen(panel: CustomerEditPanel) -> None:
    hint = panel.minimumSizeHint()

    assert hint.width() <= 1366 - 208
    assert hint.height() <= 768 - 128


def test_tab_goes_through_the_form_as_it_is_read(panel: CustomerEditPanel, qtbot: QtBot) -> None:
    line = FORM.phones[0]
    panel.show_state(CustomerEditState(replace(FORM, phones=(line, line))))
    qtbot.waitUntil(panel.phones.rows[1].isVisible)
    panel.activateWindow()
    panel.fields[Field.MEMO].edit.setFocus()
    rows = [part for row in panel.phones.rows for part in (row.field.edit, row.kind, row.remove)]

    addresses = panel.addresses
    places = (addresses.list, addresses.kind, addresses.add, panel.fields[Field.POSTAL_CODE].edit)
    for expected in (*rows, panel.phones.add, *places):
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_caret_goes_into_a_line_that_was_added(panel: CustomerEditPanel, qtbot: QtBot) -> None:
    line = FORM.phones[0]
    two = CustomerEditState(replace(FORM, phones=(line, line)))
    panel.phones.added.connect(lambda: panel.show_state(two))
    panel.activateWindow()
    panel.phones.add.setFocus()

    QTest.keyClick(panel.phones.add, Qt.Key.Key_Space)

    qtbot.waitUntil(panel.phones.rows[1].field.edit.hasFocus)


def test_the_last_of_many_addresses_of_a_draft_is_in_sight(qtbot: QtBot, formats: Formats) -> None:
    (line,) = FORM.addresses
    lines = tuple(replace(line, key=str(number)) for number in range(MOST_ADDRESSES))
    panel = CustomerEditPanel(formats, lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(1100, 700)

    panel.show_state(CustomerEditState(with_lines(FORM, lines, MOST_ADDRESSES - 1)))
    panel.show()

    shown = panel.addresses.list
    qtbot.waitUntil(lambda: shown.height() >= 4 * SIZES.row)
    assert shown.viewport().rect().contains(shown.visualRect(shown.currentIndex()))
