"""What is asked of single pages, in the viewer and in the inbox; each off the GUI thread."""

from __future__ import annotations

from crm_desktop.actions.originals import picture_in_full
from crm_desktop.actions.page_texts import correct_transcript
from crm_desktop.database.engine import Database
from crm_desktop.database.operations import once
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.queries.page_texts import WrittenPage, text_of_page
from crm_desktop.database.queries.paper_pages import EncodedPicture, PaperPage, page_preview
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.page_text.drafts import page_text_of_draft
from crm_desktop.ui.paper_viewer.page_loader import PictureSources


class PageQuestions:
    """Pictures and texts of pages; ``staff_id`` is who corrects them."""

    def __init__(self, database: Database, staff_id: int | None) -> None:
        self._database = database
        self._sent = SentOperations(database)
        self._staff_id = staff_id

    def of_pictures(self) -> PictureSources:
        """Return where the pictures of pages come from."""
        return PictureSources(self.load_preview, self.load_full)

    def load_preview(self, page: PaperPage) -> EncodedPicture | None:
        """Return the smaller picture of a page."""
        with self._database.asking() as session:
            return page_preview(session, page)

    def load_full(self, page: PaperPage) -> EncodedPicture | None:
        """Return the picture of a page as large as there is."""
        return picture_in_full(self._database, page)

    def load_page_text(self, page: PaperPage) -> WrittenPage | None:
        """Return what stands on a page."""
        with self._database.asking() as session:
            return text_of_page(session, page.document_id, page.page_number)

    def correct(self, draft: Draft) -> None:
        """Put a person's text in place of what stands on a page, once.

        What waited for long may need its card opened again.
        """
        typed = page_text_of_draft(draft)
        page = typed.page
        if draft.customer_id is not None:
            with self._database.asking() as session:
                see_that_open(session, draft.customer_id, OpeningReason.LIST, None)

        def work() -> None:
            correct_transcript(
                session,
                page.document_id,
                page.page_number,
                typed.text,
                seen_transcript=typed.seen,
                staff_id=self._staff_id,
            )

        with self._database.writing() as session:
            once(session, draft.draft_id, work)
