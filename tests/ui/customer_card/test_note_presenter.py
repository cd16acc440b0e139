from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.customer_card.note_presenter import NotePresenter
from crm_desktop.ui.customer_card.note_state import NoteState
from tests.ui.customer_card.cards import NOW
from tests.ui.customer_card.held_jobs import HeldExecutor

TAKAHASHI, SAKIYAMA = 4182, 2


class Unplugged(Exception):
    """Stands for any failure of the database."""


class Notebook:
    """Saves notes as the database would: one per operation; ``fails`` makes it refuse."""

    def __init__(self) -> None:
        self.asked: list[WrittenNote] = []
        self.notes: dict[object, WrittenNote] = {}
        self.fails = False
        self.is_away = False

    def save(self, note: WrittenNote) -> None:
        self.asked.append(note)
        if self.fails:
            raise Unplugged
        if self.is_away:
            raise DatabaseUnreachable
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
    """Type ``body`` into the note on the screen."""
    note = presenter.shown_note
    assert note is not None
    presenter.edit(replace(note, body=body))
    return replace(note, body=body)


def test_typing_is_unsaved_until_it_is_saved(presenter: NotePresenter) -> None:
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "午前中をご希望")
    before = presenter.has_unsaved_typing

    presenter.save()

    assert (before, presenter.has_unsaved_typing) == (True, False)


def test_nothing_typed_is_nothing_saved(presenter: NotePresenter, notebook: Notebook) -> None:
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "  \n")

    presenter.close_note()

    assert notebook.asked == []


def test_a_category_alone_is_a_note(presenter: NotePresenter, notebook: Notebook) -> None:
    presenter.open_note(TAKAHASHI, 77)
    note = presenter.shown_note
    assert note is not None
    presenter.edit(replace(note, category_id=3))

    presenter.close_note()

    assert [note.category_id for note in notebook.notes.values()] == [3]


def test_leaving_for_another_customer_saves_on_the_first(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "髙橋様のメモ")

    presenter.open_note(SAKIYAMA, 78)
    typed(presenter, "﨑山様のメモ")
    presenter.close_note()

    assert notebook.bodies() == [(TAKAHASHI, "髙橋様のメモ"), (SAKIYAMA, "﨑山様のメモ")]


def test_what_comes_late_lands_on_its_own_customer(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(TAKAHASHI, 77)
    late = typed(presenter, "お届けは午")
    presenter.open_note(SAKIYAMA, None)

    presenter.edit(replace(late, body="お届けは午前中"))

    assert notebook.bodies() == [(TAKAHASHI, "お届けは午前中")]


def test_failed_saving_keeps_the_words_and_says_so(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    states: list[NoteState] = []
    presenter.changed.connect(states.append)
    notebook.fails = True
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "折り返しのお約束")

    presenter.save()

    assert isinstance(states[-1].error, Unplugged)
    assert states[-1].unsaved
    assert presenter.shown_note is not None
    assert presenter.shown_note.body == "折り返しのお約束"


def test_retry_is_the_same_note(presenter: NotePresenter, notebook: Notebook) -> None:
    notebook.fails = True
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "折り返し")
    presenter.save()
    notebook.fails = False

    presenter.save()

    assert len({note.operation_id for note in notebook.asked}) == 1
    assert notebook.bodies() == [(TAKAHASHI, "折り返し")]


def test_unsaved_words_come_back_with_their_customer(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    notebook.fails = True
    presenter.open_note(TAKAHASHI, None)
    typed(presenter, "折り返し")
    presenter.open_note(SAKIYAMA, None)

    presenter.open_note(TAKAHASHI, None)

    assert presenter.shown_note is not None
    assert presenter.shown_note.body == "折り返し"
    assert [note.body for note in presenter.unsaved_notes()] == ["折り返し"]


def test_everything_unsaved_can_be_tried_again(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    notebook.fails = True
    presenter.open_note(TAKAHASHI, None)
    typed(presenter, "一")
    presenter.open_note(SAKIYAMA, None)
    typed(presenter, "二")
    presenter.close_note()
    notebook.fails = False

    presenter.save_all()

    assert notebook.bodies() == [(TAKAHASHI, "一"), (SAKIYAMA, "二")]
    assert presenter.unsaved_notes() == []


def test_the_note_of_a_call_goes_on_when_its_card_is_opened_again(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "ご注文の")
    presenter.open_note(SAKIYAMA, 78)
    presenter.open_note(TAKAHASHI, 77)

    typed(presenter, "ご注文の変更")
    presenter.close_note()

    assert notebook.bodies() == [(TAKAHASHI, "ご注文の変更")]


def test_a_stored_note_without_a_call_makes_room_for_a_new_one(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(TAKAHASHI, None)
    typed(presenter, "一通目")
    presenter.close_note()

    presenter.open_note(TAKAHASHI, None)

    assert presenter.shown_note is not None
    assert presenter.shown_note.body == ""


def test_one_note_is_never_saved_twice_at_once(qtbot: QtBot, notebook: Notebook) -> None:
    held = HeldExecutor()
    presenter = NotePresenter(notebook.save, Jobs(held), now=lambda: NOW)
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "一")
    presenter.save()
    typed(presenter, "一二")

    presenter.save()

    assert len(held.held) == 1


def test_typing_while_saving_is_saved_after_leaving(qtbot: QtBot, notebook: Notebook) -> None:
    held = HeldExecutor()
    presenter = NotePresenter(notebook.save, Jobs(held), now=lambda: NOW)
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "一")
    presenter.save()
    typed(presenter, "一二")
    presenter.close_note()

    while held.held:
        held.do_next()

    assert notebook.bodies() == [(TAKAHASHI, "一二")]


def test_saved_note_says_when(presenter: NotePresenter) -> None:
    states: list[NoteState] = []
    presenter.changed.connect(states.append)
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "一")

    presenter.save()

    assert states[-1].saved_at == NOW
    assert not states[-1].unsaved


