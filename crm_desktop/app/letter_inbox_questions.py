"""What the inbox of letters asks of the database: each question opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.actions import letters
from crm_desktop.actions.intake import IntakeResult, take_in
from crm_desktop.actions.letter_undo_facts import undo_as_facts, undo_of_facts
from crm_desktop.actions.letters import LetterUndo, SeenLetter
from crm_desktop.actions.quarantined_files import settle_quarantined
from crm_desktop.app.dropped_files import DroppedFile
from crm_desktop.app.page_questions import PageQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customers import FoundCustomer, customers_found
from crm_desktop.database.queries.letters import (
    InboxLetter,
    QuarantinedRow,
    assigned_letters,
    letter_candidates,
    page_previews,
    quarantined_content,
    quarantined_files,
    waiting_letters,
)
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.queries.page_texts import letters_with
from crm_desktop.database.queries.paper_pages import (
    PaperPage,
    paper_pages,
)
from crm_desktop.domain.letter_candidates import LetterCandidate
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.page_hits import hit_line, hits_on_page
from crm_desktop.ui.letter_inbox.state import InboxRows, LetterInboxWork
from crm_desktop.ui.letter_inbox.text_search import FoundPage
from crm_desktop.ui.main_window import DeskOfWindow

_Key = tuple[bytes, int]
_MOST_FOUND: Final = 300


class LetterInboxQuestions(PageQuestions):
    """Days are those of the desk; ``staff_id`` is who sits there."""

    def __init__(self, database: Database, desk: DeskOfWindow, staff_id: int | None) -> None:
        super().__init__(database, staff_id)
        self._desk = desk

    def of_inbox(self) -> LetterInboxWork:
        """Return what the page asks and does."""
        return LetterInboxWork(
            read_rows=self.read_rows,
            read_pages=self.read_pages,
            find_candidates=self.find_candidates,
            attach=self.attach,
            detach=self._deed(letters.detach_letter),
            date=self._deed(letters.date_letter),
            mark_read=self._deed(letters.mark_letter_read),
            split=self._deed(letters.split_letter),
            merge=self._deed(letters.merge_letters),
            reorder=self._deed(letters.reorder_pages),
            rotate=self._deed(letters.rotate_page),
            set_aside=self.set_aside,
            undo=self._deed(letters.undo_letters),
        )

    def find_letters(self, words: str) -> list[FoundPage]:
        """Return the pages of letters that hold all of the words, and where."""
        with self._database.reading() as session:
            found = letters_with(session, words, limit=_MOST_FOUND)
        return [
            FoundPage(
                one.letter_id,
                one.document_id,
                one.page_number,
                hit_line(one.page.transcript, words),
                tuple(hits_on_page(one.page.words, words, vertical=one.page.vertical)),
            )
            for one in found
        ]

    def read_rows(self) -> InboxRows:
        """Return the letters of nobody, those assigned today, and what was refused."""
        with self._database.reading() as session:
            return InboxRows(
                waiting=tuple(waiting_letters(session)),
                assigned=tuple(assigned_letters(session, self._midnight())),
                quarantined=tuple(quarantined_files(session)),
            )

    def read_pages(self, letter: InboxLetter) -> list[PaperPage]:
        """Return the pages of a letter, blank ones too."""
        if letter.document_id is None:
            return []
        with self._database.reading() as session:
            return paper_pages(session, [letter.document_id])

    def find_candidates(self, letter: InboxLetter) -> tuple[LetterCandidate, ...]:
        """Return who may have written a letter."""
        with self._database.asking() as session:
            return letter_candidates(session, letter)

    def find_customers(self, words: str) -> list[FoundCustomer]:
        """Return whom the typed words may mean."""
        with self._database.asking() as session:
            return customers_found(session, words)

    def attach(self, seen: SeenLetter, customer_id: int) -> LetterUndo:
        """Open the customer's card for the letter, which is recorded, and attach it."""
        with self._database.asking() as session:
            see_that_open(session, customer_id, OpeningReason.LETTER, None)
        return self._deed(letters.attach_letter)(seen, customer_id)

    def set_aside(self, seen: SeenLetter, page_number: int, aside: bool) -> LetterUndo:  # noqa: FBT001
        """Put a page away or bring it back."""
        return self._deed(_set_aside)(seen, page_number, aside)

    def load_previews(self, pages: Collection[_Key]) -> Mapping[_Key, bytes]:
        """Return the encoded previews of pages."""
        with self._database.reading() as session:
            return page_previews(session, pages)

    def take_in(self, files: Sequence[DroppedFile], source: str) -> IntakeResult:
        """Take files that belong together in as letters that came today."""
        return take_in(self._database, files, source, received_on=self._desk.today())

    def try_again(self, row: QuarantinedRow) -> bool:
        """Take a refused file in once more; True when it is a letter now."""
        with self._database.reading() as session:
            file = DroppedFile(row.name, quarantined_content(session, row.file_id))
        day = self._desk.formats.local(row.received_at).date()
        result = take_in(self._database, [file], row.source, received_on=day)
        if not result.refused:
            self.put_aside(row)
        return not result.refused

    def put_aside(self, row: QuarantinedRow) -> None:
        """Settle a refused file."""
        self._sent.save(
            ("put aside", row.file_id),
            lambda session: settle_quarantined(session, row.file_id, staff_id=self._staff_id),
        )

    def content_of(self, row: QuarantinedRow) -> bytes:
        """Return the bytes of a refused file."""
        with self._database.reading() as session:
            return quarantined_content(session, row.file_id)

    def _deed(self, act: Callable[..., LetterUndo]) -> Callable[..., LetterUndo]:
        def done(*facts: SeenLetter | LetterUndo | Sequence[SeenLetter] | int | date) -> LetterUndo:
            what = (act.__name__, *facts)
            answer = self._sent.save(what, lambda session: undo_as_facts(act(session, *facts)))
            return undo_of_facts(answer)

        return done

    def _midnight(self) -> datetime:
        zone = self._desk.formats.zone
        return datetime.combine(self._desk.today(), time(), zone).astimezone(zone)


def _set_aside(session: Session, seen: SeenLetter, page_number: int, aside: bool) -> LetterUndo:  # noqa: FBT001
    return letters.set_page_aside(session, seen, page_number, aside=aside)
