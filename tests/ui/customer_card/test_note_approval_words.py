from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.database.queries.customer_card import CardNote
from crm_desktop.ui.customer_card.timeline_facts import timeline
from crm_desktop.ui.customer_card.timeline_words import entry_words
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import JAPAN, NOW, TODAY, a_card


@pytest.mark.parametrize(
    ("approval", "lead"),
    [
        ("asked", "Note (waits for approval)"),
        ("sent_back", "Sent back: 返金は?"),
        ("approved", "Note"),
    ],
)
def test_a_note_says_that_it_waits_or_was_sent_back(approval: str, lead: str) -> None:
    state = "done" if approval == "approved" else "in_progress"
    note = CardNote(1, NOW, "佐伯", "苦情", "箱が潰れた", state, None, approval, "返金は?")
    (entry,) = timeline(replace(a_card(), notes=(note,)), JAPAN)

    assert entry_words(entry, Formats("en", JAPAN), TODAY).lead == lead
