from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.call_log import CallNote, Colleague, LoggedCall
from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.call_filter import CallFilter
from crm_desktop.ui.call_log.call_menu import CallMenu
from crm_desktop.ui.call_log.panel import CallLogPanel
from crm_desktop.ui.call_log.state import CallLogState, CallLogView, CallSpan, SpanKind
from crm_desktop.ui.home.state import HomeRows, HomeState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES
from tests.ui.call_log.calls import ANSWERED, MISSED, NOW, OUT, RINGING, WITHHELD, many

TODAY = date(2026, 11, 23)
HOME = MissedCalls(9, "+81353211111", None, "", "", "", 2, NOW, NOW, 7, "髙橋 美智子", "")


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> CallLogPanel:
    panel = CallLogPanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(1158, 640)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


def showing(*rows: LoggedCall, **facts: Any) -> CallLogState:
    return CallLogState(TODAY, rows=rows, loaded=True, **facts)


def cells(panel: CallLogPanel, row: int = 0) -> list[str]:
    return [str(panel.model.index(row, column).data()) for column in range(9)]


def control(key: Qt.Key, panel: CallLogPanel) -> None:
    panel.table.setFocus()
    QTest.keyClick(panel.table, key, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            ANSWERED,
            "Today 11:55|In|髙橋 美智子|03-5321-1111|通販受付, 受注|﨑山 花|Answered|0:12|1:30",
        ),
        (MISSED, "Today 11:55|In||03-5321-1111|通販受付, 受注||Missed|0:24|"),
        (WITHHELD, "Today 11:55|In||Number withheld|通販受付, 受注||Missed|0:24|"),
        (
            OUT,
            "Today 11:55|Out|髙橋 美智子|03-5321-1111|通販受付, 受注|﨑山 花|Answered|0:12|1:30",
        ),
        (RINGING, "Today 11:55|In||03-5321-1111|通販受付, 受注||Ringing|5:00|"),
    ],
)
def test_row_says_when_who_where_and_how_it_came_out(
    panel: CallLogPanel, call: LoggedCall, expected: str
) -> None:
    panel.show_state(showing(call))

    assert cells(panel) == expected.split("|")


def test_call_out_that_nobody_took_is_not_called_missed(panel: CallLogPanel) -> None:
    panel.show_state(showing(replace(MISSED, direction=CallDirection.OUT)))

    assert "No answer" in cells(panel)


def test_call_that_goes_on_counts_the_seconds(panel: CallLogPanel) -> None:
    panel.show_state(showing(RINGING, ANSWERED))
    panel.model._now = lambda: NOW + timedelta(seconds=7)

    panel.model.count_seconds()

    assert (cells(panel, 0)[7], cells(panel, 1)[7]) == ("5:07", "0:12")


def test_details_name_every_telephone_and_who_hung_up(panel: CallLogPanel) -> None:
    panel.show_state(showing(ANSWERED, chosen=ANSWERED, notes=()))

    model = panel.detail.legs.row_model
    lines = [model.data(model.index(row)) for row in range(1, model.rowCount())]
    assert lines == [
        "田所 守 201 11:55:00 Answered elsewhere",
        "﨑山 花 202 11:55:00 11:55:12 Answered 1:30",
    ]
    assert "the caller hung up" in panel.detail.facts.whole_text


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("17", "the line was busy"),
        ("closed by time", "its end was never told"),
        ("USER_BUSY", "USER_BUSY"),
    ],
)
def test_cause_is_told_in_words(panel: CallLogPanel, cause: str, words: str) -> None:
    panel.show_state(showing(MISSED, chosen=replace(MISSED, cause=cause)))

    assert words in panel.detail.facts.whole_text


def test_notes_are_shown_as_they_were_written(panel: CallLogPanel) -> None:
    note = CallNote(NOW, "佐伯", "追加注文", "<b>青汁</b>を2箱\nのし「御礼」")

    panel.show_state(showing(ANSWERED, chosen=ANSWERED, notes=(note,)))

    assert panel.detail.notes.toPlainText().endswith("追加注文\n<b>青汁</b>を2箱\nのし「御礼」")


