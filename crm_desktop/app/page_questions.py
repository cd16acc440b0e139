"""What is asked of single pages, in the viewer and in the inbox; each off the GUI thread."""

from __future__ import annotations

from crm_desktop.actions.originals import picture_in_full
from crm_desktop.actions.page_texts import correct_transcript
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.page_texts import WrittenPage, text_of_page
from crm_desktop.database.queries.paper_pages import EncodedPicture, PaperPage, page_preview
from crm_desktop.ui.page_text.presenter import PageTextSources
from crm_desktop.ui.paper_viewer.page_loader import PictureSources


class PageQuestions:
    """Pictures and texts of pages; ``staff_id`` is who corrects them."""

    def __init__(self, database: Database, staff_id: int | None) -> None:
        self._database = database
        self._staff_id = staff_id

    def of_pictures(self) -> PictureSources:
        """Return where the pictures of pages come from."""
        return PictureSources(self.load_preview, self.load_full)

    def of_page_texts(self) -> PageTextSources:
        """Return what correcting the text of a page asks."""
        return PageTextSources(self.load_page_text, self.correct)

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

    def correct(self, page: PaperPage, text: str, seen: str) -> None:
        """Put a person's text in place of what stands on a page."""
        with self._database.writing() as session:
            correct_transcript(
                session,
                page.document_id,
                page.page_number,
                text,
                seen_transcript=seen,
                staff_id=self._staff_id,
            )
