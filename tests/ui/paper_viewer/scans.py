"""Papers of an invented customer, and their pages as JPEG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image

from crm_desktop.database.queries.paper_pages import EncodedPicture, PaperPage
from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind
from crm_desktop.ui.customer_card.paper_presenter import PapersState
from tests.ui.customer_card.cards import a_letter

TODAY = date(2026, 11, 23)
PAGE = (400, 600)


@cache
def jpeg(size: tuple[int, int] = PAGE, colour: str = "#e8e4da") -> bytes:
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG")
    return content.getvalue()


def a_page(document_id: int, number: int = 1, size: tuple[int, int] = PAGE) -> PaperPage:
    key = document_id.to_bytes(16, "big") + number.to_bytes(16, "big")
    return PaperPage(
        document_id, number, key, 1, 0, set_aside=False, width_px=size[0], height_px=size[1]
    )


def a_letter_of(day: int, document_id: int) -> Paper:
    letter = a_letter(document_id, received_on=date(2026, 11, day))
    return Paper(
        PaperKind.LETTER,
        document_id,
        date(2026, 11, day),
        title="",
        words="いつも",
        document_id=document_id,
        letter=letter,
    )


def a_dm(day: int, document_id: int, title: str = "秋の感謝祭") -> Paper:
    return Paper(
        PaperKind.MAILING, document_id, date(2026, 10, day), title, document_id=document_id
    )


def an_enclosure(day: int, document_id: int | None, order_id: int = 7) -> Paper:
    title = f"ごあいさつ {document_id}"
    on = date(2026, 11, day)
    return Paper(
        PaperKind.ENCLOSURE, order_id, on, title, document_id=document_id, order_id=order_id
    )


LETTERS = (a_letter_of(20, 320), a_letter_of(3, 303))
MAILINGS = (a_dm(28, 228), a_dm(2, 202))
ENCLOSURES = (an_enclosure(12, 412, 8), an_enclosure(1, 401), an_enclosure(1, None))
PAPERS = tuple(sorted((*LETTERS, *MAILINGS, *ENCLOSURES), key=lambda paper: paper.on, reverse=True))
KNOWN = PapersState(4182, 8, TODAY, PAPERS)


class Archive:
    """Stands in for the database: three pages to each letter, one to each other paper."""

    def __init__(self, size: tuple[int, int] = PAGE) -> None:
        self.size = size
        self.asked: list[tuple[str, int, int]] = []
        self.content = jpeg(size)
        self.settled: list[tuple[int, str]] = []

    def load_pages(self, document_ids: Sequence[int]) -> list[PaperPage]:
        return [
            a_page(document, number, self.size)
            for document in document_ids
            for number in range(1, 4 if 300 <= document < 400 else 2)
        ]

    def load_preview(self, page: PaperPage) -> EncodedPicture | None:
        self.asked.append(("preview", page.document_id, page.page_number))
        return EncodedPicture("image/jpeg", jpeg((80, 120)))

    def load_full(self, page: PaperPage) -> EncodedPicture | None:
        self.asked.append(("full", page.document_id, page.page_number))
        return EncodedPicture("image/jpeg", self.content)

    def mark_read(self, letter: LetterText) -> None:
        self.settled.append((letter.letter_id, "read"))

    def mark_thanked(self, letter: LetterText, how: str) -> None:
        self.settled.append((letter.letter_id, how))
