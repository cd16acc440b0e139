from __future__ import annotations

from random import Random

import pytest

from crm_desktop.domain.demo_office.categories import category_rows
from crm_desktop.domain.demo_office.note_phrases import NotePhrases

PHRASES = NotePhrases()


def test_phrases_belong_to_categories_of_the_tree() -> None:
    assert set(PHRASES.categories) <= {row.label_ja for row in category_rows()}


@pytest.mark.parametrize("category", PHRASES.categories)
def test_every_request_is_answered(category: str) -> None:
    rng = Random(1)

    notes = {PHRASES.compose(rng, category, "青汁30包") for _ in range(200)}

    assert len(notes) > 5
    assert all(note.endswith("。") and "{" not in note for note in notes)
