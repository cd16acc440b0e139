from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from crm_desktop.actions.note_drafts import draft_of_note, note_of_draft
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.envelope import as_bytes, from_bytes

NOW = datetime(2026, 11, 22, 1, 32, 5, 123456, tzinfo=UTC)
PLAIN = WrittenNote(uuid4(), 4182, None, NOW, "髙橋様\nﾃﾞﾝﾜは午前", None, "done")


@pytest.mark.parametrize(
    "note",
    [
        PLAIN,
        replace(PLAIN, call_id=7, category_id=3, state="open"),
        replace(PLAIN, follow_up_on=date(2026, 11, 24), follow_up_title="折返し"),
    ],
)
def test_note_comes_back_as_it_was_typed(note: WrittenNote) -> None:
    draft = draft_of_note(note, NOW)

    assert draft.draft_id == note.operation_id
    assert note_of_draft(from_bytes(as_bytes(draft))) == note


def test_other_drafts_are_no_notes() -> None:
    with pytest.raises(ValueError, match="not a note"):
        note_of_draft(Draft(uuid4(), DraftKind.TASK, 1, {}, NOW))
