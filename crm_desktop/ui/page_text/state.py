"""What is known of the text of one page, and what a person is typing in its place."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.database.queries.page_texts import WrittenPage
from crm_desktop.database.queries.paper_pages import PaperPage


@dataclass(frozen=True, slots=True)
class PageTextState:
    """``written`` is None on a page that was not read yet, ``page`` where there is none to correct.

    ``known``: the text has been loaded. ``draft`` is what was typed and not stored, None without.
    ``overtaken``: somebody else changed the text meanwhile; ``written`` is theirs.
    """

    page: PaperPage | None = None
    written: WrittenPage | None = None
    known: bool = False
    draft: str | None = None
    editing: bool = False
    overtaken: bool = False
    saving: bool = False

    @property
    def transcript(self) -> str:
        """What stands on the page; "" when it was not read yet."""
        return "" if self.written is None else self.written.transcript


PageKey = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class TypedPageText:
    """What a person typed in place of ``seen``, which stood there then; "" on an unread page."""

    page: PaperPage
    text: str
    seen: str


def key_of_page(page: PaperPage) -> PageKey:
    """Return the picture that a page shows, wherever the page is moved."""
    return page.sha256, page.source_page
