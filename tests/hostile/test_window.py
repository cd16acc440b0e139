"""Every place of the window that shows a text from outside, walked on a card made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.ui.customer_card.paper_facts import PaperKind
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED
from tests.hostile.conftest import HostileDesk
from tests.hostile.drawn_text import drawn, drawn_texts, shown_of_tool_tip
from tests.hostile.hostile_office import TODAY
from tests.hostile.hostile_texts import (
    FLOODS,
    LINE_BREAKERS,
    MARKUP,
    MNEMONICS,
    MOVING,
    PLACEHOLDERS,
    TEXTS,
    UNSEEN,
)

LITERAL = {**MARKUP, **MNEMONICS, **PLACEHOLDERS}
TIP_ROLES = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)


def places(desk: HostileDesk) -> dict[str, QWidget]:
    """Return the widgets that each paint a text of the card or of the office, by name."""
    card, window = desk.program.card_panel, desk.program.window
    header = card.header
    return {
        "name": header.name,
        "kana": header.kana,
        "staff": header.staff,
        "address": header.address,
        "memo": header.attention.words,
        "code": header.code,
        "reasons": header.reasons,
        "orders": card.orders.table.viewport(),
        "selected order": card.detail,
        "cycle": card.cycle,
        "timeline": card.timeline.list.viewport(),
        "papers": card.papers.strip.viewport(),
        "paper": card.papers.preview,
        "call list": window.call_list.rows.viewport(),
    }


def widgets_of(desk: HostileDesk) -> list[QWidget]:
    window = desk.program.window
    return [window, *window.findChildren(QWidget)]


def cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(min(model.rowCount(), 50)):
        for column in range(columns):
            yield model.index(row, column)


def tool_tips(desk: HostileDesk) -> Iterator[str]:
    for widget in widgets_of(desk):
        yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for index in cells(widget.model()):
                yield from (index.data(role) or "" for role in TIP_ROLES)


@pytest.mark.parametrize("name", LITERAL)
def test_text_is_drawn_as_it_is_in_every_place(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    beginning = " ".join(LITERAL[name].split())[:3]

    desk.open(qtbot, name)

    missing = [place for place, widget in places(desk).items() if beginning not in drawn(widget)]
    assert missing == []


def test_every_label_shows_plain_text(desk: HostileDesk, qtbot: QtBot) -> None:
    desk.open(qtbot, "bold")

    labels = [widget for widget in widgets_of(desk) if isinstance(widget, QLabel)]
    guessing = [label for label in labels if label.textFormat() != Qt.TextFormat.PlainText]
    assert len(labels) > 60
    assert [label.text() for label in guessing if label.pixmap().isNull()] == []
    assert [widget for widget in widgets_of(desk) if isinstance(widget, QTextEdit)] == []


@pytest.mark.parametrize("name", [*TEXTS, "endless"])
def test_tool_tips_show_the_text_and_no_more(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)

    tips = [tip for tip in tool_tips(desk) if tip]
    assert len(tips) > 10
    for tip in tips:
        inside = tip.removeprefix("<p style='white-space:pre-wrap'>").removesuffix("</p>")
        assert "<" not in inside
        assert len(shown_of_tool_tip(tip)) <= LONGEST_PAINTED
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", tip)


@pytest.mark.parametrize("name", MARKUP)
def test_tool_tip_of_the_memo_reads_as_the_memo(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)

    tip = desk.program.card_panel.header.attention.words.toolTip()
    assert shown_of_tool_tip(tip).replace("\xa0", " ") == MARKUP[name].replace("\n", " ")


@pytest.mark.parametrize("name", MNEMONICS)
def test_ampersand_in_a_text_makes_no_key(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)

    window = desk.program.window
    keys = {QKeySequence("Alt+1"), QKeySequence("Alt+2"), QKeySequence("Alt+3"), QKeySequence()}
    chips = desk.program.card_panel.header.reasons.chips
    assert {chip.shortcut() for chip in chips} <= keys
    for button in window.findChildren(QAbstractButton):
        assert button in chips or QKeySequence.mnemonic(button.text()).isEmpty()
    for action in window.findChildren(QAction):
        assert QKeySequence.mnemonic(action.text()).isEmpty()


@pytest.mark.parametrize("name", [*LINE_BREAKERS, *UNSEEN, *FLOODS, "endless"])
def test_nothing_drawn_breaks_lines_or_turns_their_direction(
    desk: HostileDesk, qtbot: QtBot, name: str
) -> None:
    desk.open(qtbot, name)

    lines = {place: shown for place, shown in places(desk).items() if place != "paper"}
    for place, widget in lines.items():
        letters = drawn(widget)
        assert not MOVING.search(letters), place
        assert not re.search("[\u0300-\u036f\u0483-\u0489]{7}", letters), place


def found(desk: HostileDesk, name: str) -> FoundCustomer:
    """Return the search result that is the customer made of the text ``name``."""
    wanted = desk.customers[name]
    number = f"0353-20-{list(TEXTS).index(name):04}"
    results = desk.program.questions.find_customers(number)
    return next(one for one in results if one.customer_id == wanted)


@pytest.mark.parametrize("name", [*LITERAL, *LINE_BREAKERS, *UNSEEN, *FLOODS])
def test_lists_draw_each_row_in_its_line(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    text, home = TEXTS[name], desk.program.window.home
    results = desk.program.window.search.sheet.found
    rows = desk.program.questions.read_home(TODAY)

    home.tasks.show_rows([replace(rows.tasks[0], customer_name=text, title=text)])
    home.missed.rows.show_rows([replace(rows.missed[0], customer_name=text, line_name=text)])
    results.show_rows([found(desk, name)])

    beginning = re.sub(MOVING, " ", text).strip()[:1]
    for shown in (home.tasks, home.missed.rows, results):
        letters = drawn(shown.viewport())
        assert beginning in letters
        assert not MOVING.search(letters)
        heights = [text.y for text in drawn_texts(shown.viewport())]
        assert max(heights) - min(heights) < 3  # two fonts, one line


@pytest.mark.parametrize("name", ["right to left override", "isolates", "embeddings", "bold"])
def test_a_letter_is_shown_as_it_reads(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)
    papers = desk.program.card_panel.papers
    letter = next(paper for paper in papers.model.rows.facts if paper.kind is PaperKind.LETTER)

    papers.select_paper(PaperKind.LETTER, letter.subject_id)

    shown = papers.preview.words.toPlainText()
    assert shown == re.sub("[\u202a-\u202e\u2066-\u2069]", "", TEXTS[name])
    assert " ".join(shown.split())[:3] in drawn(papers.preview)


@pytest.mark.parametrize("name", LINE_BREAKERS)
def test_a_name_stays_in_one_line(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)

    header = desk.program.card_panel.header
    for label in (header.name, header.kana, header.attention.words, header.address):
        assert len({text.y for text in drawn_texts(label)}) == 1


@pytest.mark.parametrize("name", [*FLOODS, "endless", "long"])
def test_no_text_makes_the_window_larger(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)

    least = desk.program.window.minimumSizeHint()
    assert (least.width(), least.height()) <= (900, 500)
    assert len(drawn(desk.program.window)) < 20_000


@pytest.mark.parametrize("name", LITERAL)
def test_screen_reader_reads_the_text_as_it_is(desk: HostileDesk, qtbot: QtBot, name: str) -> None:
    desk.open(qtbot, name)

    text = LITERAL[name].replace("\n", " ")
    card = desk.program.card_panel
    interface = QAccessible.queryAccessibleInterface(card.header.name)
    assert interface.text(QAccessible.Text.Name) == text
    rows = card.timeline.model
    assert text in rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_categories_are_plain_in_the_box(desk: HostileDesk, qtbot: QtBot) -> None:
    box = desk.program.card_panel.note.category
    desk.program.card.load_categories()
    qtbot.waitUntil(lambda: box.count() > len(TEXTS))

    labels = [box.itemText(place) for place in range(box.count())]
    assert any(label.startswith("A&B") for label in labels)
    assert not [label for label in labels if MOVING.search(label)]


def test_title_of_the_window_stays(desk: HostileDesk, qtbot: QtBot) -> None:
    desk.open(qtbot, "bold")

    assert desk.program.window.windowTitle() == "CRM Desktop"
