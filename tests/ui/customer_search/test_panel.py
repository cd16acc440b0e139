from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.ui.customer_search.panel import CustomerSearchPanel
from crm_desktop.ui.customer_search.state import CustomerSearchState
from crm_desktop.ui.main_window import MainWindow

MICHIKO = FoundCustomer(
    7,
    "C-000007",
    "髙橋 美智子",
    "タカハシ ミチコ",
    None,
    "東京都新宿区",
    "+81353211111",
    None,
    "name",
)
FOUND = CustomerSearchState(
    "高", "高", (MICHIKO, replace(MICHIKO, customer_id=8, name="高橋 一郎"))
)


@pytest.fixture
def search(window: MainWindow) -> CustomerSearchPanel:
    window.search.grab_caret()
    return window.search


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_the_search_key_puts_the_caret_into_the_field(window: MainWindow) -> None:
    window.home.tasks.setFocus()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    assert window.search.field.hasFocus()


def test_nothing_is_searched_until_the_composition_has_ended(search: CustomerSearchPanel) -> None:
    typed: list[str] = []
    search.words_typed.connect(typed.append)

    compose(search.field, "たかはし")
    assert typed == []
    compose(search.field, "", commit="高橋")

    assert typed == ["高橋"]


def test_the_enter_that_confirms_a_conversion_opens_nothing(search: CustomerSearchPanel) -> None:
    search.show_state(FOUND)
    entered: list[int] = []
    search.entered.connect(entered.append)

    compose(search.field, "たかはし")
    QTest.keyClick(search.field, Qt.Key.Key_Return)

    assert entered == []


def test_the_sheet_never_takes_the_caret(search: CustomerSearchPanel) -> None:
    search.show_state(FOUND)

    assert search.sheet.isVisible()
    assert search.field.hasFocus()
    QTest.mouseClick(search.sheet.found.viewport(), Qt.MouseButton.RightButton)
    assert search.field.hasFocus()


def test_arrows_and_enter_choose_in_the_sheet(search: CustomerSearchPanel) -> None:
    search.show_state(FOUND)
    entered: list[int] = []
    search.entered.connect(entered.append)

    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Return)

    assert entered == [1]


def test_escape_puts_the_sheet_away_then_goes_back_and_keeps_the_words(
    search: CustomerSearchPanel, window: MainWindow
) -> None:
    search.field.setText("高")
    search.show_state(FOUND)

    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert not search.sheet.isVisible()
    assert search.field.hasFocus()
    QTest.keyClick(search.field, Qt.Key.Key_Escape)

    assert not search.field.hasFocus()
    assert search.field.text() == "高"
    assert window.pages.currentWidget() is window.home


def test_a_click_on_a_result_opens_it(search: CustomerSearchPanel) -> None:
    search.show_state(FOUND)
    entered: list[int] = []
    search.entered.connect(entered.append)
    found = search.sheet.found

    place = found.visualRect(found.row_model.index(1)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert entered == [1]


def test_the_sheet_goes_when_the_field_is_left(
    search: CustomerSearchPanel, window: MainWindow
) -> None:
    search.show_state(FOUND)
    window.home.tasks.setFocus()

    assert not search.sheet.isVisible()


def test_no_result_says_what_to_try(search: CustomerSearchPanel) -> None:
    search.show_state(CustomerSearchState("zz", "zz"))

    assert "kana" in search.sheet.words.text()


def test_results_read_out_as_whole_lines(search: CustomerSearchPanel) -> None:
    search.show_state(FOUND)
    model = search.sheet.found.row_model

    words = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)

    assert words == "髙橋 美智子 タカハシ ミチコ 東京都新宿区 03-5321-1111 C-000007"