def test_what_failed_is_tried_again_by_itself(qtbot: QtBot, notebook: Notebook) -> None:
    notebook.fails = True
    held = HeldExecutor()
    presenter = NotePresenter(notebook.save, Jobs(held), now=lambda: NOW, retry_ms=1)
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "折り返し")
    presenter.close_note()
    held.do_next()
    notebook.fails = False

    qtbot.waitUntil(lambda: bool(held.held))
    held.do_next()

    assert notebook.bodies() == [(TAKAHASHI, "折り返し")]


def test_a_failure_is_told_once(presenter: NotePresenter, notebook: Notebook) -> None:
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    notebook.fails = True
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "折り返し")

    presenter.save()
    presenter.save_all()

    assert len(told) == 1


def test_the_next_card_says_that_a_note_waits(presenter: NotePresenter, notebook: Notebook) -> None:
    states: list[NoteState] = []
    presenter.changed.connect(states.append)
    notebook.fails = True
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "折り返し")

    presenter.open_note(SAKIYAMA, 78)

    assert states[-1].others_unsaved == 1
    assert not states[-1].unsaved


def test_note_of_a_moved_call_is_the_same_note_of_the_other_customer(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(TAKAHASHI, 77)
    note = typed(presenter, "﨑山様でした")
    presenter.close_note()

    presenter.on_call_moved(77, (TAKAHASHI, SAKIYAMA), [])
    presenter.open_note(SAKIYAMA, 77)

    assert presenter.shown_note == replace(note, customer_id=SAKIYAMA)
    assert not presenter.has_unsaved_typing
    presenter.open_note(TAKAHASHI, 77)
    assert presenter.shown_note is not None
    assert presenter.shown_note.body == ""


def test_words_typed_while_the_call_is_moved_are_saved_too(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(TAKAHASHI, 77)
    stored = typed(presenter, "﨑山様でした")
    typed(presenter, "﨑山様でした 午前中をご希望")

    presenter.on_call_moved(77, (TAKAHASHI, SAKIYAMA), [stored])
    presenter.close_note()

    assert notebook.bodies() == [(SAKIYAMA, "﨑山様でした 午前中をご希望")]


def test_call_without_a_note_is_moved_without_one(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.on_call_moved(77, (TAKAHASHI, SAKIYAMA), [])
    presenter.open_note(SAKIYAMA, 77)

    assert presenter.shown_note is not None
    assert presenter.shown_note.body == ""
    assert notebook.asked == []


def test_what_could_not_be_saved_in_a_call_is_told(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    notebook.fails = True
    presenter.open_note(TAKAHASHI, 77)
    note = typed(presenter, "まだ保存できていない")
    presenter.close_note()

    assert presenter.notes_of_call(TAKAHASHI, 77) == [note]
    assert presenter.notes_of_call(TAKAHASHI, 78) == []


def test_note_on_the_screen_becomes_that_of_the_call_dialled_from_it(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    presenter.open_note(7, None)
    typed(presenter, "折り返しのお電話")

    assert presenter.bind_call(7, 31)
    presenter.save()

    assert [(note.call_id, note.body) for note in notebook.notes.values()] == [
        (31, "折り返しのお電話")
    ]


@pytest.mark.parametrize("opened", [(8, None), (7, 30)])
def test_note_of_another_customer_or_call_stays_its_own(
    presenter: NotePresenter, opened: tuple[int, int | None]
) -> None:
    presenter.open_note(*opened)

    assert not presenter.bind_call(7, 31)
    assert presenter.shown_note is not None
    assert presenter.shown_note.call_id == opened[1]


def test_note_that_waits_for_the_database_is_no_trouble_of_the_next_card(
    presenter: NotePresenter, notebook: Notebook
) -> None:
    states: list[NoteState] = []
    presenter.changed.connect(states.append)
    notebook.is_away = True
    presenter.open_note(TAKAHASHI, 77)
    note = typed(presenter, "折り返し")

    presenter.open_note(SAKIYAMA, 78)

    assert states[-1].others_unsaved == 0
    assert presenter.waiting == {note.operation_id}


def test_saving_asked_for_while_one_is_under_way_follows_it(
    qtbot: QtBot, notebook: Notebook
) -> None:
    held = HeldExecutor()
    presenter = NotePresenter(notebook.save, Jobs(held), now=lambda: NOW)
    presenter.open_note(TAKAHASHI, 77)
    typed(presenter, "折り返し")
    presenter.save()
    typed(presenter, "折り返し、夕方")

    presenter.save()
    while held.held:
        held.do_next()

    assert notebook.bodies() == [(TAKAHASHI, "折り返し、夕方")]
