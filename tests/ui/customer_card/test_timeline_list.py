from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from crm_desktop.ui.customer_card.timeline import TimelinePane
from crm_desktop.ui.customer_card.timeline_facts import timeline
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import JAPAN, a_card, a_note


def test_what_was_painted_of_a_thousand_notes_is_not_kept(qtbot: QtBot) -> None:
    pane, held = TimelinePane(Formats("ja", JAPAN)), list[int]()
    qtbot.addWidget(pane)
    pane.resize(400, 600)
    for hundred in range(10):
        for number in range(100):
            note = a_note(body=f"{hundred}-{number}件目。髙橋様、来週でよい。")
            card = a_card(notes=(note,))
            pane.show_entries(timeline(card, JAPAN), date(2026, 11, 22))
            pane.grab()
        held.append(pane.delegate.kept)

    assert max(held) <= 500


def test_lines_of_a_long_note_are_shaped_once_they_are_in_sight(qtbot: QtBot) -> None:
    pane = TimelinePane(Formats("ja", JAPAN))
    qtbot.addWidget(pane)
    pane.resize(400, 600)
    note = a_note(body="\n".join(f"{line}行目。﨑山様" for line in range(800)))
    pane.show_entries(timeline(a_card(notes=(note,)), JAPAN), date(2026, 11, 22))
    pane.list.setCurrentIndex(pane.model.index(0))
    pane.grab()

    assert 10 < pane.delegate.kept < 100