@pytest.mark.parametrize(
    ("url", "offered"),
    [
        ("https://pbx.example/rec/1.wav", "offered"),
        ("", "not"),
        ("file:///etc/passwd", "not"),
        ("javascript:alert(1)", "not"),
        ("https:", "not"),
        ("http://[", "not"),
    ],
)
def test_only_web_addresses_are_opened(panel: CallLogPanel, url: str, offered: str) -> None:
    call = replace(ANSWERED, recording_url=url)

    panel.show_state(showing(call, chosen=call))

    assert panel.detail.recording.isVisible() is (offered == "offered")


def test_enter_opens_the_customer_of_the_call(panel: CallLogPanel, qtbot: QtBot) -> None:
    panel.show_state(showing(ANSWERED, chosen=ANSWERED))
    panel.table.setFocus()

    with qtbot.waitSignal(panel.customer_wanted) as wanted:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)

    assert wanted.args == [7, 1]


def test_enter_registers_a_number_that_is_nobodys(panel: CallLogPanel, qtbot: QtBot) -> None:
    panel.show_state(showing(MISSED, chosen=MISSED))
    panel.table.setFocus()

    with qtbot.waitSignal(panel.number_wanted) as wanted:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)

    assert wanted.args == ["+81353211111"]


@pytest.mark.parametrize(("call", "whose"), [(ANSWERED, 7), (MISSED, None)])
def test_one_key_calls_back(
    panel: CallLogPanel, qtbot: QtBot, call: LoggedCall, whose: int | None
) -> None:
    panel.show_state(showing(call, chosen=call))

    with qtbot.waitSignal(panel.dial_wanted) as wanted:
        control(Qt.Key.Key_D, panel)

    assert wanted.args == ["+81353211111", whose]


def test_whoever_kept_the_number_back_cannot_be_called(panel: CallLogPanel, qtbot: QtBot) -> None:
    panel.show_state(showing(WITHHELD, chosen=WITHHELD))

    with qtbot.assertNotEmitted(panel.dial_wanted):
        control(Qt.Key.Key_D, panel)

    assert not panel.detail.dial.isEnabled()
    assert not panel.detail.card.isEnabled()


def test_arrow_keys_choose_and_showing_rows_does_not(panel: CallLogPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.table.call_chosen):
        panel.show_state(showing(MISSED, ANSWERED, chosen=MISSED))
    panel.table.setFocus()

    with qtbot.waitSignal(panel.table.call_chosen) as chosen:
        QTest.keyClick(panel.table, Qt.Key.Key_Down)

    assert chosen.args == [ANSWERED.call_id]


def test_new_calls_move_neither_the_chosen_one_nor_the_screen(panel: CallLogPanel) -> None:
    rows = many(100)
    panel.show_state(showing(*rows, chosen=rows[60]))
    bar = panel.table.verticalScrollBar()
    bar.setValue(55 * SIZES.row + 5)
    shown = panel.table.indexAt(panel.table.viewport().rect().topLeft()).row()

    panel.show_state(showing(*many(3, first_id=5000), *rows, chosen=rows[60]))

    assert panel.model.rows[panel.table.currentIndex().row()] == rows[60]
    assert bar.value() == 58 * SIZES.row + 5
    top = panel.table.indexAt(panel.table.viewport().rect().topLeft()).row()
    assert panel.model.rows[top] == rows[shown]


def test_new_calls_appear_where_the_list_stands_at_its_top(panel: CallLogPanel) -> None:
    panel.show_state(showing(*many(100)))

    panel.show_state(showing(*many(3, first_id=5000), *many(100)))

    assert panel.table.verticalScrollBar().value() == 0


def test_end_of_the_list_asks_for_older_calls(panel: CallLogPanel, qtbot: QtBot) -> None:
    panel.show_state(showing(*many(100), more=True))
    bar = panel.table.verticalScrollBar()

    with qtbot.waitSignal(panel.table.end_reached):
        bar.setValue(bar.maximum())


def test_floor_is_offered_to_supervisors_only(panel: CallLogPanel) -> None:
    panel.show_state(showing())
    assert not panel.views[CallLogView.FLOOR].isVisible()

    panel.show_state(showing(offers_floor=True))

    assert panel.views[CallLogView.FLOOR].isVisible()


def test_filters_tell_what_is_wanted(panel: CallLogPanel, qtbot: QtBot) -> None:
    panel.show_state(showing())
    bar = panel.filters
    told: list[CallFilter] = []
    bar.filter_wanted.connect(told.append)

    bar.direction.setCurrentIndex(bar.direction.findData(CallDirection.OUT))
    bar.result.setCurrentIndex(bar.result.findData(CallResult.BUSY))
    bar.words.setFocus()
    QTest.keyClicks(bar.words, "03-53")
    qtbot.waitUntil(lambda: bool(told))

    assert told == [CallFilter(CallDirection.OUT, CallResult.BUSY, "03-53")]


