from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.paper_presenter import PaperSources
from crm_desktop.ui.customer_card.presenter import CardSources, CustomerCardPresenter
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.customer_card.timeline_facts import EntryKind
from crm_desktop.ui.customer_card.wiring import connect_card
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import (
    JAPAN,
    NOW,
    a_call,
    a_card,
    a_letter,
    a_mailing,
    a_note,
    a_parcel,
    a_payment,
    an_order,
)

HTML = "<b>髙橋</b> & <img src='x'>" + "寿限無" * 80


class Desk:
    """A card on the screen with everything behind it."""

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        papers = PaperSources(lambda _ids: [], lambda _ids: {}, lambda _ids: {})
        sources = CardSources(lambda *_: a_card(), lambda _note: None, list, papers)
        self.panel = CustomerCardPanel(Formats("ja", JAPAN))
        qtbot.addWidget(self.panel)
        self.presenter = CustomerCardPresenter(
            sources, jobs, now=lambda: NOW, zone=JAPAN, parent=self.panel
        )
        connect_card(self.presenter, self.panel)
        self.panel.resize(1150, 690)
        self.panel.show()

    def show(self, card: CustomerCard) -> CustomerCardPanel:
        self.presenter.show_card(card, 77)
        QApplication.processEvents()
        return self.panel


@pytest.fixture
def desk(qtbot: QtBot, inline_jobs: Jobs) -> Desk:
    return Desk(qtbot, inline_jobs)


def busy_card() -> CustomerCard:
    late = a_payment(due_on=date(2026, 11, 21), amount_yen=4_980)
    parcel = a_parcel("on_the_way", enclosures=("冬のごあいさつ",))
    return a_card(
        orders=(
            an_order(2, shipments=(parcel,)),
            an_order(1, ordered_at=datetime(2026, 10, 18, tzinfo=UTC), payments=(late,)),
        ),
        letters=(a_letter(5),),
        mailings=(a_mailing(9),),
        calls=(a_call(7),),
        notes=(a_note(3, body="一行目\n二行目\n三行目"),),
    )


def test_the_newest_order_is_selected_and_told_in_detail(desk: Desk) -> None:
    panel = desk.show(busy_card())

    assert panel.orders.table.currentIndex().row() == 0
    assert any("D-000002" in value.whole_text for _, value in panel.detail.lines)


def test_what_is_unpaid_stands_above_the_orders(desk: Desk) -> None:
    panel = desk.show(busy_card())

    assert panel.orders.unpaid.text() == "Unpaid ¥4,980"


def test_a_reason_leads_to_its_order(desk: Desk) -> None:
    panel = desk.show(busy_card())
    late = next(chip for chip in panel.header.reasons.chips if "late" in chip.text())

    late.click()

    assert panel.orders.table.currentIndex().row() == 1


def test_a_reason_leads_to_its_letter(desk: Desk) -> None:
    panel = desk.show(a_card(letters=(a_letter(5),), mailings=(a_mailing(9),)))

    panel.header.reasons.chips[0].click()

    row = panel.papers.strip.currentIndex().row()
    assert panel.papers.model.rows.facts[row].subject_id == 5


def test_the_most_urgent_reason_is_whole_on_a_small_screen(desk: Desk) -> None:
    desk.panel.resize(475, 690)

    chips = desk.show(busy_card()).header.reasons.chips

    assert chips[0].width() == chips[0].sizeHint().width()
    assert chips[2].width() < chips[2].sizeHint().width()


def test_nothing_urgent_is_said_as_such(desk: Desk) -> None:
    panel = desk.show(a_card())

    assert panel.header.reasons.none.isVisible()
    assert not any(chip.isVisible() for chip in panel.header.reasons.chips)


def test_selecting_an_order_marks_what_came_with_it(desk: Desk) -> None:
    panel = desk.show(busy_card())
    panel.show_order(1)

    panel.show_order(2)

    row = panel.papers.strip.currentIndex().row()
    assert panel.papers.model.order_id == 2
    assert panel.papers.model.rows[row].title == "冬のごあいさつ"


def test_an_entry_leads_to_its_order(desk: Desk) -> None:
    panel = desk.show(busy_card())

    panel.timeline.entry_chosen.emit(EntryKind.ORDER.value, 1)

    assert panel.orders.table.currentIndex().row() == 1


def test_a_kind_that_is_switched_off_stays_off_on_the_next_card(desk: Desk) -> None:
    panel = desk.show(busy_card())
    panel.timeline.switches[EntryKind.NOTE].setChecked(False)

    panel = desk.show(a_card(customer_id=2, notes=(a_note(),), calls=(a_call(),)))

    assert [entry.kind for entry in panel.timeline.model.rows.facts] == [EntryKind.CALL]


