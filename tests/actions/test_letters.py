from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions import letters
from crm_desktop.actions.letters import LetterUndo, SeenLetter, undo_letters
from crm_desktop.database.models.letter import Letter
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.papers import LetterAnswered, LettersOfTwo, NothingToPart
from tests.actions.letter_builders import TEXT, a_letter, a_tag, all_letters, seen_now, words_of
from tests.builders import a_customer

DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Inbox:
    """A letter of three pages that has a tag and a text, two others, and what is needed."""

    letter: SeenLetter
    others: tuple[SeenLetter, SeenLetter]
    customer_id: int
    tags: tuple[int, int]


@pytest.fixture
def inbox(session: Session) -> Inbox:
    tags = a_tag(session, "お褒め"), a_tag(session, "ご要望")
    letter = a_letter(session, "一", "二", "三", text=TEXT, source="複合機 2階", code_read="C-42")
    others = a_letter(session, "裏", text="追伸"), a_letter(session, "封筒", "切手")
    for seen in (letter, others[0]):
        letters.tag_letter(session, seen, tags[:1] if seen is letter else tags[1:])
    one, two, three = (seen_now(session, seen.letter_id) for seen in (letter, *others))
    return Inbox(one, (two, three), a_customer(session).id, tags)


DONE: dict[str, Callable[[Session, Inbox], LetterUndo]] = {
    "attach": lambda s, box: letters.attach_letter(s, box.letter, box.customer_id),
    "date": lambda s, box: letters.date_letter(s, box.letter, DAY, "postcard"),
    "read": lambda s, box: letters.mark_letter_read(s, box.letter),
    "answer": lambda s, box: letters.mark_letter_answered(s, box.letter),
    "thank": lambda s, box: letters.thank_for_letter(
        s, box.letter, "お礼状", staff_id=None, thanked_on=DAY
    ),
    "tag": lambda s, box: letters.tag_letter(s, box.letter, box.tags[1:]),
    "split": lambda s, box: letters.split_letter(s, box.letter, 1),
    "merge": lambda s, box: letters.merge_letters(s, box.letter, box.others),
    "reorder": lambda s, box: letters.reorder_pages(s, box.letter, [3, 1, 2]),
    "rotate": lambda s, box: letters.rotate_page(s, box.letter, 2, -90),
    "set aside": lambda s, box: letters.set_page_aside(s, box.letter, 2, aside=True),
}


@pytest.mark.parametrize("what", DONE)
def test_undo_restores_exactly_and_undoing_that_does_it_again(
    session: Session, inbox: Inbox, what: str
) -> None:
    before = all_letters(session)
    undo = DONE[what](session, inbox)
    done = all_letters(session)
    assert done != before

    again = undo_letters(session, undo)
    assert all_letters(session) == before

    undo = undo_letters(session, again)
    assert all_letters(session) == done
    undo_letters(session, undo)
    assert all_letters(session) == before


def test_detached_letter_is_attached_by_undo(session: Session, inbox: Inbox) -> None:
    letters.attach_letter(session, inbox.letter, inbox.customer_id)
    before = all_letters(session)

    undo = letters.detach_letter(session, seen_now(session, inbox.letter.letter_id))

    assert all_letters(session) != before
    undo_letters(session, undo)
    assert all_letters(session) == before


@pytest.mark.parametrize("what", DONE)
def test_letter_that_somebody_changed_meanwhile_is_left_alone(
    session: Session, inbox: Inbox, what: str
) -> None:
    letters.date_letter(session, inbox.letter, DAY, "fax")
    before = all_letters(session)

    with pytest.raises(RecordChanged) as refused:
        DONE[what](session, inbox)

    assert refused.value.now_stored["way"] == "fax"
    assert all_letters(session) == before


@pytest.mark.parametrize("what", DONE)
def test_undo_leaves_alone_what_somebody_changed_since(
    session: Session, inbox: Inbox, what: str
) -> None:
    undo = DONE[what](session, inbox)
    letters.date_letter(session, seen_now(session, undo.letter_id), DAY, "fax")
    before = all_letters(session)

    with pytest.raises(RecordChanged):
        undo_letters(session, undo)

    assert all_letters(session) == before


def test_pages_behind_the_chosen_one_become_a_letter_of_the_same_day(
    session: Session, inbox: Inbox
) -> None:
    undo = letters.split_letter(session, inbox.letter, 1)

    first, second = (seen.letter_id for seen in undo.seen)
    assert [words_of(session, one) for one in (first, second)] == [["一"], ["二", "三"]]
    made, model = (session.get_one(Letter, one) for one in (second, first))
    assert (made.received_on, made.way, made.source) == (model.received_on, "post", "複合機 2階")


@pytest.mark.parametrize("after_page", [0, 3])
def test_letter_is_not_split_into_nothing(session: Session, inbox: Inbox, after_page: int) -> None:
    with pytest.raises(NothingToPart):
        letters.split_letter(session, inbox.letter, after_page)


def test_merged_letters_lie_one_behind_the_other_with_all_tags(
    session: Session, inbox: Inbox
) -> None:
    letters.merge_letters(session, inbox.letter, inbox.others)

    assert words_of(session, inbox.letter.letter_id) == ["一", "二", "三", "裏", "封筒", "切手"]
    assert list(all_letters(session)) == [inbox.letter.letter_id]
    _, _, texts, tags = all_letters(session)[inbox.letter.letter_id]
    assert texts == [(1, TEXT), (4, "追伸")]
    assert tags == sorted(inbox.tags)


def test_letters_of_two_people_stay_apart(session: Session, inbox: Inbox) -> None:
    letters.attach_letter(session, inbox.others[0], inbox.customer_id)
    other = seen_now(session, inbox.others[0].letter_id)

    with pytest.raises(LettersOfTwo):
        letters.merge_letters(session, inbox.letter, [other])


def test_answered_letter_does_not_go_into_another(session: Session, inbox: Inbox) -> None:
    letters.mark_letter_answered(session, inbox.others[0])
    other = seen_now(session, inbox.others[0].letter_id)

    with pytest.raises(LetterAnswered):
        letters.merge_letters(session, inbox.letter, [other])


def test_no_page_is_lost_by_a_new_order(session: Session, inbox: Inbox) -> None:
    for order in ([1, 2], [1, 1, 2], [1, 2, 4]):
        with pytest.raises(NothingToPart):
            letters.reorder_pages(session, inbox.letter, order)


def test_page_that_is_not_there_is_not_turned(session: Session, inbox: Inbox) -> None:
    with pytest.raises(RecordGone):
        letters.rotate_page(session, inbox.letter, 9, 90)


def test_answered_letter_stays_answered_when_it_is_read(session: Session, inbox: Inbox) -> None:
    letters.mark_letter_answered(session, inbox.letter)

    letters.mark_letter_read(session, seen_now(session, inbox.letter.letter_id))

    assert session.get_one(Letter, inbox.letter.letter_id).state == "answered"
