"""What is done with letters that came in; each function is one transaction's work.

Each returns a `LetterUndo`: what `undo_letters` needs to put everything back, as long as nobody
else has changed those letters meanwhile. What undoing returns does it again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.actions.letter_pages import Leaf, Lying, Sheet, laid_anew, lying_pages
from crm_desktop.database.models.letter import Letter, LetterTag
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.papers import LetterAnswered, LettersOfTwo, NothingToPart


@dataclass(frozen=True, slots=True)
class SeenLetter:
    """A letter as it was on the screen: its id and its revision then."""

    letter_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class LetterUndo:
    """What was before, and the revisions that the letters have had since.

    ``fields`` are those of the first letter, ``tags`` the ids by letter; ``sheets`` lay the pages
    back.
    """

    seen: tuple[SeenLetter, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()

    @property
    def letter_id(self) -> int:
        """The letter that it is about, or the first of several."""
        return self.seen[0].letter_id


def attach_letter(session: Session, seen: SeenLetter, customer_id: int) -> LetterUndo:
    """Say whose letter it is; the customer's card must be open (see ``see_that_open``).

    Raises:
        RecordGone, RecordChanged: the letter is not there, or not as it was seen.
        psycopg.errors.InsufficientPrivilege: the card is not open.
    """
    return _changed(session, seen, {"customer_id": customer_id})


def detach_letter(session: Session, seen: SeenLetter) -> LetterUndo:
    """Say that it is not known whose letter it is; raises as `attach_letter`."""
    return _changed(session, seen, {"customer_id": None})


def date_letter(session: Session, seen: SeenLetter, received_on: date, way: str) -> LetterUndo:
    """Say when it came and how (post, postcard, fax, email); raises as `attach_letter`."""
    return _changed(session, seen, {"received_on": received_on, "way": way})


def mark_letter_read(session: Session, seen: SeenLetter) -> LetterUndo:
    """Say that somebody has read it; an answered one stays answered. Raises as `attach_letter`."""
    letter = _letter_as_seen(session, seen)
    state = "answered" if letter.state == "answered" else "read"
    return _changed(session, seen, {"state": state})


def mark_letter_answered(session: Session, seen: SeenLetter) -> LetterUndo:
    """Say that it was answered, without thanks; raises as `attach_letter`."""
    return _changed(session, seen, {"state": "answered"})


def thank_for_letter(
    session: Session, seen: SeenLetter, how: str, *, staff_id: int | None, thanked_on: date
) -> LetterUndo:
    """Say who thanked for it, how and on which day; it is answered then.

    Raises as `attach_letter`.
    """
    thanks = {"thanked_on": thanked_on, "thanked_how": how, "thanked_by_id": staff_id}
    return _changed(session, seen, {"state": "answered", **thanks})


def tag_letter(session: Session, seen: SeenLetter, tag_ids: Collection[int]) -> LetterUndo:
    """Give it these tags and no others; raises as `attach_letter`."""
    return _changed(session, seen, {}, tags={seen.letter_id: tuple(sorted(set(tag_ids)))})


def split_letter(session: Session, seen: SeenLetter, after_page: int) -> LetterUndo:
    """Make the pages behind ``after_page`` a letter of its own, of the same day and person.

    Raises:
        NothingToPart: no page would be left in one of both.
        RecordGone, RecordChanged: as `attach_letter`.
    """
    pages = _pages_as_seen(session, seen)
    kept = tuple(leaf for leaf in pages if leaf.page_number <= after_page)
    parted = tuple(leaf for leaf in pages if leaf.page_number > after_page)
    if not kept or not parted:
        raise NothingToPart(seen.letter_id)
    sheets = (Sheet(kept, letter=seen.letter_id), Sheet(parted, like=seen.letter_id))
    return _arranged(session, (seen,), sheets)


def merge_letters(session: Session, into: SeenLetter, others: Sequence[SeenLetter]) -> LetterUndo:
    """Put the pages of ``others`` behind those of ``into``; the others are letters no longer.

    Their tags go over too.

    Raises:
        LettersOfTwo: they are letters of different customers.
        LetterAnswered: one of the others was answered: what was done would be lost.
        RecordGone, RecordChanged: as `attach_letter`.
    """
    _all_as_seen(session, (into, *others))
    first = _letter_as_seen(session, into)
    pages = list(_pages_as_seen(session, into))
    for seen in others:
        letter = _letter_as_seen(session, seen)
        if letter.customer_id not in {None, first.customer_id}:
            raise LettersOfTwo(into.letter_id, seen.letter_id)
        if letter.state == "answered" or letter.thanked_on is not None:
            raise LetterAnswered(seen.letter_id)
        pages += _pages_as_seen(session, seen)
    emptied = (Sheet((), letter=seen.letter_id) for seen in others)
    sheets = (Sheet(tuple(pages), letter=into.letter_id), *emptied)
    all_seen = (into, *others)
    held = _tags(session, [one.letter_id for one in all_seen])
    tags = {into.letter_id: tuple(sorted(set(chain(*held.values()))))}
    return replace(_arranged(session, all_seen, sheets, tags), tags=held)


def reorder_pages(session: Session, seen: SeenLetter, order: Sequence[int]) -> LetterUndo:
    """Lay the pages in another order: ``order`` holds each page's number as it is now, once.

    Raises:
        NothingToPart: a page is missing, or named twice.
        RecordGone, RecordChanged: as `attach_letter`.
    """
    pages = {leaf.page_number: leaf for leaf in _pages_as_seen(session, seen)}
    if sorted(order) != sorted(pages):
        raise NothingToPart(seen.letter_id)
    laid = tuple(pages[number] for number in order)
    return _arranged(session, (seen,), (Sheet(laid, letter=seen.letter_id),))


def rotate_page(session: Session, seen: SeenLetter, page_number: int, degrees: int) -> LetterUndo:
    """Turn a page clockwise by ``degrees``, a multiple of 90, from how it is shown now.

    Raises as `attach_letter`.
    """
    return _page_changed(session, seen, page_number, turned=degrees)


def set_page_aside(
    session: Session, seen: SeenLetter, page_number: int, *, aside: bool
) -> LetterUndo:
    """Put a blank page away, or bring it back; it is never deleted. Raises as `attach_letter`."""
    return _page_changed(session, seen, page_number, aside=aside)


def undo_letters(session: Session, undo: LetterUndo) -> LetterUndo:
    """Put back what was before; return what does it again.

    Raises:
        RecordGone, RecordChanged: somebody has changed one of the letters since.
        psycopg.errors.InsufficientPrivilege: the card of whose letter it was is not open.
    """
    if undo.sheets:
        letters = [sheet.letter for sheet in undo.sheets if sheet.letter is not None]
        held = _tags(session, letters) if undo.tags else {}
        return replace(_arranged(session, undo.seen, undo.sheets, undo.tags), tags=held)
    return _changed(session, undo.seen[0], undo.fields, tags=undo.tags)


def _page_changed(
    session: Session,
    seen: SeenLetter,
    page_number: int,
    *,
    turned: int = 0,
    aside: bool | None = None,
) -> LetterUndo:
    pages = _pages_as_seen(session, seen)
    if page_number not in {leaf.page_number for leaf in pages}:
        raise RecordGone("document_page", page_number)
    laid = tuple(
        leaf.changed(turned, aside) if leaf.page_number == page_number else leaf for leaf in pages
    )
    return _arranged(session, (seen,), (Sheet(laid, letter=seen.letter_id),))


def _changed(
    session: Session,
    seen: SeenLetter,
    changes: Mapping[str, Any],
    *,
    tags: Mapping[int, tuple[int, ...]] | None = None,
) -> LetterUndo:
    letter = _letter_as_seen(session, seen)
    before = {name: getattr(letter, name) for name in changes}
    tags_before = _tags(session, tags or ())
    _retag(session, tags or {})
    revision = seen.revision + 1
    # Only the columns that are meant: operators may write few of them. What the policies refuse
    # (a customer whose card is not open) is refused here.
    session.execute(
        update(Letter)
        .where(Letter.id == seen.letter_id)
        .values(**changes, revision=revision)
        .execution_options(synchronize_session=False)
    )
    session.expire(letter)
    now_seen = (SeenLetter(seen.letter_id, revision),)
    return LetterUndo(now_seen, before, tags_before)


def _tags(session: Session, letters: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return the tags of each of ``letters``, in the order of their ids."""
    held: dict[int, tuple[int, ...]] = dict.fromkeys(letters, ())
    statement = select(LetterTag.letter_id, LetterTag.tag_id).where(
        LetterTag.letter_id.in_(letters)
    )
    for letter_id, tag_id in session.execute(statement.order_by(LetterTag.tag_id)):
        held[letter_id] = (*held[letter_id], tag_id)
    return held


