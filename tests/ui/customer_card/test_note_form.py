from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.database.queries.note_categories import CategoryRow
from crm_desktop.ui.customer_card.note_form import NoteForm
from crm_desktop.ui.customer_card.note_state import NoteState
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import JAPAN, NOW

CATEGORIES = [
    CategoryRow(1, ("お届け",), ("Delivery",)),
    CategoryRow(2, ("お届け", "日時の変更"), ("Delivery", "Other day")),
]


def a_note(body: str = "", customer_id: int = 4182) -> WrittenNote:
    return WrittenNote(
        operation_id=UUID(int=customer_id),
        customer_id=customer_id,
        call_id=77,
        happened_at=NOW,
        body=body,
        category_id=None,
        state="done",
    )


@pytest.fixture
def form(qtbot: QtBot) -> NoteForm:
    form = NoteForm(Formats("ja", JAPAN))
    qtbot.addWidget(form)
    form.show_categories(CATEGORIES)
    form.show_state(NoteState(a_note()))
    form.show()
    return form


def edits_of(form: NoteForm) -> list[WrittenNote]:
    edits: list[WrittenNote] = []
    form.edited.connect(edits.append)
    return edits


def test_every_key_is_told_with_its_customer(form: NoteForm, qtbot: QtBot) -> None:
    edits = edits_of(form)

    QTest.keyClicks(form.body, "ab")

    assert [(edit.customer_id, edit.body) for edit in edits] == [(4182, "a"), (4182, "ab")]


def test_showing_a_note_is_no_edit(form: NoteForm) -> None:
    edits = edits_of(form)

    form.show_state(NoteState(a_note("髙橋様より", customer_id=2)))

    assert edits == []
    assert form.body.toPlainText() == "髙橋様より"


def test_typing_goes_on_behind_what_was_brought_back(form: NoteForm) -> None:
    form.show_state(NoteState(a_note("お孫さんの結婚祝いに", customer_id=2)))

    QTest.keyClicks(form.body, "x")

    assert form.body.toPlainText() == "お孫さんの結婚祝いにx"


def test_saving_does_not_touch_what_is_being_typed(form: NoteForm, qtbot: QtBot) -> None:
    QTest.keyClicks(form.body, "abc")
    form.body.moveCursor(form.body.textCursor().MoveOperation.Start)

    form.show_state(NoteState(a_note("abc"), saving=True))
    form.show_state(NoteState(a_note("abc"), saved_at=NOW))

    assert form.body.textCursor().position() == 0
    assert form.standing.text() == "Saved 10:32"


def test_enter_makes_a_new_line_and_sends_nothing(form: NoteForm, qtbot: QtBot) -> None:
    asked: list[str] = []
    form.save_asked.connect(lambda: asked.append("save"))
    form.finish_asked.connect(lambda: asked.append("finish"))

    QTest.keyClick(form.body, Qt.Key.Key_Return)
    QTest.keyClick(form.follow_up_title, Qt.Key.Key_Return)

    assert asked == []
    assert form.body.toPlainText() == "\n"


def test_a_conversion_is_told_once_it_is_confirmed(form: NoteForm) -> None:
    edits = edits_of(form)
    QApplication.sendEvent(form.body, QInputMethodEvent("たかはし", []))
    before = [edit.body for edit in edits]
    confirmed = QInputMethodEvent()
    confirmed.setCommitString("髙橋")

    QApplication.sendEvent(form.body, confirmed)

    assert "髙橋" not in before
    assert edits[-1].body == "髙橋"


def test_the_keys_ask_to_save_and_to_finish(form: NoteForm, qtbot: QtBot) -> None:
    asked: list[str] = []
    form.save_asked.connect(lambda: asked.append("save"))
    form.finish_asked.connect(lambda: asked.append("finish"))
    form.activateWindow()
    form.body.setFocus()
    control = Qt.KeyboardModifier.ControlModifier

    QTest.keyClick(form.body, Qt.Key.Key_S, control)
    QTest.keyClick(form.body, Qt.Key.Key_Return, control)

    assert asked == ["save", "finish"]


def test_a_follow_up_is_a_day_and_a_title(form: NoteForm) -> None:
    edits = edits_of(form)

    form.follow_up.setChecked(True)
    form.follow_up_on.setDate(QDate(2026, 12, 1))
    form.follow_up_title.setText("お試しの手配")

    assert (edits[-1].follow_up_on, edits[-1].follow_up_title) == (
        date(2026, 12, 1),
        "お試しの手配",
    )


def test_tomorrow_is_proposed_for_the_follow_up(form: NoteForm) -> None:
    edits = edits_of(form)

    form.follow_up.setChecked(True)

    assert edits[-1].follow_up_on == date(2026, 11, 25)


def test_no_follow_up_is_no_day(form: NoteForm) -> None:
    form.follow_up.setChecked(True)
    edits = edits_of(form)

    form.follow_up.setChecked(False)

    assert (edits[-1].follow_up_on, edits[-1].follow_up_title) == (None, "")


def test_a_note_comes_back_whole(form: NoteForm) -> None:
    note = replace(
        a_note("折り返し", customer_id=2),
        category_id=2,
        state="open",
        follow_up_on=date(2026, 12, 1),
        follow_up_title="確認",
    )

    form.show_state(NoteState(note))

    assert form.category.category_id == 2
    assert form.state.currentText() == "Open"
    assert (form.follow_up.isChecked(), form.follow_up_title.text()) == (True, "確認")


def test_a_category_stays_chosen_when_the_list_comes_late(qtbot: QtBot) -> None:
    form = NoteForm(Formats("ja", JAPAN))
    qtbot.addWidget(form)
    form.show_state(NoteState(replace(a_note(), category_id=2)))
    edits = edits_of(form)

    form.show_categories(CATEGORIES)

    assert form.category.category_id == 2
    assert edits == []


@pytest.mark.parametrize(("language", "label"), [("ja", "　日時の変更"), ("en", "　Other day")])
def test_categories_are_a_tree_in_the_language_of_the_screen(
    qtbot: QtBot, language: str, label: str
) -> None:
    form = NoteForm(Formats(language, JAPAN))
    qtbot.addWidget(form)

    form.show_categories(CATEGORIES)

    assert form.category.itemText(2) == label


def test_a_failure_stands_beside_the_words_that_stay(form: NoteForm, qtbot: QtBot) -> None:
    QTest.keyClicks(form.body, "abc")

    form.show_state(NoteState(a_note("abc"), unsaved=True, error=TimeoutError()))

    assert form.error.isVisible()
    assert form.body.toPlainText() == "abc"


def test_no_customer_no_note(form: NoteForm) -> None:
    form.show_state(NoteState())

    assert not form.isEnabled()
    assert form.body.toPlainText() == ""


COMPLAINT = CategoryRow(9, ("苦情",), ("Complaint",), needs_approval=True)


def test_done_is_to_ask_for_approval_where_the_category_needs_it(form: NoteForm) -> None:
    form.show_categories([*CATEGORIES, COMPLAINT])
    form.edited.connect(lambda note: form.show_state(NoteState(note)))

    form.category.choose(9)
    assert form.state.currentText() == "Ask for approval"
    form.category.choose(1)
    assert form.state.currentText() == "Done"


def test_supervisors_ask_nobody(form: NoteForm) -> None:
    form.decides = True
    form.show_categories([COMPLAINT])
    form.edited.connect(lambda note: form.show_state(NoteState(note)))

    form.category.choose(9)

    assert form.state.currentText() == "Done"
