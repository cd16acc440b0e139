from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.address_map.delivery_notes import (
    DeliveryNotes,
    DeliveryNoteState,
    TypedDeliveryNote,
)
from tests.ui.address_map.homes import Answers, a_home, changed_by_others
from tests.ui.customer_card.held_jobs import HeldExecutor

WORDS = "裏口へ。犬に注意"


class Shown:
    """The notes of an address, and the state that was shown last."""

    def __init__(self, answers: Answers, jobs: Jobs) -> None:
        self.notes = DeliveryNotes(answers.write, jobs)
        self.state = DeliveryNoteState()
        self.notes.changed.connect(self._show)
        self.notes.show_home(a_home())

    def _show(self, state: DeliveryNoteState) -> None:
        self.state = state


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def shown(answers: Answers, inline_jobs: Jobs) -> Shown:
    return Shown(answers, inline_jobs)


def test_what_is_typed_counts_as_unsaved_until_it_is_stored(shown: Shown, answers: Answers) -> None:
    shown.notes.edit(7, WORDS)
    assert shown.notes.has_typing

    shown.notes.save()

    assert answers.written == [TypedDeliveryNote(7, WORDS, "")]
    assert not shown.notes.has_typing


def test_leaving_an_address_saves_its_note(shown: Shown, answers: Answers) -> None:
    shown.notes.edit(7, WORDS)

    shown.notes.show_home(a_home(8))

    assert answers.written == [TypedDeliveryNote(7, WORDS, "")]
    assert shown.state == DeliveryNoteState(8)


def test_the_end_of_a_conversion_that_comes_late_is_stored_too(
    shown: Shown, answers: Answers
) -> None:
    shown.notes.edit(7, "犬")

    shown.notes.changed.connect(lambda _state: shown.notes.edit(7, WORDS))
    shown.notes.leave()

    assert answers.written[-1].text == WORDS


def test_what_could_not_be_saved_comes_back_with_its_address(
    shown: Shown, answers: Answers
) -> None:
    answers.refusing = DatabaseUnreachable()
    shown.notes.edit(7, WORDS)
    shown.notes.leave()

    shown.notes.show_home(a_home())

    assert shown.state.text == WORDS
    assert shown.state.is_unsaved
    assert [note.text for note in shown.notes.unsaved()] == [WORDS]


def test_what_somebody_else_wrote_is_shown_and_mine_is_kept(shown: Shown, answers: Answers) -> None:
    answers.refusing = changed_by_others(delivery_note="玄関へ")
    shown.notes.edit(7, WORDS)
    shown.notes.save()
    assert (shown.state.theirs, shown.state.text) == ("玄関へ", WORDS)

    answers.refusing = None
    shown.notes.keep_mine()

    assert answers.written == [TypedDeliveryNote(7, WORDS, "玄関へ")]
    assert shown.state.theirs is None


def test_theirs_can_be_taken(shown: Shown, answers: Answers) -> None:
    answers.refusing = changed_by_others(delivery_note="玄関へ")
    shown.notes.edit(7, WORDS)
    shown.notes.save()

    shown.notes.take_theirs()

    assert shown.state == DeliveryNoteState(7, "玄関へ")


def test_typing_goes_on_while_it_is_saved(answers: Answers, qapp: object) -> None:
    lane = HeldExecutor()
    shown = Shown(answers, Jobs(lane))
    shown.notes.edit(7, "犬")
    shown.notes.save()
    shown.notes.edit(7, WORDS)

    lane.do_next()

    assert shown.state.text == WORDS
    assert shown.state.is_unsaved


def test_a_home_read_again_leaves_what_is_being_typed(shown: Shown) -> None:
    shown.notes.edit(7, WORDS)

    shown.notes.show_home(a_home(delivery_note="玄関へ"))

    assert shown.state.text == WORDS


def test_note_that_waited_for_the_database_goes_in_once(shown: Shown, answers: Answers) -> None:
    answers.refusing = DatabaseUnreachable()
    shown.notes.edit(7, WORDS)
    shown.notes.leave()
    assert answers.written == []

    answers.refusing = None
    shown.notes.save_all()
    shown.notes.save_all()

    assert answers.written == [TypedDeliveryNote(7, WORDS, "")]
