"""Words found in letters and corrected beside them, at the desk of an operator."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from crm_desktop.actions.page_texts import store_reading
from crm_desktop.actions.papers import store_paper
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import PageText
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.ui.paper_viewer.scans import jpeg

READ = PageReading(
    (
        (PageWord(PageBox(0.7, 0.1, 0.1, 0.5), "高僑です"),),
        (PageWord(PageBox(0.5, 0.1, 0.1, 0.5), "あおじるを"),),
    ),
    vertical=True,
)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(
    qtbot: QtBot, own_database: Database, open_desk: OpenDesk
) -> tuple[Program, PaperViewerPanel]:
    """The large papers of Michiko: two letters that a machine has read."""
    with own_database.writing() as session:
        michiko = a_customer(session, "髙橋 美智子").id
        for day, colour in ((3, "white"), (5, "ivory")):
            document = store_paper(session, jpeg((90, 120), colour), "").document_id
            letter = Letter(
                customer_id=michiko, received_on=date(2026, 11, day), document_id=document
            )
            session.add(letter)
            session.flush()
            store_reading(session, document, 1, READ)
    program = open_desk(own_database, OPERATOR)
    program.pages.open_customer(michiko, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: len(program.card_panel.papers.model.rows) == 2)
    qtbot.waitUntil(program.card_panel.body.isVisible)
    for _ in range(2):
        QTest.keyClick(program.window, Qt.Key.Key_F6)
    panel = program.papers.panel
    assert panel is not None
    qtbot.waitUntil(lambda: "高僑" in panel.aloud.words.toPlainText())
    qtbot.waitUntil(panel.aloud.correct.isVisible)
    return program, panel


def test_words_are_found_and_jumped_between(
    panel: tuple[Program, PaperViewerPanel], qtbot: QtBot
) -> None:
    program, viewer = panel
    canvas = viewer.grid.panes[0].canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.is_sharp)

    QTest.keyClick(viewer.grid.active_canvas, Qt.Key.Key_F, CONTROL)
    field = viewer.find_bar.field
    assert field.hasFocus()
    before = canvas.grab().toImage()
    field.insert("ｱｵｼﾞﾙ")
    qtbot.waitUntil(lambda: viewer.find_bar.count.text() == "Places: 2")
    assert canvas.grab().toImage() != before
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)

    presenter = program.papers.presenter
    assert presenter is not None
    assert presenter.state.active == 1
    assert field.hasFocus()
    assert viewer.find_bar.count.text() == "2 of 2"
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert presenter.state.active == 0


def test_escape_puts_the_words_away_and_keeps_the_papers(
    panel: tuple[Program, PaperViewerPanel], qtbot: QtBot
) -> None:
    _, viewer = panel
    QTest.keyClick(viewer.grid.active_canvas, Qt.Key.Key_F, CONTROL)
    viewer.find_bar.field.insert("青汁")

    QTest.keyClick(viewer.find_bar.field, Qt.Key.Key_Escape)

    assert viewer.isVisible()
    assert viewer.find_bar.isHidden()
    assert viewer.grid.active_canvas.hasFocus()


def test_corrected_text_is_kept_with_who_corrected_it(
    panel: tuple[Program, PaperViewerPanel], qtbot: QtBot, own_database: Database
) -> None:
    _, viewer = panel
    QTest.keyClick(viewer.grid.active_canvas, Qt.Key.Key_E)
    editor = viewer.aloud.page_text.editor
    assert editor.hasFocus()
    assert editor.toPlainText() == "高僑です\nあおじるを"

    editor.setPlainText("髙橋です")
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)

    qtbot.waitUntil(lambda: "Corrected by a person" in viewer.aloud.words.toPlainText())
    assert "髙橋です" in viewer.aloud.words.toPlainText()
    with own_database.reading() as session:
        page = session.scalars(select(PageText).where(PageText.corrected)).one()
        assert page.transcript == "髙橋です"
        assert page.corrected_by_id is not None


def test_escape_keeps_what_was_typed(panel: tuple[Program, PaperViewerPanel], qtbot: QtBot) -> None:
    _, viewer = panel
    QTest.keyClick(viewer.grid.active_canvas, Qt.Key.Key_E)
    editor = viewer.aloud.page_text.editor
    editor.setPlainText("髙橋")

    QTest.keyClick(editor, Qt.Key.Key_Escape)

    assert viewer.isVisible()
    assert viewer.aloud.page_text.isHidden()
    assert "高僑" in viewer.aloud.words.toPlainText()
    viewer.aloud.correct.click()
    assert editor.toPlainText() == "髙橋"


def test_colleague_who_was_quicker_is_told_and_nothing_typed_is_lost(
    panel: tuple[Program, PaperViewerPanel], qtbot: QtBot, own_database: Database
) -> None:
    program, viewer = panel
    QTest.keyClick(viewer.grid.active_canvas, Qt.Key.Key_E)
    text = viewer.aloud.page_text
    text.editor.setPlainText("髙橋です")
    with own_database.writing() as session:
        session.execute(update(PageText).values(transcript="髙僑です"))

    QTest.keyClick(text.editor, Qt.Key.Key_S, CONTROL)

    qtbot.waitUntil(lambda: text.theirs.toPlainText() == "髙僑です")
    assert "A colleague" in text.told.text()
    assert text.editor.toPlainText() == "髙橋です"
    assert program.window.error_bar.isHidden()


def test_correction_that_was_left_comes_back_in_the_viewer(
    panel: tuple[Program, PaperViewerPanel], qtbot: QtBot
) -> None:
    program, viewer = panel
    viewer.aloud.correction_wanted.emit()
    text = viewer.aloud.page_text
    qtbot.waitUntil(text.isVisible)
    text.editor.setPlainText("髙橋です")
    (draft,) = program.drafts._in_hand.values()
    text.discard_wanted.emit()
    program.papers.close()
    program.pages.go_home()
    program.drafts.put_back(draft)

    program.kept.presenter.bring_back(draft)

    qtbot.waitUntil(text.isVisible)
    assert text.editor.toPlainText() == "髙橋です"
