"""How the pages of letters lie, laid anew by the database as a whole: none is lost, none made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import DocumentPage
from crm_desktop.database.models.letter import Letter
from crm_desktop.errors.access import RightMissing


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page where it lies, turned clockwise by ``rotation`` degrees."""

    document_id: int
    page_number: int
    rotation: int
    aside: bool

    def changed(self, turned: int, aside: bool | None) -> Leaf:  # noqa: FBT001
        """Return it ``turned`` further, and set ``aside`` or not where that is said."""
        return replace(
            self,
            rotation=(self.rotation + turned) % 360,
            aside=self.aside if aside is None else aside,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter's ``pages`` as they are to lie; exactly one of the others is set.

    ``letter`` is there, one ``like`` another is to be made, ``restore`` is one that had lost all
    its pages. A letter without pages goes.
    """

    pages: tuple[Leaf, ...]
    letter: int | None = None
    like: int | None = None
    restore: int | None = None


@dataclass(frozen=True, slots=True)
class Lying:
    """How pages lay before: ``sheets`` lay them back; ``letters`` are those there are now."""

    letters: tuple[int, ...]
    sheets: tuple[Sheet, ...]


def lying_pages(session: Session, document_id: int) -> tuple[Leaf, ...]:
    """Return the pages of a paper in their order."""
    return _lying(session, [document_id]).get(document_id, ())


def laid_anew(session: Session, sheets: tuple[Sheet, ...]) -> Lying:
    """Lay pages as ``sheets`` say; return how they lay before.

    Raises:
        psycopg.errors.InsufficientPrivilege: a letter is not to be seen or has no paper of its
            own, or a page would be lost.
        RightMissing: the card of whose letter it is was shut meanwhile.
    """
    held = _papers(session, [sheet.letter for sheet in sheets if sheet.letter is not None])
    before = _lying(session, list(held.values()))
    letters: Sequence[int] = session.execute(
        _ARRANGE, {"wanted": [_told(s) for s in sheets]}
    ).scalar_one()
    papers = {**held, **_papers(session, letters)}
    if not papers.keys() >= set(letters):
        raise RightMissing("the card was shut meanwhile")
    moved = {
        (leaf.document_id, leaf.page_number): (papers[letter], number)
        for letter, sheet in zip(letters, sheets, strict=True)
        for number, leaf in enumerate(sheet.pages, start=1)
    }
    back = [
        _back(letter, sheet, before.get(papers[letter], ()), moved)
        for letter, sheet in zip(letters, sheets, strict=True)
    ]
    there = [one for one, sheet in zip(letters, sheets, strict=True) if sheet.pages]
    return Lying(tuple(there), tuple(back))


def _back(
    letter: int,
    sheet: Sheet,
    lay: Sequence[Leaf],
    moved: dict[tuple[int, int], tuple[int, int]],
) -> Sheet:
    """Return the sheet that undoes ``sheet``: the same pages from where they lie now."""
    pages = []
    for leaf in lay:
        paper, number = moved[leaf.document_id, leaf.page_number]
        pages.append(replace(leaf, document_id=paper, page_number=number))
    if not sheet.pages:
        return Sheet(tuple(pages), restore=letter)
    return Sheet(tuple(pages), letter=letter)


def _told(sheet: Sheet) -> dict[str, Any]:
    named = {"letter": sheet.letter, "like": sheet.like, "restore": sheet.restore}
    return {
        **{name: number for name, number in named.items() if number is not None},
        "pages": [[g.document_id, g.page_number, g.rotation, g.aside] for g in sheet.pages],
    }


def _papers(session: Session, letters: Sequence[int]) -> dict[int, int]:
    rows = session.execute(select(Letter.id, Letter.document_id).where(Letter.id.in_(letters)))
    return {row.id: row.document_id for row in rows if row.document_id is not None}


def _lying(session: Session, documents: Sequence[int]) -> dict[int, tuple[Leaf, ...]]:
    statement = (
        select(
            DocumentPage.document_id,
            DocumentPage.page_number,
            DocumentPage.rotation_degrees,
            DocumentPage.set_aside,
        )
        .where(DocumentPage.document_id.in_(documents))
        .order_by(DocumentPage.document_id, DocumentPage.page_number)
    )
    lying: dict[int, tuple[Leaf, ...]] = {}
    for row in session.execute(statement):
        lying[row.document_id] = (*lying.get(row.document_id, ()), Leaf(*row))
    return lying


_ARRANGE: Final = select(
    func.arrange_letters(bindparam("wanted", type_=JSONB), type_=ARRAY(BigInteger))
)
