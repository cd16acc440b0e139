"""The pages of a batch, each with what its codes make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from crm_desktop.database.queries.intake import code_problem
from crm_desktop.domain.letter_code import LetterCode, LetterCodeKind, parse_letter_code
from crm_desktop.domain.page_grouping import PageFact, PageKind
from crm_desktop.images.page_examination import ExaminedPage, ExaminedPaper

SEVERAL: Final = "several"
"""Why a code is not believed: the page bears codes of several customers."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One page of a file; ``problem`` says why its ``code`` is not believed, "" for that it is."""

    paper: ExaminedPaper
    source_page: int
    seen: ExaminedPage
    fact: PageFact
    code: LetterCode | None = None
    problem: str = ""


def batch_pages(session: Session, papers: Sequence[ExaminedPaper]) -> list[BatchPage]:
    """Return all pages in their order; the database is asked about each code once."""
    known: dict[LetterCode, str] = {}
    pages = []
    for file, paper in enumerate(papers):
        for source_page, seen in enumerate(paper.pages, start=1):
            codes = _codes(seen.code_texts)
            for new in {*codes} - known.keys():
                known[new] = code_problem(session, new)
            code, problem = _decisive(codes, known)
            fact = _fact(file, seen, code, problem)
            pages.append(BatchPage(paper, source_page, seen, fact, code, problem))
    return pages


def code_of(pages: Sequence[BatchPage]) -> tuple[dict[str, Any] | None, str]:
    """Return the code that says whose letter this is and why it is not believed; None, "" for none.

    Its keys are those that the database reads.
    """
    for page in pages:
        if page.code is not None:
            code = {
                "kind": str(page.code.kind),
                "mailing": page.code.mailing_id,
                "code": page.code.customer_code,
                "signature": page.code.signature.hex(),
            }
            return code, page.problem
    return None, ""


def _codes(texts: Sequence[str]) -> list[LetterCode]:
    """Return the codes of ours among what was read, as the database can take them."""
    read = (parse_letter_code(text.replace("\0", "")) for text in texts)
    return [code for code in read if code is not None]


def _decisive(
    codes: Sequence[LetterCode], problems: dict[LetterCode, str]
) -> tuple[LetterCode | None, str]:
    """Return the code that counts; that of a customer goes before a separator."""
    personal = [code for code in codes if code.kind is not LetterCodeKind.SEPARATOR] or codes
    if not personal:
        return None, ""
    customers = {code.customer_code for code in personal}
    return personal[0], SEVERAL if len(customers) > 1 else problems[personal[0]]


def _fact(file: int, seen: ExaminedPage, code: LetterCode | None, problem: str) -> PageFact:
    if code is None:
        return PageFact(file, PageKind.BLANK if seen.blank else PageKind.CONTENT)
    if problem:
        return PageFact(file, PageKind.COVER)
    return PageFact(file, _KINDS[code.kind], code.customer_code)


_KINDS: Final = {
    LetterCodeKind.SEPARATOR: PageKind.SEPARATOR,
    LetterCodeKind.COVER: PageKind.COVER,
    LetterCodeKind.CARD: PageKind.CARD,
}
