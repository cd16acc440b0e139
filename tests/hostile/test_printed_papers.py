"""The page of mailings and enclosures: titles, codes and file names come from lists of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.enclosure_rules import EnclosureRuleRow
from crm_desktop.database.queries.printed_papers import PrintedRow
from crm_desktop.domain.printed_paper import PrintedPaper
from crm_desktop.errors.printed_papers import PageFileRefused
from crm_desktop.ui.printed_papers.paper_form import PrintedPaperForm
from crm_desktop.ui.printed_papers.reading import typed_rule
from crm_desktop.ui.printed_papers.rows import EnclosureRuleRows, PrintedRows
from crm_desktop.ui.printed_papers.rule_form import EnclosureRuleFields
from crm_desktop.ui.printed_papers.state import RuleChoices, TypedPaper
from crm_desktop.ui.shared.rules_pane import RulesPane
from crm_desktop.ui.shared.rules_state import RulesState
from tests.hostile.drawn_text import drawn
from tests.hostile.hostile_texts import ENDLESS, MOVING, TEXTS

ALL = {**TEXTS, "endless": ENDLESS}


def papers_of(text: str) -> QWidget:
    row = PrintedRow(1, 1, PrintedPaper(text, text, text, text), None, 0)
    name = text.replace("/", "").replace("\0", "")[:200]
    typed = TypedPaper(text, text, text, text, text, text, (Path(name),))
    pane = RulesPane(PrintedRows(), PrintedPaperForm(), lambda _row: 1, words=("", "New"))
    refusal = PageFileRefused(name)
    pane.show_state(RulesState(typed, (row,), 1, loaded=True, refusal=refusal))
    return pane


def rules_of(text: str) -> QWidget:
    row = EnclosureRuleRow(1, 1, 1, text, text, text, 1, text, 1, date(2026, 11, 1), None, False)
    form = EnclosureRuleFields()
    form.show_choices(RuleChoices(((1, text),), ((1, text),)))
    pane = RulesPane(EnclosureRuleRows(), form, lambda _row: 1, words=("", "New"))
    pane.show_state(RulesState(typed_rule(row), (row,), 1, loaded=True))
    return pane


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("make", [papers_of, rules_of], ids=["papers", "rules"])
def test_screen_shows_plain_lines(qtbot: QtBot, make: Callable[[str], QWidget], name: str) -> None:
    screen = make(ALL[name])
    qtbot.addWidget(screen)
    screen.resize(1158, 640)
    for kind in (QLineEdit, QPlainTextEdit):  # what is edited is shown as it is
        for field in screen.findChildren(kind):
            field.hide()

    assert not MOVING.search(drawn(screen))
    for label in screen.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
