from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.postal_address import PostalAddress, PostalKind
from crm_desktop.errors.text import BadPhoneNumber, PhoneProblem
from crm_desktop.ui.new_customer.panel import NewCustomerPanel
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState
from crm_desktop.ui.shared.formats import Formats


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> NewCustomerPanel:
    panel = NewCustomerPanel(formats, lambda: date(2026, 11, 23))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_the_refusal_stands_beside_its_field_with_what_may_be_meant(
    panel: NewCustomerPanel,
) -> None:
    refusal = BadPhoneNumber("312345678", PhoneProblem.LOST_ZERO, proposals=("03-1234-5678",))
    panel.show_state(NewCustomerState({Field.PHONE: FieldState("312345678", refusal)}))

    field = panel.fields[Field.PHONE]
    assert field.edit.text() == "312345678"
    assert "03-1234-5678" in field.message.whole_text
    assert field.edit.property("refused") is True


def test_the_birthday_is_told_in_both_calendars(panel: NewCustomerPanel) -> None:
    panel.show_state(
        NewCustomerState({Field.BIRTHDAY: FieldState("1948/3/5", day=date(1948, 3, 5))})
    )

    assert panel.fields[Field.BIRTHDAY].message.text() == "昭和23年3月5日(金) 78"


def test_typing_and_leaving_a_field_are_told(panel: NewCustomerPanel, qtbot: QtBot) -> None:
    told: list[tuple[str, object, str]] = []
    panel.typed.connect(lambda which, text: told.append(("typed", which, text)))
    panel.field_left.connect(lambda which, text: told.append(("left", which, text)))
    edit = panel.fields[Field.NAME].edit

    QTest.keyClicks(edit, "ab")
    QTest.keyClick(edit, Qt.Key.Key_Return)

    assert told == [
        ("typed", Field.NAME, "a"),
        ("typed", Field.NAME, "ab"),
        ("left", Field.NAME, "ab"),
    ]


def test_enter_goes_to_the_next_field(panel: NewCustomerPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.fields[Field.NAME].edit.setFocus()
    QTest.keyClick(panel.fields[Field.NAME].edit, Qt.Key.Key_Return)

    assert panel.fields[Field.NAME_KANA].edit.hasFocus()


def test_places_are_offered_and_the_chosen_one_is_told(
    panel: NewCustomerPanel, qtbot: QtBot
) -> None:
    places = tuple(
        PostalAddress("愛知県", "清須市", town, "", "", PostalKind.TOWN) for town in ("甲", "乙")
    )
    panel.show_state(NewCustomerState(choices=places))
    assert panel.places.isVisible()

    with qtbot.waitSignal(panel.place_chosen) as chosen:
        panel.places.choose(1)
        QTest.keyClick(panel.places, Qt.Key.Key_Return)

    assert chosen.args == [1]


def test_the_form_fits_below_the_bars_of_a_small_screen(panel: NewCustomerPanel) -> None:
    hint = panel.minimumSizeHint()

    assert hint.width() <= 1366 - 208
    assert hint.height() <= 768 - 128


def test_markup_in_a_place_is_only_text(panel: NewCustomerPanel) -> None:
    panel.show_state(NewCustomerState({Field.NAME: FieldState("<b>髙橋</b>")}))

    assert panel.fields[Field.NAME].edit.text() == "<b>髙橋</b>"
    assert panel.fields[Field.NAME].message.textFormat() is Qt.TextFormat.PlainText


def test_the_tab_key_asks_in_the_order_of_a_talk(panel: NewCustomerPanel) -> None:
    asked, first = [], panel.fields[Field.NAME].edit
    following = first.nextInFocusChain()
    while following is not None and following is not first:
        if isinstance(following, QLineEdit):
            asked.append(following.accessibleName())
        following = following.nextInFocusChain()

    assert asked == [
        "Kana",
        "Phone",
        "Birthday",
        "E-mail",
        "Attention memo",
        "Postal code",
        "Prefecture",
        "City",
        "Town",
        "Block",
        "Building",
    ]


def test_nothing_can_be_typed_into_what_is_on_its_way(panel: NewCustomerPanel) -> None:
    edit = panel.fields[Field.NAME].edit
    panel.show_state(NewCustomerState({Field.NAME: FieldState("髙橋")}, saving=True))

    QTest.keyClicks(edit, "ab")

    assert edit.text() == "髙橋"
    assert not panel.discard.isEnabled()
    panel.show_state(NewCustomerState({Field.NAME: FieldState("髙橋")}))
    QTest.keyClicks(edit, "ab")
    assert edit.text() == "髙橋ab"
