"""Keeping the masters of mailings (DM) and enclosures (同梱物), and their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.papers import add_document, pages_of, store_originals
from crm_desktop.database.queries.printed_papers import MASTERS, Master
from crm_desktop.domain.printed_paper import (
    PrintedKind,
    PrintedPaper,
    printed_problem,
    tidy_paper,
)
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.printed_papers import BadPrintedPaper, PrintedCodeTaken
from crm_desktop.images.prepared_paper import PreparedPaper


def add_printed_paper(session: Session, kind: PrintedKind, paper: PrintedPaper) -> int:
    """Keep a new master and return its id.

    Raises:
        BadPrintedPaper: something is missing, too long or reversed.
        PrintedCodeTaken: another one of its kind has the code.
    """
    tidy = _checked(session, kind, paper, master_id=None)
    master: Master = MASTERS[kind](**asdict(tidy))
    session.add(master)
    session.flush()
    return master.id


def change_printed_paper(
    session: Session, kind: PrintedKind, master_id: int, paper: PrintedPaper, *, seen_revision: int
) -> None:
    """Bring a master to what ``paper`` says.

    Raises:
        BadPrintedPaper, PrintedCodeTaken: see `add_printed_paper`.
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    master = _locked(session, kind, master_id, seen_revision)
    tidy = _checked(session, kind, paper, master_id=master_id)
    for name, value in asdict(tidy).items():
        setattr(master, name, value)
    session.flush()


def give_pages(
    session: Session,
    kind: PrintedKind,
    master_id: int,
    papers: Sequence[PreparedPaper],
    *,
    seen_revision: int,
) -> None:
    """Make the pages of ``papers`` those of a master, in their order; no papers leave it none.

    The paper that it had before stays stored, with its originals.

    Raises:
        PaperNotKept: the database gives back something else than was stored.
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    master = _locked(session, kind, master_id, seen_revision)
    store_originals(session, papers)
    pages = [page for paper in papers for page in pages_of(paper)]
    master.document_id = add_document(session, pages) if pages else None
    session.flush()


def save_printed_paper(
    session: Session,
    kind: PrintedKind,
    master_id: int,
    paper: PrintedPaper,
    *,
    seen_revision: int,
    pages: Sequence[PreparedPaper],
) -> None:
    """Bring a master to what ``paper`` says, and give it ``pages`` when there are any.

    Raises: see `change_printed_paper` and `give_pages`.
    """
    change_printed_paper(session, kind, master_id, paper, seen_revision=seen_revision)
    if pages:
        now = session.scalar(select(MASTERS[kind].revision).where(MASTERS[kind].id == master_id))
        give_pages(session, kind, master_id, pages, seen_revision=now or seen_revision)


def _checked(
    session: Session, kind: PrintedKind, paper: PrintedPaper, *, master_id: int | None
) -> PrintedPaper:
    tidy = tidy_paper(paper)
    if problem := printed_problem(tidy):
        raise BadPrintedPaper(problem)
    master = MASTERS[kind]
    others = select(master.id).where(
        master.code == tidy.code, master.id.is_distinct_from(master_id)
    )
    if session.scalar(others) is not None:
        raise PrintedCodeTaken(tidy.code)
    return tidy


def _locked(session: Session, kind: PrintedKind, master_id: int, seen_revision: int) -> Master:
    found = session.get(MASTERS[kind], master_id, with_for_update=True, populate_existing=True)
    master = cast("Master | None", found)
    if master is None:
        raise RecordGone(kind, master_id)
    if master.revision != seen_revision:
        raise RecordChanged(kind, master_id)
    return master
