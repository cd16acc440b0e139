"""Brings the masters of a list in: mailings or enclosures, with their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.actions.import_options import BatchResult, Fate
from crm_desktop.actions.paper_files import read_page_file
from crm_desktop.actions.printed_papers import (
    add_printed_paper,
    change_printed_paper,
    give_pages,
)
from crm_desktop.database.queries.printed_papers import (
    PrintedRow,
    page_hashes,
    printed_paper_of_code,
)
from crm_desktop.domain.printed_paper import PrintedKind, PrintedPaper, printed_problem
from crm_desktop.errors import papers
from crm_desktop.errors.papers import PaperRefused
from crm_desktop.errors.printed_papers import PageFileOutside, PageFileUnreadable
from crm_desktop.images.prepared_paper import PreparedPaper, prepare_paper
from crm_desktop.tables.list_rows import PrintedListRow


def store_printed(
    session: Session, rows: Sequence[PrintedListRow], *, kind: PrintedKind, folder: Path
) -> BatchResult:
    """Create or change the masters of ``rows``; what a row leaves blank stays as it is.

    Pages are taken from files below ``folder``; those that a master has already change nothing.
    """
    result = BatchResult()
    for row in rows:
        try:
            files = [(name, read_page_file(folder, name)) for name in row.files]
            result.fates.append(_store(session, kind, row, files))
        except _Refused as refusal:
            result.refuse(row.line, str(refusal))
        except PageFileOutside as error:
            result.refuse(row.line, f"{error.name} lies outside the folder of the list")
        except PageFileUnreadable as error:
            result.refuse(row.line, f"{error.name} is not there, cannot be read or is too large")
        except PaperRefused as error:
            result.refuse(row.line, f"{error.name} cannot be taken: {_why(error)}")
    return result


class _Refused(Exception):
    """A row that cannot be taken; its text says why."""


def _store(
    session: Session, kind: PrintedKind, row: PrintedListRow, files: list[tuple[str, bytes]]
) -> Fate:
    stored = printed_paper_of_code(session, kind, row.paper.code)
    wanted = row.paper if stored is None else _filled(stored.paper, row.paper)
    if printed_problem(wanted):
        raise _Refused("its period would end before it begins")
    papers = _new_pages(session, stored, files)
    if stored is None:
        master_id, revision = add_printed_paper(session, kind, wanted), 1
    else:
        master_id, revision = stored.master_id, stored.revision
        if wanted != stored.paper:
            change_printed_paper(session, kind, master_id, wanted, seen_revision=revision)
            revision += 1
        elif not papers:
            return Fate.UNCHANGED
    if papers:
        give_pages(session, kind, master_id, papers, seen_revision=revision)
    return Fate.CREATED if stored is None else Fate.UPDATED


def _new_pages(
    session: Session, stored: PrintedRow | None, files: list[tuple[str, bytes]]
) -> list[PreparedPaper]:
    """Return the pages of ``files``; none when the master has just these."""
    document_id = None if stored is None else stored.document_id
    hashes = list(dict.fromkeys(sha256(content).digest() for _name, content in files))
    if hashes == page_hashes(session, document_id):
        return []
    return [prepare_paper(content, name) for name, content in files]


def _filled(stored: PrintedPaper, new: PrintedPaper) -> PrintedPaper:
    return replace(
        new,
        offer=new.offer or stored.offer,
        conditions=new.conditions or stored.conditions,
        valid_from_on=new.valid_from_on or stored.valid_from_on,
        valid_until_on=new.valid_until_on or stored.valid_until_on,
    )


def _why(error: PaperRefused) -> str:
    return _WHY.get(type(error), "it is damaged")


_WHY: Final[dict[type[PaperRefused], str]] = {
    papers.PaperEmpty: "it is empty",
    papers.NotAPaper: "it is no JPEG, PNG, TIFF, WebP, HEIC or PDF",
    papers.PaperIsMarkup: "it is a web page or a drawing made of text",
    papers.PaperTruncated: "its end is missing",
    papers.PaperLocked: "it is a PDF with a password",
    papers.PaperAnimated: "it is a moving picture",
    papers.PaperTooManyPages: "it has too many pages",
    papers.PaperTooManyPixels: "a page has too many pixels",
    papers.PaperOddShape: "a page is of no paper's shape",
}
