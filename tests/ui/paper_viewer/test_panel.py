from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.ui.customer_card.paper_list import DRAGGED_PAPER, PaperModel
from crm_desktop.ui.customer_card.paper_words import paper_words
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.paper_viewer.canvas import PageCanvas
from crm_desktop.ui.paper_viewer.light import PENCIL, Light
from crm_desktop.ui.paper_viewer.page_loader import PictureSources
from crm_desktop.ui.paper_viewer.page_view import Fit
from crm_desktop.ui.paper_viewer.pane_grid import columns_for
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter, ViewerSources
from crm_desktop.ui.paper_viewer.wiring import connect_viewer
from crm_desktop.ui.shared.formats import Formats
from tests.ui.paper_viewer.scans import KNOWN, LETTERS, MAILINGS, PAPERS, TODAY, Archive
from tests.ui.test_accessibility import nameless

LETTER = LetterText(320, 1, date(2026, 11, 20), "post", "scanned", "", "", None, "", "", ("前略",))
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Desk:
    """A viewer on the screen, and what stands in for the database."""

    panel: PaperViewerPanel
    presenter: PaperViewerPresenter
    archive: Archive

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        """Press keys in the active pane."""
        for key in keys:
            modifier = SHIFT if shift else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(self.canvas, key, modifier)

    @property
    def canvas(self) -> PageCanvas:
        return self.panel.grid.active_canvas

    def canvases(self) -> list[PageCanvas]:
        return [pane.canvas for pane in self.panel.grid.panes if pane.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot, inline_jobs: Jobs, formats: Formats) -> Desk:
    """Three panes of pages of 400 × 600 pixels, the first with the caret."""
    archive = Archive()
    sources = ViewerSources(
        archive.load_pages,
        lambda _paper: LETTER,
        PictureSources(archive.load_preview, archive.load_full),
        archive.mark_read,
        archive.mark_thanked,
    )
    presenter = PaperViewerPresenter(sources, inline_jobs)
    model = PaperModel()
    model.show_rows(PreparedRows(PAPERS, lambda paper: paper_words(paper, formats, TODAY)))
    panel = PaperViewerPanel(formats, model)
    qtbot.addWidget(panel)
    connect_viewer(presenter, panel)
    panel.resize(1158, 640)
    presenter.show_papers(KNOWN)
    presenter.open()
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    panel.setFocus()
    QApplication.processEvents()
    return Desk(panel, presenter, archive)


@pytest.mark.parametrize(
    ("key", "count"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2), (Qt.Key.Key_4, 4)]
)
def test_a_digit_sets_how_many_panes_there_are(desk: Desk, key: Qt.Key, count: int) -> None:
    desk.press(key)

    assert len(desk.canvases()) == count
    assert all(canvas.picture and canvas.picture.is_sharp for canvas in desk.canvases())


def test_right_is_the_next_paper_and_page_down_the_next_page(desk: Desk) -> None:
    desk.press(Qt.Key.Key_PageDown)
    assert desk.panel.grid.panes[0].page.text() == "2/3"

    desk.press(Qt.Key.Key_Right)

    pane = desk.presenter.state.panes[0]
    assert pane.paper is PAPERS[PAPERS.index(LETTERS[0]) + 1]
    assert pane.place == 0


def test_tab_goes_from_pane_to_pane(desk: Desk) -> None:
    assert desk.canvas.hasFocus()

    QTest.keyClick(desk.canvas, Qt.Key.Key_Tab)

    assert desk.presenter.state.active == 1
    assert desk.canvas.hasFocus()


def test_zoom_and_pan_move_the_active_page_only(desk: Desk) -> None:
    desk.press(Qt.Key.Key_0, Qt.Key.Key_Plus, Qt.Key.Key_Down)

    first, second, third = desk.canvases()
    assert first.view.fit is Fit.FREE
    assert first.percent == 125
    assert first.view.centre[1] > 0.5
    assert {second.view.fit, third.view.fit} == {Fit.PAGE}


def test_linked_pages_zoom_and_pan_alike(desk: Desk) -> None:
    desk.press(Qt.Key.Key_L, Qt.Key.Key_0, Qt.Key.Key_Plus, Qt.Key.Key_Down)

    views = {canvas.view for canvas in desk.canvases()}

    assert len(views) == 1
    assert views.pop().centre[1] > 0.5


