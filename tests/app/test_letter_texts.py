"""Letters found by what stands in them and corrected, as scanning staff do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from crm_desktop.actions.page_texts import store_reading
from crm_desktop.actions.papers import store_paper
from crm_desktop.app.letter_inbox import LetterInbox
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import PageText
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.roles import SCANNER
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.ui.letter_inbox.panel import LetterInboxPanel
from tests.app.conftest import OpenDesk
from tests.ui.paper_viewer.scans import jpeg

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def a_read_letter(database: Database, day: int, colour: str, line: str) -> None:
    """Add a letter of nobody that a machine has read."""
    reading = PageReading(((PageWord(PageBox(0.2, 0.2, 0.6, 0.1), line),),))
    with database.writing() as session:
        document = store_paper(session, jpeg((90, 120), colour), "").document_id
        session.add(Letter(received_on=date(2026, 11, day), document_id=document))
        session.flush()
        store_reading(session, document, 1, reading)


@pytest.fixture
def desk(own_database: Database, open_desk: OpenDesk) -> Program:
    """Scanning staff's, with two letters of nobody."""
    a_read_letter(own_database, 3, "white", "紅茶をください")
    a_read_letter(own_database, 5, "ivory", "高僑です。あおじるを")
    return open_desk(own_database, SCANNER)


@pytest.fixture
def inbox(qtbot: QtBot, desk: Program) -> LetterInbox:
    """The first letter is shown, the caret is in the list."""
    inbox = desk.office.letters
    assert inbox is not None
    canvas = inbox.panel.page.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.is_sharp)
    return inbox


@pytest.fixture
def found(inbox: LetterInbox, qtbot: QtBot) -> LetterInboxPanel:
    """Words of the second letter have been typed, and it is the only one in the list."""
    panel = inbox.panel
    QTest.keyClick(panel.letters, Key.Key_F, BOTH)
    assert panel.text_field.hasFocus()
    panel.text_field.insert("ｱｵｼﾞﾙ")
    qtbot.waitUntil(lambda: len(panel.letters.row_model.rows) == 1)
    return panel


def wait_for_pages(qtbot: QtBot, inbox: LetterInbox, day: int) -> None:
    def there() -> bool:
        state = inbox.presenter.state
        on = None if state.chosen is None else state.chosen.received_on.day
        return on == day and bool(state.pages)

    qtbot.waitUntil(there)


def test_letter_is_found_with_the_line_of_the_hit(found: LetterInboxPanel) -> None:
    index = found.letters.row_model.index(0)

    assert "あおじるを" in found.letters.row_model.data(index)
    assert found.found.text() == "Letters with these words: 1"


def test_enter_shows_the_letter_with_the_hits_marked(
    found: LetterInboxPanel, inbox: LetterInbox, qtbot: QtBot
) -> None:
    canvas = found.page.canvas

    QTest.keyClick(found.text_field, Key.Key_Return)

    wait_for_pages(qtbot, inbox, 5)
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.is_sharp)
    assert found.letters.hasFocus()
    marked = canvas.grab().toImage()
    canvas.show_marks((), None)
    assert canvas.grab().toImage() != marked


def test_escape_shows_all_letters_again(found: LetterInboxPanel) -> None:
    QTest.keyClick(found.text_field, Key.Key_Escape)

    assert len(found.letters.row_model.rows) == 2
    assert found.letters.hasFocus()
    assert found.found.isHidden()


def test_words_that_stand_nowhere_say_so(inbox: LetterInbox, qtbot: QtBot) -> None:
    panel = inbox.panel
    panel.text_field.setText("緑茶%")

    qtbot.waitUntil(lambda: "No letter" in panel.found.text())
    assert panel.letters.row_model.rows == ()


def corrected(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(PageText.transcript).where(PageText.corrected)))


@pytest.fixture
def begin(inbox: LetterInbox, qtbot: QtBot) -> Callable[[], LetterInboxPanel]:
    """Return what begins to correct the shown page by its key."""

    def begin() -> LetterInboxPanel:
        def pressed() -> bool:
            QTest.keyClick(inbox.panel.letters, Key.Key_E, BOTH)
            return inbox.panel.page.text.isVisible()

        qtbot.waitUntil(pressed)
        return inbox.panel

    return begin


def test_text_is_corrected_beside_the_page(
    begin: Callable[[], LetterInboxPanel], own_database: Database, qtbot: QtBot
) -> None:
    panel = begin()
    editor = panel.page.text.editor
    assert editor.hasFocus()

    QTest.keyClicks(editor, "1")
    QTest.keyClick(editor, Key.Key_S, CONTROL)

    qtbot.waitUntil(lambda: corrected(own_database) == ["1紅茶をください"])
    qtbot.waitUntil(panel.page.text.isHidden)
    assert panel.letters.hasFocus()


def test_colleague_who_was_quicker_takes_nothing_away(
    begin: Callable[[], LetterInboxPanel], own_database: Database, qtbot: QtBot
) -> None:
    text = begin().page.text
    text.editor.setPlainText("紅茶を下さい")
    with own_database.writing() as session:
        session.execute(update(PageText).values(transcript="紅茶を"))

    QTest.keyClick(text.editor, Key.Key_S, CONTROL)

    qtbot.waitUntil(lambda: text.theirs.toPlainText() == "紅茶を")
    assert text.editor.toPlainText() == "紅茶を下さい"


def test_escape_keeps_what_was_typed_and_says_so(
    begin: Callable[[], LetterInboxPanel],
) -> None:
    panel = begin()
    text = panel.page.text
    text.editor.setPlainText("紅茶を下さい")

    QTest.keyClick(text.editor, Key.Key_Escape)

    assert text.isHidden()
    assert "Ctrl+Shift+E" in panel.told
    assert begin().page.text.editor.toPlainText() == "紅茶を下さい"


def test_correction_waits_while_not_connected_and_goes_in_once(
    begin: Callable[[], LetterInboxPanel], desk: Program, own_database: Database, qtbot: QtBot
) -> None:
    text = begin().page.text
    text.editor.setPlainText("紅茶を下さい")
    desk.outbox.on_linked(linked=False)

    QTest.keyClick(text.editor, Key.Key_S, CONTROL)
    assert text.isHidden()
    assert desk.outbox.waiting == 1
    with qtbot.waitSignal(desk.outbox.went_in):
        desk.outbox.on_linked(linked=True)

    assert corrected(own_database) == ["紅茶を下さい"]


def test_correction_of_a_crashed_desk_comes_back_on_its_page(
    begin: Callable[[], LetterInboxPanel], desk: Program, qtbot: QtBot
) -> None:
    text = begin().page.text
    text.editor.setPlainText("紅茶を下さい")
    (draft,) = desk.drafts._in_hand.values()
    text.discard_wanted.emit()
    assert not desk.drafts.knows(draft.draft_id)
    desk.drafts.put_back(draft)

    desk.kept.presenter.bring_back(draft)

    qtbot.waitUntil(text.isVisible)
    assert text.editor.toPlainText() == "紅茶を下さい"
    assert desk.drafts.left == ()
