"""The notes of a long day do not pile up at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.customer_card.note_presenter import MOST_STORED, NotePresenter
from tests.held import items_held_by
from tests.ui.customer_card.cards import NOW

SAKIYAMA = 2


@pytest.fixture
def stored() -> list[WrittenNote]:
    return []


@pytest.fixture
def presenter(qtbot: QtBot, stored: list[WrittenNote], inline_jobs: Jobs) -> NotePresenter:
    return NotePresenter(stored.append, inline_jobs, now=lambda: NOW)


def write(presenter: NotePresenter, call_id: int, body: str = "来週でよい。") -> None:
    """Open the card for a call, write a note and leave it."""
    presenter.open_note(SAKIYAMA, call_id)
    note = presenter.shown_note
    assert note is not None
    presenter.edit(replace(note, body=body))
    presenter.close_note()


def test_notes_of_calls_leave_nothing_behind_in_the_long_run(presenter: NotePresenter) -> None:
    held = list[int]()
    for thousand in (1_000, 2_000):
        for call_id in range(thousand, thousand + 2 * MOST_STORED):
            write(presenter, call_id)
        held.append(items_held_by(presenter))

    assert held[0] == held[1]


def test_note_of_a_call_goes_on_after_many_other_calls(
    presenter: NotePresenter, stored: list[WrittenNote]
) -> None:
    for call_id in range(MOST_STORED):
        write(presenter, call_id)

    write(presenter, 0, "来週でよい。﨑山様より")

    assert stored[-1].operation_id == stored[0].operation_id
    assert len({note.operation_id for note in stored}) == MOST_STORED


def test_what_could_not_be_stored_is_never_forgotten(qtbot: QtBot, inline_jobs: Jobs) -> None:
    def refuse(_note: WrittenNote) -> None:
        raise OSError

    presenter = NotePresenter(refuse, inline_jobs, now=lambda: NOW)
    for call_id in range(3 * MOST_STORED):
        write(presenter, call_id)

    assert len(presenter.unsaved_notes()) == 3 * MOST_STORED
