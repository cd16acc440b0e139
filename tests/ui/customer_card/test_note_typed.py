"""What is typed into a note is told for drafts, and a draft of before becomes the note again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.customer_card.note_presenter import NotePresenter
from crm_desktop.ui.customer_card.note_state import new_note
from tests.ui.customer_card.cards import NOW

TAKAHASHI, SAKIYAMA = 4182, 2


class Notebook:
    """Saves notes as the database would: one per operation."""

    def __init__(self) -> None:
        self.notes: dict[object, WrittenNote] = {}

    def save(self, note: WrittenNote) -> None:
        self.notes[note.operation_id] = note

    def bodies(self) -> list[tuple[int, str]]:
        return [(note.customer_id, note.body) for note in self.notes.values()]


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def presenter(qtbot: QtBot, notebook: Notebook, inline_jobs: Jobs) -> NotePresenter:
    return NotePresenter(notebook.save, inline_jobs, now=lambda: NOW)


def typed(presenter: NotePresenter, body: str) -> WrittenNote:
    note = presenter.shown_note
    assert note is not None
    presenter.edit(replace(note, body=body))
    return replace(note, body=body)


def test_each_key_is_told_and_that_all_is_stored(presenter: NotePresenter) -> None:
    told: list[object] = []
    presenter.typed.connect(lambda note: told.append(note.body))
    presenter.settled.connect(told.append)
    presenter.open_note(TAKAHASHI, None)

    typed(presenter, "午")
    note = typed(presenter, "午前")
    presenter.save()
    typed(presenter, "午後")
    typed(presenter, "午前")

    assert told == ["午", "午前", note.operation_id, "午後", note.operation_id]


def test_emptied_note_is_nothing_to_keep(presenter: NotePresenter) -> None:
    told: list[object] = []
    presenter.open_note(TAKAHASHI, None)
    typed(presenter, "午")
    presenter.settled.connect(told.append)

    note = typed(presenter, "")

    assert told == [note.operation_id]


def test_note_of_before_is_put_back_beside_none_lost(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    before = new_note(TAKAHASHI, 77, NOW)
    before = replace(before, body="途中まで")
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "いま")

    presenter.put_back(before)
    presenter.put_back(before)
    presenter.close_note()

    assert notebook.bodies() == [(TAKAHASHI, "いま"), (TAKAHASHI, "途中まで")]


def test_note_of_before_shows_with_its_contact(presenter: NotePresenter) -> None:
    before = replace(new_note(TAKAHASHI, None, NOW), body="途中まで")
    presenter.put_back(before)

    presenter.open_note(SAKIYAMA, None)
    presenter.open_note(TAKAHASHI, None)

    assert presenter.shown_note == before
    assert presenter.has_unsaved_typing
