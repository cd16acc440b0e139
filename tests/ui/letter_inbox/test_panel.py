from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.customer_search.state import CustomerSearchState
from crm_desktop.ui.letter_inbox.panel import LetterInboxPanel
from crm_desktop.ui.letter_inbox.state import InboxRows, LetterInboxState
from crm_desktop.ui.shared.labels import PlainLabel
from tests.ui.letter_inbox.letters import a_candidate, a_found, a_letter, a_panel, state_of


@pytest.fixture
def panel(qtbot: QtBot) -> LetterInboxPanel:
    panel = a_panel()
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    panel.setFocus()
    return panel


def waiting(*candidates: str) -> LetterInboxState:
    letters = (a_letter(1), a_letter(2))
    people = tuple(a_candidate(name, customer_id=n) for n, name in enumerate(candidates))
    return LetterInboxState(InboxRows(letters), letters[0], candidates=people, loaded=True)


def test_empty_inbox_says_how_letters_come(panel: LetterInboxPanel) -> None:
    panel.show_state(LetterInboxState(loaded=True))

    shown = [label.text() for label in panel.findChildren(PlainLabel) if label.isVisible()]
    assert any("drop files here" in words for words in shown)


def test_digit_chooses_only_who_is_there(panel: LetterInboxPanel, qtbot: QtBot) -> None:
    panel.show_state(waiting("髙橋 美智子", "﨑山 さくら"))
    chosen: list[tuple[int, str]] = []
    panel.whose.person_chosen.connect(lambda *who: chosen.append(who))

    QTest.keyClick(panel.letters, Qt.Key.Key_2)
    QTest.keyClick(panel.letters, Qt.Key.Key_3)

    assert chosen == [(1, "﨑山 さくら")]


def test_search_takes_the_place_of_the_candidates_and_gives_it_back(
    panel: LetterInboxPanel,
) -> None:
    panel.show_state(waiting("髙橋 美智子"))

    panel.whose.show_search(CustomerSearchState("さ", "さ", (a_found(),)))
    assert [row.name for row in panel.whose.people.row_model.rows] == ["﨑山 さくら"]
    panel.whose.show_search(CustomerSearchState())

    assert [row.name for row in panel.whose.people.row_model.rows] == ["髙橋 美智子"]


def test_enter_waits_for_the_answer_to_what_was_typed(panel: LetterInboxPanel) -> None:
    chosen: list[int] = []
    panel.whose.person_chosen.connect(lambda customer_id, _name: chosen.append(customer_id))
    panel.show_state(waiting("髙橋 美智子"))

    panel.whose.show_search(CustomerSearchState("さき", "さ", (a_found(),)))
    panel.whose.field.entered.emit()
    panel.whose.show_search(CustomerSearchState("さき", "さき", (a_found(),)))
    panel.whose.field.entered.emit()

    assert chosen == [8]


def test_choosing_in_the_list_tells_which_letter(panel: LetterInboxPanel) -> None:
    panel.show_state(waiting())
    chosen: list[int] = []
    panel.letters.letter_chosen.connect(chosen.append)

    QTest.keyClick(panel.letters, Qt.Key.Key_Down)

    assert chosen == [2]


def test_scanner_is_offered_by_name_where_there_are_several(panel: LetterInboxPanel) -> None:
    assert panel.scan.isHidden()
    wanted: list[str] = []
    panel.scan_wanted.connect(wanted.append)

    panel.offer_scanning(("二階", "R&D"))
    for action in panel.scan.menu().actions():
        action.trigger()

    assert wanted == ["", "二階", "R&D"]


def test_progress_can_be_stopped_and_nothing_else_is_scanned(panel: LetterInboxPanel) -> None:
    panel.offer_scanning(("二階",))

    panel.show_progress("Taking in: 1 of 9")

    assert panel.cancel.isVisible()
    assert not panel.scan.isEnabled()


def test_letter_is_read_out_whole(panel: LetterInboxPanel) -> None:
    panel.show_state(state_of("髙橋 美智子"))
    index = panel.letters.row_model.index(1)

    words = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert "髙橋 美智子" in words
    assert "2 pages" in words
    assert QAccessible.queryAccessibleInterface(panel.letters) is not None