def _retag(session: Session, wanted: Mapping[int, tuple[int, ...]]) -> None:
    for letter_id, held in _tags(session, wanted).items():
        gone = [tag_id for tag_id in held if tag_id not in wanted[letter_id]]
        session.execute(
            delete(LetterTag).where(LetterTag.letter_id == letter_id, LetterTag.tag_id.in_(gone))
        )
        new = [tag_id for tag_id in wanted[letter_id] if tag_id not in held]
        if new:
            rows = [{"letter_id": letter_id, "tag_id": tag_id} for tag_id in new]
            session.execute(insert(LetterTag), rows)


def _arranged(
    session: Session,
    seen: Sequence[SeenLetter],
    sheets: Sequence[Sheet],
    tags: Mapping[int, tuple[int, ...]] | None = None,
) -> LetterUndo:
    _all_as_seen(session, seen)
    back = laid_anew(session, tuple(sheets))
    session.expire_all()
    _retag(session, tags or {})
    return LetterUndo(_seen_now(session, back), sheets=back.sheets)


def _seen_now(session: Session, back: Lying) -> tuple[SeenLetter, ...]:
    rows = session.execute(select(Letter.id, Letter.revision).where(Letter.id.in_(back.letters)))
    revisions = {row.id: row.revision for row in rows}
    return tuple(
        SeenLetter(letter, revisions[letter]) for letter in back.letters if letter in revisions
    )


def _all_as_seen(session: Session, seen: Sequence[SeenLetter]) -> None:
    """Lock all letters in the order of their ids, as everybody does who locks several."""
    for letter in sorted(seen, key=lambda one: one.letter_id):
        _letter_as_seen(session, letter)


def _letter_as_seen(session: Session, seen: SeenLetter) -> Letter:
    lock = {"key_share": True}  # a new task may name it
    letter = session.get(Letter, seen.letter_id, with_for_update=lock, populate_existing=True)
    if letter is None:
        raise RecordGone("letter", seen.letter_id)
    if letter.revision != seen.revision:
        now = {name: getattr(letter, name) for name in _TOLD}
        raise RecordChanged("letter", seen.letter_id, now_stored=now)
    return letter


def _pages_as_seen(session: Session, seen: SeenLetter) -> tuple[Leaf, ...]:
    letter = _letter_as_seen(session, seen)
    return () if letter.document_id is None else lying_pages(session, letter.document_id)


_TOLD: Final = ("customer_id", "received_on", "way", "state", "thanked_on")
