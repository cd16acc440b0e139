"""The parts of the page without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.customer_moves import ChosenTotals, StaffLoad
from crm_desktop.database.queries.move_details import PeopleOfMove
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Movable, Receiver, SpreadWish
from crm_desktop.ui.customer_moves.find_pane import FindPane
from crm_desktop.ui.customer_moves.many_choice import ManyChoice
from crm_desktop.ui.customer_moves.move_pane import MovePane
from crm_desktop.ui.customer_moves.preview_table import preview_rows
from crm_desktop.ui.customer_moves.spread_pane import SpreadPane
from crm_desktop.ui.customer_moves.spread_reading import make_preview
from crm_desktop.ui.customer_moves.state import (
    LEFT,
    FindState,
    MoveState,
    MoveStep,
    SpreadState,
    TypedFilter,
    TypedMove,
    TypedReceiver,
)
from crm_desktop.ui.shared.formats import Formats

SAEKI = StaffLoad(1, "佐伯 千鶴", active=False, customers=40, yearly_yen=400_000)
TAKAHASHI = StaffLoad(2, "髙橋 涼", active=True, customers=5, yearly_yen=50_000)
SHARING = SpreadState(
    CustomerFilter(), ChosenTotals(3, 30_000, 0, 0), (SAEKI, TAKAHASHI), {2: TypedReceiver()}
)


@pytest.fixture
def choice(qtbot: QtBot) -> ManyChoice:
    choice = ManyChoice("担当", "すべて")
    qtbot.addWidget(choice)
    choice.offer([(number, f"担当 {number:05}") for number in range(10_000)])
    choice.show()
    return choice


def test_choice_among_ten_thousand_is_narrowed_and_ticked_by_keys(choice: ManyChoice) -> None:
    choice.open_list()
    QTest.keyClicks(choice.popup.search, "04182")
    QTest.keyClick(choice.popup.search, Qt.Key.Key_Return)

    assert choice.model.values == (4182,)
    assert choice.text() == "担当 04182"
    QTest.keyClick(choice.popup.search, Qt.Key.Key_Escape)
    assert not choice.popup.isVisible()


def test_choice_tells_the_first_and_how_many_more(choice: ManyChoice) -> None:
    choice.choose((1, 2, 3, 4, 5))

    assert choice.text() == "担当 00001, 担当 00002, 担当 00003 +2"
    assert choice.accessibleName().startswith("担当: ")


def test_space_in_the_list_ticks(choice: ManyChoice) -> None:
    choice.open_list()
    QTest.keyClick(choice.popup.search, Qt.Key.Key_Down)

    QTest.keyClick(choice.popup.list, Qt.Key.Key_Space)

    assert choice.model.values == (0,)


def test_stop_is_offered_while_it_counts(qtbot: QtBot, formats: Formats) -> None:
    pane = FindPane(formats)
    qtbot.addWidget(pane)
    pane.show()

    pane.show_state(FindState(counting=True))

    assert pane.working.told.whole_text == "Counting …"
    with qtbot.waitSignal(pane.working.stop_wanted):
        pane.working.stop.click()


def test_form_tells_what_is_ticked_beside_what_is_there(qtbot: QtBot, formats: Formats) -> None:
    pane = FindPane(formats)
    qtbot.addWidget(pane)
    pane.show_state(FindState(TypedFilter(CustomerFilter(ranks=("best",))), staff=(SAEKI,)))

    with qtbot.waitSignal(pane.form.typed) as told:
        pane.form.staff.model.ticked.emit()
    pane.form.unpaid.click()

    assert told.args == [TypedFilter(CustomerFilter(ranks=("best",)))]


def test_space_ticks_a_receiver_and_digits_go_into_the_share(
    qtbot: QtBot, formats: Formats
) -> None:
    pane = SpreadPane(formats)
    qtbot.addWidget(pane)
    pane.show_state(replace(SHARING, receivers={}))
    told: list[tuple[int, object]] = []
    pane.form.receiver_typed.connect(lambda *args: told.append(args))
    table = pane.form.table
    table.setCurrentIndex(table.model().index(0, 0))

    QTest.keyClick(table, Qt.Key.Key_Space)
    table.model().setData(table.model().index(0, 3), "２")

    assert told == [(2, TypedReceiver()), (2, TypedReceiver("２"))]
    assert table.model().rowCount() == 1  # who has left gets nobody


def previewed(room: int | None = None) -> SpreadState:
    customers = [Movable(number, 1, 10_000, number, "") for number in range(3)]
    wish = SpreadWish((Receiver(2, most_customers=room),))
    return replace(SHARING, preview=make_preview(customers, wish, lambda _done: None), shown=2)


def test_preview_tells_before_and_after(formats: Formats) -> None:
    rows = [row.cells for row in preview_rows(previewed(), formats)]

    assert rows == [
        ("髙橋 涼", "5", "8", "+3", "¥50,000", "¥80,000", "+30,000"),
        ("佐伯 千鶴 (left)", "40", "37", "−3", "¥400,000", "¥370,000", "−30,000"),
    ]


def test_preview_tells_for_whom_there_is_no_room(qtbot: QtBot, formats: Formats) -> None:
    pane = SpreadPane(formats)
    qtbot.addWidget(pane)
    state = previewed(room=1)
    pane.show_state(state)

    assert preview_rows(state, formats)[-1].staff_id == LEFT
    assert pane.told.text() == (
        "1 move, 0 are where they should be."
        " 2 stay for lack of room: everybody has as many customers as they may."
    )


def test_stale_preview_leads_nowhere(qtbot: QtBot, formats: Formats) -> None:
    pane = SpreadPane(formats)
    qtbot.addWidget(pane)
    pane.show_state(replace(previewed(), stale=True))

    assert not pane.go_on.isEnabled()
    assert pane.told.text().startswith("Something was changed")


def test_day_that_cannot_be_read_stands_where_the_sentence_would(
    qtbot: QtBot, formats: Formats
) -> None:
    pane = MovePane(formats)
    qtbot.addWidget(pane)
    people = (PeopleOfMove("佐伯 千鶴", "髙橋 涼", 3),)
    ready = MoveState(MoveStep.READY, 3, people)

    pane.show_state(replace(ready, typed=TypedMove(planned=True, from_day="2020/1/1")))
    assert pane.sentence.text() == "Choose a day after today."

    pane.show_state(ready)
    assert pane.sentence.text() == (
        "3 customers go to 髙橋 涼 at once, for good, with their open tasks and call-backs."
    )


def test_what_is_shown_in_the_form_is_not_told_as_typed(qtbot: QtBot, formats: Formats) -> None:
    pane = MovePane(formats)
    qtbot.addWidget(pane)

    with qtbot.assertNotEmitted(pane.form.typed):
        pane.show_state(MoveState(MoveStep.READY, 3, typed=TypedMove("よろしく", planned=True)))
