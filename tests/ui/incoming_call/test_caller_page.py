from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.customers import CallerMatch, FoundCustomer
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.customer_search.state import CustomerSearchState
from crm_desktop.ui.incoming_call.caller_page import CallerPage
from crm_desktop.ui.incoming_call.state import (
    CallerAnswer,
    CallPhase,
    DeskCall,
    IncomingCallState,
    Lookup,
)
from crm_desktop.ui.main_window import MainWindow

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MICHIKO = CallerMatch(
    7,
    "C-000007",
    "髙橋 美智子",
    "タカハシ ミチコ",
    date(1954, 3, 5),
    "female",
    NOW,
    "青汁30包×2",
    True,
)
TARO = replace(MICHIKO, customer_id=8, name="髙橋 太郎", last_chosen=False)
SHARED = DeskCall(
    1,
    CallPhase.RINGING,
    NOW,
    "+81353212222",
    lookup=Lookup.SEVERAL,
    answer=CallerAnswer((MICHIKO, TARO)),
)
UNKNOWN = replace(SHARED, lookup=Lookup.UNKNOWN, answer=CallerAnswer(area="東京"))
SAKURA = FoundCustomer(31, "C-000031", "﨑山 さくら", "サキヤマ サクラ", None, "", "", None, "name")
FOUND = CustomerSearchState("さきやま", "さきやま", (SAKURA,))


@pytest.fixture
def page(window: MainWindow) -> CallerPage:
    window.show_chooser()
    window.setFocus()
    return window.caller_page


def show(page: CallerPage, call: DeskCall) -> None:
    page.show_state(IncomingCallState((call,), call))


def test_each_person_has_what_helps_to_decide(page: CallerPage) -> None:
    show(page, SHARED)
    model = page.matches.row_model

    assert model.data(model.index(0)) == (
        "1, 髙橋 美智子, タカハシ ミチコ  72  female  C-000007, Last order Nov 23 (Mon),"
        " 青汁30包×2, Last time"
    )


def test_a_digit_chooses_the_person(page: CallerPage, window: MainWindow, qtbot: QtBot) -> None:
    show(page, SHARED)

    with qtbot.waitSignal(page.customer_chosen) as chosen:
        QTest.keyClick(window, Qt.Key.Key_2)

    assert chosen.args == [8]


def test_a_digit_beyond_the_people_chooses_nobody(
    page: CallerPage, window: MainWindow, qtbot: QtBot
) -> None:
    show(page, SHARED)

    with qtbot.assertNotEmitted(page.customer_chosen):
        QTest.keyClick(window, Qt.Key.Key_3)


def test_a_digit_chooses_on_a_desk_that_was_idle(window: MainWindow, qtbot: QtBot) -> None:
    show(window.caller_page, SHARED)
    window.show_chooser()
    focused = QApplication.focusWidget()
    assert focused is window.caller_page.matches

    with qtbot.waitSignal(window.caller_page.customer_chosen):
        QTest.keyClick(focused, Qt.Key.Key_1)


def test_the_caret_stands_in_the_search_for_a_caller_who_is_unknown(window: MainWindow) -> None:
    show(window.caller_page, UNKNOWN)
    window.show_chooser()

    assert window.caller_page.finder.field.hasFocus()


def test_the_caret_leaves_the_empty_search_when_a_shared_number_follows(
    window: MainWindow,
) -> None:
    show(window.caller_page, UNKNOWN)
    window.show_chooser()
    show(window.caller_page, replace(SHARED, call_id=2))

    assert window.caller_page.matches.hasFocus()


def test_a_digit_typed_into_a_field_is_typed(
    page: CallerPage, window: MainWindow, qtbot: QtBot
) -> None:
    show(page, SHARED)
    window.search.grab_caret()

    with qtbot.assertNotEmitted(page.customer_chosen):
        QTest.keyClick(window.search.field, Qt.Key.Key_1)

    assert window.search.field.text() == "1"


def test_a_digit_does_nothing_while_the_page_is_not_shown(
    page: CallerPage, window: MainWindow, qtbot: QtBot
) -> None:
    show(page, SHARED)
    window.show_home()
    window.setFocus()

    with qtbot.assertNotEmitted(page.customer_chosen):
        QTest.keyClick(window, Qt.Key.Key_1)


def test_an_unknown_number_is_told_with_its_area(page: CallerPage) -> None:
    show(page, UNKNOWN)

    assert page.title.whole_text == "Unknown 03-5321-2222 (東京)"
    assert not page.matches.isVisible()


def test_an_existing_customer_gets_the_number(page: CallerPage, qtbot: QtBot) -> None:
    show(page, UNKNOWN)
    page.finder.show_state(FOUND)

    with qtbot.waitSignal(page.finder.attach_wanted) as attached:
        QTest.keyClick(page.finder.field, Qt.Key.Key_Return)

    assert attached.args == [SAKURA]


def test_shift_enter_opens_without_attaching(page: CallerPage, qtbot: QtBot) -> None:
    show(page, UNKNOWN)
    page.finder.show_state(FOUND)

    with (
        qtbot.assertNotEmitted(page.finder.attach_wanted),
        qtbot.waitSignal(page.finder.open_wanted),
    ):
        QTest.keyClick(page.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_without_a_number_there_is_nothing_to_attach(page: CallerPage, qtbot: QtBot) -> None:
    withheld = NoNumberReason.WITHHELD
    show(page, replace(UNKNOWN, number="", no_number_reason=withheld, lookup=Lookup.NO_NUMBER))
    page.finder.show_state(FOUND)

    assert page.title.whole_text == "Number withheld"
    assert not page.finder.attach.isVisible()
    with qtbot.waitSignal(page.finder.open_wanted):
        QTest.keyClick(page.finder.field, Qt.Key.Key_Return)


def test_a_new_customer_takes_the_number_along(
    page: CallerPage, window: MainWindow, qtbot: QtBot
) -> None:
    show(page, UNKNOWN)

    with qtbot.waitSignal(window.new_customer_wanted) as wanted:
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert wanted.args == ["+81353212222"]


def test_what_was_typed_for_one_caller_is_gone_for_the_next(page: CallerPage) -> None:
    show(page, UNKNOWN)
    page.finder.field.setText("さきやま")
    assert page.has_typing

    show(page, replace(UNKNOWN, call_id=2))

    assert not page.has_typing


def test_who_it_is_if_not_the_one_thought_is_asked(page: CallerPage) -> None:
    thought = replace(UNKNOWN, lookup=Lookup.ONE, corrects=7, corrects_name="髙橋 美智子")

    page.show_state(IncomingCallState((thought,), thought))

    assert page.title.whole_text == "Who is it, if not 髙橋 美智子?"
    assert page.advice.whole_text.startswith("The call, your note and its follow-up move along.")


def test_script_stands_beside_the_question(page: CallerPage) -> None:
    assert not page.script.isVisible()

    page.show_script(wanted=True)

    assert page.script.isVisible()
