from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.call_list.panel import CallListPanel
from crm_desktop.ui.call_list.rows import CallRow, CountRow, RecentRow
from crm_desktop.ui.call_list.state import CallListState, RecentCustomer
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, Lookup
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.formats import Formats

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MICHIKO = RecentCustomer(7, "髙橋 美智子", "タカハシ ミチコ")
CALL = DeskCall(
    11, CallPhase.RINGING, NOW, "+81353211111", lookup=Lookup.ONE, customer_name="髙橋 美智子"
)


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> CallListPanel:
    panel = CallListPanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(208, 600)
    panel.show()
    panel.activateWindow()
    return panel


def words(panel: CallListPanel) -> list[str]:
    model = panel.rows.row_model
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_a_call_is_read_out_with_its_phase_name_and_number(panel: CallListPanel) -> None:
    panel.show_state(CallListState(calls=(CALL,)))

    assert "Ringing, 髙橋 美智子, 03-5321-1111" in words(panel)


def test_a_call_without_a_number_is_listed_by_its_reason(panel: CallListPanel) -> None:
    withheld = replace(
        CALL,
        number="",
        no_number_reason=NoNumberReason.WITHHELD,
        lookup=Lookup.NO_NUMBER,
        customer_name="",
    )
    panel.show_state(CallListState(calls=(withheld,)))

    assert "Ringing, Number withheld, Number withheld" in words(panel)


def test_unwanted_caller_is_marked(panel: CallListPanel) -> None:
    panel.show_state(CallListState(calls=(CALL,), unwanted=frozenset({CALL.call_id})))

    assert "Ringing, Unwanted, 髙橋 美智子, 03-5321-1111" in words(panel)


def test_keys_count_through_calls_then_customers(panel: CallListPanel) -> None:
    panel.show_state(CallListState(calls=(CALL,), recent=(MICHIKO,)))

    rows = panel.rows.row_model.rows
    assert [row.key for row in rows if isinstance(row, CallRow | RecentRow)] == ["1", "2"]


def test_a_key_opens_what_carries_it(panel: CallListPanel, qtbot: QtBot) -> None:
    panel.show_state(CallListState(calls=(CALL,), recent=(MICHIKO,)))

    with qtbot.waitSignal(panel.call_wanted) as call:
        QTest.keyClick(panel, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(panel.customer_wanted) as customer:
        QTest.keyClick(panel, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert (call.args, customer.args) == ([11], [7])


def test_a_key_opens_a_call_while_something_is_typed_and_types_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.call_list.show_state(CallListState(calls=(CALL,)))
    window.search.grab_caret()

    with qtbot.waitSignal(window.call_list.call_wanted):
        QTest.keyClick(window.search.field, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    assert window.search.field.text() == ""
    assert window.search.field.hasFocus()


def click_count(panel: CallListPanel, which: int) -> None:
    rows = enumerate(panel.rows.row_model.rows)
    number = [number for number, row in rows if isinstance(row, CountRow)][which]
    place = panel.rows.visualRect(panel.rows.row_model.index(number)).center()
    QTest.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_missed_calls_lead_to_their_list(panel: CallListPanel, qtbot: QtBot) -> None:
    panel.show_state(CallListState(missed=3))

    with qtbot.waitSignal(panel.missed_wanted), qtbot.assertNotEmitted(panel.home_wanted):
        click_count(panel, 0)


@pytest.mark.parametrize("which", [1, 2])
def test_tasks_lead_to_their_page(panel: CallListPanel, qtbot: QtBot, which: int) -> None:
    panel.show_state(CallListState(tasks_today=3))

    with qtbot.waitSignal(panel.tasks_wanted):
        click_count(panel, which)


def test_headings_open_nothing(panel: CallListPanel) -> None:
    flags = panel.rows.row_model.flags(panel.rows.row_model.index(0))

    assert flags == Qt.ItemFlag.NoItemFlags


def test_letters_typed_over_the_list_do_not_move_it(panel: CallListPanel) -> None:
    panel.show_state(CallListState(recent=(MICHIKO,)))
    panel.rows.setFocus()
    before = panel.rows.chosen_row
    QTest.keyClicks(panel.rows, "m3t")

    assert panel.rows.chosen_row is before


def test_new_customers_are_counted_as_long_as_there_are_any(
    panel: CallListPanel, qtbot: QtBot
) -> None:
    panel.show_state(CallListState())
    assert "New customers 0" not in words(panel)

    panel.show_state(CallListState(new_customers=12))

    assert "New customers 12" in words(panel)
    with qtbot.waitSignal(panel.home_wanted):
        click_count(panel, 3)
