"""What the viewer of papers asks of the database, each off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.letters import SeenLetter, mark_letter_read, thank_for_letter
from crm_desktop.app.page_questions import PageQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.page_texts import hits_in_papers
from crm_desktop.database.queries.paper_pages import (
    PaperPage,
    paper_pages,
)
from crm_desktop.database.queries.paper_texts import (
    LetterText,
    PaperText,
    enclosure_text,
    letter_text,
    mailing_text,
)
from crm_desktop.domain.page_hits import PageHit
from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind
from crm_desktop.ui.paper_viewer.presenter import ViewerSources


class PaperQuestions(PageQuestions):
    """Pages, pictures and words of papers on open cards; and what was done about letters."""

    def __init__(self, database: Database, staff_id: int, today: Callable[[], date]) -> None:
        super().__init__(database, staff_id)
        self._today = today

    def of_viewer(self) -> ViewerSources:
        """Return what the viewer asks."""
        return ViewerSources(
            self.load_pages,
            self.load_text,
            self.of_pictures(),
            self.mark_read,
            self.mark_thanked,
        )

    def find_hits(self, document_ids: Sequence[int], words: str) -> list[PageHit]:
        """Return where the words stand in these papers."""
        with self._database.asking() as session:
            return hits_in_papers(session, document_ids, words)

    def load_pages(self, document_ids: Sequence[int]) -> list[PaperPage]:
        """Return the pages of all these papers."""
        with self._database.asking() as session:
            return paper_pages(session, document_ids)

    def load_text(self, paper: Paper) -> PaperText | None:
        """Return what stands in a paper."""
        with self._database.asking() as session:
            match paper.kind:
                case PaperKind.MAILING:
                    return mailing_text(session, paper.subject_id)
                case PaperKind.ENCLOSURE:
                    return enclosure_text(session, paper.order_id or 0, paper.title)
                case PaperKind.LETTER:
                    return letter_text(session, paper.subject_id)

    def mark_read(self, letter: LetterText) -> None:
        """Keep that somebody read a letter."""
        seen = SeenLetter(letter.letter_id, letter.revision)

        def mark(session: Session) -> None:
            mark_letter_read(session, seen)

        self._sent.save(("read", seen), mark)

    def mark_thanked(self, letter: LetterText, how: str) -> None:
        """Keep that the customer was thanked for a letter today, and how."""
        seen, today = SeenLetter(letter.letter_id, letter.revision), self._today()

        def thank(session: Session) -> None:
            thank_for_letter(session, seen, how, staff_id=self._staff_id, thanked_on=today)

        self._sent.save(("thank", seen, how), thank)
