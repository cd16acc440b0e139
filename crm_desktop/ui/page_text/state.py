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