def test_supervisors_choose_whose_telephone(panel: CallLogPanel) -> None:
    saeki = Colleague(2, "佐伯 千鶴", "202")
    told: list[CallFilter] = []
    panel.filters.filter_wanted.connect(told.append)
    panel.show_state(showing(view=CallLogView.FLOOR, colleagues=(saeki,)))
    box = panel.filters.colleague
    assert [box.itemText(place) for place in range(box.count())] == [
        "All telephones",
        "202 佐伯 千鶴",
    ]

    box.setCurrentIndex(1)
    box.activated.emit(1)

    assert told == [CallFilter(staff_id=2)]


def test_operators_choose_nobodys_telephone(panel: CallLogPanel) -> None:
    panel.show_state(showing())

    assert not panel.filters.colleague.isVisible()


def test_floor_offers_no_older_days(panel: CallLogPanel) -> None:
    span = CallSpan(SpanKind.TWO_DAYS)

    panel.show_state(showing(offers_floor=True, view=CallLogView.FLOOR, span=span))

    spans = panel.filters.span
    assert [spans.itemText(place) for place in range(spans.count())] == [
        "Today",
        "Today and yesterday",
    ]


def test_single_days_are_asked_only_where_they_are_wanted(panel: CallLogPanel) -> None:
    panel.show_state(showing())
    assert not panel.filters.first_on.isVisible()

    panel.show_state(showing(span=CallSpan(SpanKind.DAYS)))

    assert panel.filters.first_on.isVisible()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CallLogState(TODAY), "Reading"),
        (CallLogState(TODAY, failed=True), "could not be read"),
        (showing(filter=CallFilter(words="髙")), "No call of these days is like that"),
        (showing(), "rings at your telephone appears here"),
        (showing(view=CallLogView.FLOOR), "any telephone appears here"),
    ],
)
def test_empty_log_says_why(panel: CallLogPanel, state: CallLogState, words: str) -> None:
    panel.show_state(state)

    assert words in panel._empty.text()
    assert not panel.table.isVisible()


def test_missed_calls_are_worked_off_here_too(panel: CallLogPanel, qtbot: QtBot) -> None:
    panel.show_state(showing(view=CallLogView.MISSED))
    panel.show_missed(HomeState(TODAY, HomeRows(missed=(HOME,)), loaded=True))
    panel.missed.rows.setFocus()
    panel.missed.rows.choose(0)

    with qtbot.waitSignal(panel.missed.settle_wanted) as settled:
        panel.missed.settle.reasons.actions()[0].trigger()
    with qtbot.waitSignal(panel.dial_wanted) as wanted:
        QTest.keyClick(panel.missed.rows, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert settled.args[0] == [9]
    assert wanted.args == ["+81353211111", 7]
    assert panel.views[CallLogView.MISSED].text() == "To call back  1"


def test_right_click_copies_dials_and_searches(panel: CallLogPanel, formats: Formats) -> None:
    menu = CallMenu(ANSWERED, formats, panel)
    told: list[str] = []
    menu.search_wanted.connect(told.append)
    menu.dial_wanted.connect(told.append)

    actions = {action.text(): action for action in menu.actions()}
    actions["Search customers with this number"].trigger()
    actions["Dial"].trigger()
    actions["Copy 0353211111"].trigger()

    assert told == ["03-5321-1111", "+81353211111"]
    assert QGuiApplication.clipboard().text() == "0353211111"


def test_menu_of_a_withheld_call_is_empty(panel: CallLogPanel, formats: Formats) -> None:
    assert CallMenu(WITHHELD, formats, panel).isEmpty()


def test_page_tells_when_it_is_looked_at(panel: CallLogPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.on_screen) as told:
        panel.hide()

    assert told.args == [False]


def test_page_fits_below_the_bars_of_a_small_screen(panel: CallLogPanel) -> None:
    panel.show_state(showing(ANSWERED, chosen=ANSWERED, offers_floor=True))
    hint = panel.minimumSizeHint()

    assert hint.width() <= 1366 - 208
    assert hint.height() <= 768 - 128