def test_the_current_entry_shows_all_of_its_words(desk: Desk) -> None:
    panel = desk.show(busy_card())
    row = next(
        n for n, entry in enumerate(panel.timeline.model.rows.facts) if entry.kind is EntryKind.NOTE
    )
    closed = panel.timeline.list.visualRect(panel.timeline.model.index(row)).height()

    panel.timeline.select_entry(EntryKind.NOTE, 3)
    QApplication.processEvents()

    assert panel.timeline.list.visualRect(panel.timeline.model.index(row)).height() > closed


def test_the_cycle_says_when_there_is_too_little_to_say(desk: Desk) -> None:
    panel = desk.show(a_card(orders=(an_order(),)))

    assert panel.cycle.often.whole_text == "Shown from the second purchase on."
    assert panel.cycle.dots.isHidden()


def test_the_memo_is_there_and_gone(desk: Desk) -> None:
    panel = desk.show(a_card(attention_memo="耳が遠い"))
    shown = panel.header.attention.block.isVisible()

    desk.show(a_card(customer_id=2))

    assert (shown, panel.header.attention.block.isVisible()) == (True, False)


def test_markup_of_a_customer_is_shown_as_it_is(desk: Desk) -> None:
    card = a_card(name=HTML, attention_memo=HTML, email=HTML, tags=(HTML,), staff_name=HTML)

    panel = desk.show(card)

    assert panel.header.name.whole_text.startswith("<b>髙橋</b>")
    assert panel.header.name.toolTip().count("<b>") == 0
    for label in panel.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()


@pytest.mark.parametrize("width", [475, 816, 1150, 1712])
def test_nothing_sticks_out_sideways(desk: Desk, width: int) -> None:
    desk.panel.resize(width, 690)

    card = replace(busy_card(), name=HTML, staff_name=HTML, attention_memo=HTML)
    panel = desk.show(card)

    inside = panel.body.widget()
    assert inside is not None
    assert inside.width() <= panel.body.viewport().width()


def test_small_screens_have_the_parts_below_each_other(desk: Desk) -> None:
    desk.show(busy_card())

    desk.panel.resize(475, 690)
    small = desk.panel.columns.orientation()
    desk.panel.resize(1150, 690)

    assert small is Qt.Orientation.Vertical
    assert desk.panel.columns.orientation() is Qt.Orientation.Horizontal


def test_papers_grow_first(desk: Desk) -> None:
    desk.show(busy_card())
    before = desk.panel.columns.sizes()

    desk.panel.resize(1712, 1036)
    QApplication.processEvents()

    grown = [after - least for after, least in zip(desk.panel.columns.sizes(), before, strict=True)]
    assert grown[2] > grown[0] + grown[1]
    assert min(grown) > 0


def test_dragged_borders_are_remembered_and_others_are_not(desk: Desk) -> None:
    columns = desk.show(busy_card()).columns
    before = columns.saveState()

    columns.splitterMoved.emit(500, 1)

    assert before.isEmpty()
    assert columns.restoreState(columns.saveState())


def test_a_long_order_makes_room_for_all_its_lines(desk: Desk) -> None:
    memo = an_order(
        payments=(a_payment(),), shipments=(a_parcel(enclosures=("冬",)),), memo="置き配"
    )

    panel = desk.show(a_card(orders=(memo,)))

    assert panel.detail.lines[-1][1].whole_text == "置き配"
    assert panel.detail.lines[-1][1].geometry().bottom() < panel.detail.height()


def test_every_control_has_a_name(desk: Desk) -> None:
    panel = desk.show(busy_card())

    nameless = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]

    assert nameless == []


@pytest.mark.parametrize(
    ("key", "part"),
    [(Qt.Key.Key_F3, "table"), (Qt.Key.Key_F4, "body"), (Qt.Key.Key_F8, "list")],
)
def test_keys_lead_to_the_parts(desk: Desk, qtbot: QtBot, key: Qt.Key, part: str) -> None:
    panel = desk.show(busy_card())
    parts = {
        "table": panel.orders.table,
        "body": panel.note.body,
        "list": panel.timeline.list,
    }
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)

    QTest.keyClick(panel, key)

    assert parts[part].hasFocus()


def test_three_hundred_entries_are_all_there(desk: Desk) -> None:
    calls = tuple(
        a_call(n, began_at=datetime(2026, 11, 10, tzinfo=UTC) - timedelta(days=n))
        for n in range(300)
    )

    panel = desk.show(a_card(calls=calls))

    last = panel.timeline.list.visualRect(panel.timeline.model.index(299))
    assert panel.timeline.model.rowCount() == 300
    assert last.top() == 299 * 28


def test_a_card_that_loads_shows_nobody(desk: Desk) -> None:
    panel = desk.show(busy_card())

    panel.show_state(CustomerCardState(loading=True))

    assert not panel.body.isVisible()
    assert panel.waiting.text() == "Loading …"


def test_typing_reaches_the_presenter(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.show(busy_card())

    QTest.keyClicks(panel.note.body, "abc")

    assert desk.presenter.has_unsaved_typing
    assert panel.note.standing.text() == "Not saved yet"
