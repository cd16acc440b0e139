"""What the page of mailings and enclosures asks; each question opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from crm_desktop.actions.enclosure_rules import add_enclosure_rule, change_enclosure_rule
from crm_desktop.actions.paper_files import read_page_file
from crm_desktop.actions.printed_papers import (
    add_printed_paper,
    give_pages,
    save_printed_paper,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.documents import first_page_previews
from crm_desktop.database.queries.enclosure_rules import EnclosureRuleRow, enclosure_rules
from crm_desktop.database.queries.printed_papers import PrintedRow, printed_papers
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.printed_paper import PrintedKind
from crm_desktop.errors.papers import PaperRefused
from crm_desktop.errors.printed_papers import PageFileRefused
from crm_desktop.images.prepared_paper import PreparedPaper, prepare_paper
from crm_desktop.ui.printed_papers.reading import paper_of, rule_of, typed_paper, typed_rule
from crm_desktop.ui.printed_papers.state import RuleChoices, TypedPaper, TypedRule
from crm_desktop.ui.shared.rules_presenter import RuleWork


class PrintedPapersQuestions:
    """Masters are the supervisors' to keep."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sent = SentOperations(database)

    def of_papers(self, kind: PrintedKind) -> RuleWork:
        """Return what is done with the masters of a kind."""
        return RuleWork(
            load=lambda: self.load_papers(kind),
            add=lambda typed: self.add_paper(kind, typed),
            change=lambda master_id, typed, seen: self.change_paper(
                kind, master_id, typed, seen_revision=seen
            ),
            id_of=lambda row: int(row.master_id),
            form_of=typed_paper,
            blank=TypedPaper(),
        )

    def of_rules(self, blank: TypedRule) -> RuleWork:
        """Return what is done with the rules; ``blank`` is the form of a new one."""
        return RuleWork(
            load=self.load_rules,
            add=self.add_rule,
            change=self.change_rule,
            id_of=lambda row: int(row.rule_id),
            form_of=typed_rule,
            blank=blank,
        )

    def load_papers(self, kind: PrintedKind) -> list[PrintedRow]:
        """Return the masters of a kind."""
        with self.database.asking() as session:
            return printed_papers(session, kind)

    def load_first_page(self, document_id: int) -> bytes:
        """Return the encoded preview of a paper's first page; empty where there is none."""
        with self.database.asking() as session:
            return first_page_previews(session, [document_id]).get(document_id, b"")

    def add_paper(self, kind: PrintedKind, typed: TypedPaper) -> None:
        """Keep a new master with its pages."""
        paper, pages = paper_of(typed), prepared_pages(typed.files)

        def add(session: Session) -> None:
            master_id = add_printed_paper(session, kind, paper)
            if pages:
                give_pages(session, kind, master_id, pages, seen_revision=1)

        self._sent.save(("add paper", kind, typed), add)

    def change_paper(
        self, kind: PrintedKind, master_id: int, typed: TypedPaper, *, seen_revision: int
    ) -> None:
        """Store what the form says; files become the pages."""
        paper, pages = paper_of(typed), prepared_pages(typed.files)
        self._sent.save(
            ("change paper", kind, master_id, typed, seen_revision),
            lambda session: save_printed_paper(
                session, kind, master_id, paper, seen_revision=seen_revision, pages=pages
            ),
        )

    def load_choices(self) -> RuleChoices:
        """Return what a rule can be about."""
        titles = [
            tuple((row.master_id, row.paper.title) for row in self.load_papers(kind))
            for kind in (PrintedKind.ENCLOSURE, PrintedKind.MAILING)
        ]
        return RuleChoices(*titles)

    def load_rules(self) -> list[EnclosureRuleRow]:
        """Return all rules."""
        with self.database.asking() as session:
            return enclosure_rules(session)

    def add_rule(self, typed: TypedRule) -> None:
        """Store a new rule."""
        rule = rule_of(typed)
        self._sent.save(("add rule", rule), lambda session: add_enclosure_rule(session, rule))

    def change_rule(self, rule_id: int, typed: TypedRule, seen_revision: int) -> None:
        """Store what the form says."""
        rule = rule_of(typed)
        self._sent.save(
            ("change rule", rule_id, rule, seen_revision),
            lambda session: change_enclosure_rule(
                session, rule_id, rule, seen_revision=seen_revision
            ),
        )


def prepared_pages(files: Sequence[Path]) -> list[PreparedPaper]:
    """Return the files made ready for storing.

    Raises:
        PageFileUnreadable: one is not there (any more), or too large.
        PageFileRefused: one is no paper.
    """
    return [_prepared(path) for path in files]


def _prepared(path: Path) -> PreparedPaper:
    content = read_page_file(path.parent, path.name)
    try:
        return prepare_paper(content, path.name)
    except PaperRefused as error:
        raise PageFileRefused(path.name) from error