def test_dragging_pans_what_is_linked(desk: Desk) -> None:
    desk.press(Qt.Key.Key_L, Qt.Key.Key_0, Qt.Key.Key_Plus)
    middle = desk.canvas.rect().center()
    before = desk.canvas.view.centre

    QTest.mousePress(desk.canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(desk.canvas, middle + QPoint(-12, -40))
    QTest.mouseRelease(desk.canvas, Qt.MouseButton.LeftButton)

    x, y = desk.canvas.view.centre
    assert (x, y) == pytest.approx((before[0] + 12 / 500, before[1] + 40 / 750))
    assert len({canvas.view for canvas in desk.canvases()}) == 1


def test_the_wheel_zooms_with_control_around_the_mouse(desk: Desk) -> None:
    before = desk.canvas.percent
    where = QPointF(50, 50)
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(desk.canvas, event)

    assert desk.canvas.percent == pytest.approx(before * 1.25, rel=0.02)


def test_a_page_is_turned_on_this_screen_only(desk: Desk) -> None:
    desk.press(Qt.Key.Key_R, Qt.Key.Key_R)
    desk.press(Qt.Key.Key_R, shift=True)

    assert desk.canvas.view.turn == 90
    assert desk.archive.settled == []


def test_faint_pencil_becomes_dark_and_light_again(desk: Desk) -> None:
    plain = desk.canvas.grab().toImage()

    desk.press(Qt.Key.Key_P)

    assert desk.canvas.light == PENCIL
    assert desk.panel.tools.contrast.value() == PENCIL.contrast
    middle = desk.canvas.rect().center()
    assert desk.canvas.grab().toImage().pixelColor(middle) != plain.pixelColor(middle)
    desk.press(Qt.Key.Key_P)
    assert desk.canvas.light == Light()


def test_keys_of_light_have_their_opposites(desk: Desk) -> None:
    desk.press(Qt.Key.Key_B, Qt.Key.Key_B, Qt.Key.Key_C)
    assert desk.canvas.light == Light(20, 10)

    desk.press(Qt.Key.Key_B, Qt.Key.Key_C, shift=True)

    assert desk.canvas.light == Light(10, 0)


def test_another_page_keeps_the_fit_and_begins_upright(desk: Desk) -> None:
    desk.press(Qt.Key.Key_R, Qt.Key.Key_W, Qt.Key.Key_PageDown)

    assert (desk.canvas.view.turn, desk.canvas.view.fit) == (0, Fit.WIDTH)


def test_a_page_that_was_scanned_askew_stands_upright(desk: Desk) -> None:
    pane = desk.presenter.state.panes[0]
    turned = replace(pane.pages[0], rotation_degrees=270)

    state = replace(desk.presenter.state, panes=(replace(pane, pages=(turned,)),))
    desk.panel.show_state(state)

    assert desk.canvases()[0].view.turn == 270


def test_enter_in_the_strip_puts_a_paper_into_the_active_pane(desk: Desk) -> None:
    row = PAPERS.index(MAILINGS[1])
    desk.panel.strip.setFocus()
    desk.panel.strip.setCurrentIndex(desk.panel.strip.model().index(row, 0))

    QTest.keyClick(desk.panel.strip, Qt.Key.Key_Return)

    assert desk.presenter.state.panes[0].paper is MAILINGS[1]


def test_a_digit_in_the_strip_puts_a_paper_into_that_pane(desk: Desk) -> None:
    row = PAPERS.index(MAILINGS[1])
    desk.panel.strip.setFocus()
    desk.panel.strip.setCurrentIndex(desk.panel.strip.model().index(row, 0))

    QTest.keyClick(desk.panel.strip, Qt.Key.Key_3)

    assert desk.presenter.state.panes[2].paper is MAILINGS[1]
    assert desk.presenter.state.active == 2


@pytest.mark.parametrize(
    ("row", "changes"), [(b"1", True), (b"99", False), (b"-1", False), (b"x" * 99, False)]
)
def test_a_paper_is_dropped_on_a_pane(desk: Desk, row: bytes, changes: bool) -> None:  # noqa: FBT001
    before = desk.presenter.state.panes[1].paper
    dragged = QMimeData()
    dragged.setData(DRAGGED_PAPER, row)
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip

    desk.panel.grid.panes[1].dropEvent(event)

    after = desk.presenter.state.panes[1].paper
    assert after is (PAPERS[1] if changes else before)


def test_what_was_done_about_a_letter_is_kept(desk: Desk) -> None:
    told: list[tuple[int, str, bool]] = []
    desk.presenter.letter_changed.connect(lambda *facts: told.append(facts))

    desk.panel.aloud.read.click()
    desk.panel.aloud.thanked.menu().actions()[0].trigger()

    assert desk.archive.settled == [(320, "read"), (320, "By telephone")]
    assert told == [(320, "read", False), (320, "answered", True)]


def test_text_can_be_hidden_for_more_paper(desk: Desk) -> None:
    assert "前略" in desk.panel.aloud.words.toPlainText()

    desk.press(Qt.Key.Key_T)

    assert desk.panel.aloud.isHidden()
    assert not desk.panel.tools.text.isChecked()


def test_whatever_takes_the_caret_has_a_name(desk: Desk) -> None:
    assert nameless(desk.panel) == []
    assert "1/3" in desk.canvas.accessibleName()


def test_a_strange_title_stays_one_plain_line(desk: Desk) -> None:
    title = "<b>安い</b>\n\u202eﾄﾞﾚﾐ" + "長" * 5000
    paper = replace(MAILINGS[0], title=title)
    pane = replace(desk.presenter.state.panes[0], paper=paper)

    desk.panel.show_state(replace(desk.presenter.state, panes=(pane,)))

    shown = desk.panel.grid.panes[0].heading.whole_text
    assert "<b>安い</b> ﾄﾞﾚﾐ" in shown
    assert "\u202e" not in shown
    assert len(shown) <= 1000


def test_side_is_as_wide_as_the_buttons_of_the_note(desk: Desk) -> None:
    note = QPushButton("保存 Ctrl+S 終了 Ctrl+Enter")
    note.setMinimumWidth(380)

    desk.panel.take_note(note)
    QApplication.processEvents()

    assert desk.panel.side.width() >= 380
    assert note.geometry().right() <= desk.panel.side.width()


@pytest.mark.parametrize(
    ("panes", "room", "columns"),
    [
        (1, (800, 600), 1),
        (2, (800, 600), 2),
        (3, (800, 600), 3),
        (4, (800, 600), 2),
        (4, (1600, 500), 4),
    ],
)
def test_upright_pages_are_as_large_as_can_be(
    panes: int, room: tuple[int, int], columns: int
) -> None:
    assert columns_for(panes, *room) == columns


def test_a_task_comes_from_the_letter_that_is_read(desk: Desk) -> None:
    told: list[int] = []
    desk.panel.aloud.task_wanted.connect(lambda letter: told.append(letter.letter_id))

    desk.panel.aloud.task.click()

    assert told == [320]
