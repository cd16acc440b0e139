"""A note that was kept is put back where it belongs, or it is said why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.note_drafts import draft_of_note
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import Jobs
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.customer_card.note_drafts import NoteDrafts
from crm_desktop.ui.customer_card.note_presenter import NotePresenter
from crm_desktop.ui.customer_card.note_state import new_note
from tests.ui.customer_card.cards import NOW

TAKAHASHI, THIS_CALL = 4182, 7


@pytest.fixture
def note(qapp: object, inline_jobs: Jobs) -> NotePresenter:
    return NotePresenter(lambda _note: None, inline_jobs, now=lambda: NOW)


@pytest.fixture
def drafts(note: NotePresenter) -> Callable[..., NoteDrafts]:
    """Return what keeps notes; ``free``: no call is had with the customer."""

    def drafts(*, free: bool) -> NoteDrafts:
        def open_note(wanted: WrittenNote) -> bool:
            if free:
                note.open_note(wanted.customer_id, wanted.call_id)
            return free

        keeper = DraftKeeper(lambda: DraftPlace(None, lambda: NOW).open("hana"), note)
        return NoteDrafts(note, keeper, lambda: NOW, open_note, note)

    return drafts


def test_note_of_no_call_is_not_put_into_that_of_a_call(
    note: NotePresenter, drafts: Callable[..., NoteDrafts], qtbot: QtBot
) -> None:
    here = drafts(free=False)
    note.open_note(TAKAHASHI, THIS_CALL)

    with qtbot.waitSignal(here.elsewhere):
        here.bring_back(draft_of_note(new_note(TAKAHASHI, None, NOW), NOW))

    assert note.shown_note is not None
    assert note.shown_note.call_id == THIS_CALL


def test_note_is_put_back_where_it_was_typed(
    note: NotePresenter, drafts: Callable[..., NoteDrafts], qtbot: QtBot
) -> None:
    wanted = new_note(TAKAHASHI, None, NOW)

    drafts(free=True).bring_back(draft_of_note(wanted, NOW))

    qtbot.waitUntil(lambda: note.shown_note == wanted)
