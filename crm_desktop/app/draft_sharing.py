"""Notes that are being typed go to the database too, so that a colleague can go on with them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.note_drafts import note_of_draft
from crm_desktop.actions.shared_drafts import (
    drafts_taken,
    share_draft,
    take_over_draft,
    unshare_draft,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.shared_drafts import (
    CHANNEL,
    CardDraft,
    TakenDraft,
    drafts_on_card,
    takers_of_drafts,
)
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.card_drafts.presenter import CardDraftsPresenter, CardDraftsWork

if TYPE_CHECKING:
    from crm_desktop.app.program import Program

log = logging.getLogger(__name__)

SHARED_AFTER_MS: Final = 3_000


class DraftSharing(QObject):
    """Shares notes some seconds after they are typed; takes over those that others left.

    A draft of this desk that a colleague took over meanwhile is dropped here, unless it is being
    typed: then its card tells who goes on with it.
    """

    _heard = Signal(str)

    def __init__(self, program: Program) -> None:
        """Share nothing for whoever serves no customers."""
        super().__init__(program)
        self._program = program
        self._questions = SharedDraftQuestions(program.database)
        self._wanted: dict[UUID, Draft] = {}
        self._shared: set[UUID] = set()
        self._missed: dict[UUID, Callable[[], object]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHARED_AFTER_MS)
        self._soon.timeout.connect(self.share)
        work = CardDraftsWork(
            self._questions.on_card,
            self._questions.take_over,
            program.drafts.knows,
            self._questions.takers,
        )
        self.presenter = CardDraftsPresenter(work, program.jobs, self)
        if {OPERATOR, SUPERVISOR} & program.place.staff.groups:
            self._connect(program)

    def share(self) -> None:
        """Bring what was typed to the database now; what fails goes once it is there again."""
        wanted, self._wanted = self._wanted, {}
        for draft in wanted.values():
            self._shared.add(draft.draft_id)
            self._report(draft.draft_id, partial(self._questions.share, draft))

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Tell what could not be told, and hear what may have happened while no news came in."""
        if linked:
            missed, self._missed = self._missed, {}
            for draft_id, work in missed.items():
                self._report(draft_id, work)
            self._look_for_taken()
            self.presenter.refresh()

    def _connect(self, program: Program) -> None:
        keeper = program.drafts
        keeper.kept.connect(self._on_kept)
        keeper.forgotten.connect(self._on_forgotten)
        keeper.opened.connect(self._look_for_taken)
        keeper.kept.connect(self._on_typed)
        keeper.forgotten.connect(self.presenter.on_settled)
        self._heard.connect(self.presenter.on_news)
        self._heard.connect(self._on_news)
        program.phone_link.hear(CHANNEL, self._heard.emit)
        program.card.changed.connect(self.presenter.on_card)
        line = program.card_panel.drafts
        line.take_over_wanted.connect(self.presenter.take_over)
        self.presenter.changed.connect(line.show_state)
        self.presenter.taken.connect(self._on_taken)
        self.presenter.failed.connect(program.errors.show)

    def _on_news(self, customer: str) -> None:
        """Ask for one's own drafts alone: of all others hundreds of desks hear as well."""
        if customer in {str(draft.customer_id) for draft in self._program.drafts.left}:
            self._look_for_taken()

    def _on_kept(self, draft: Draft) -> None:
        if draft.kind is DraftKind.NOTE and draft.customer_id is not None:
            self._wanted[draft.draft_id] = draft
            if not self._soon.isActive():
                self._soon.start()

    def _on_forgotten(self, draft_id: UUID) -> None:
        self._wanted.pop(draft_id, None)
        if draft_id in self._shared:
            self._shared.discard(draft_id)
            self._report(draft_id, partial(self._questions.unshare, draft_id))

    def _on_typed(self, draft: Draft) -> None:
        if draft.kind is DraftKind.NOTE:
            self.presenter.on_typed(draft)

    def _report(self, draft_id: UUID, work: Callable[[], object]) -> None:
        """Do ``work`` after what was reported before; the newest of a draft that fails waits."""
        self._missed.pop(draft_id, None)

        def on_failed(error: Exception) -> None:
            log.warning("a draft is not shared: %s", type(error).__name__)
            if isinstance(error, DatabaseUnreachable):
                self._missed[draft_id] = work

        self._program.reports.run(self, work, then=lambda _answer: None, failed=on_failed)

    def _on_taken(self, draft: Draft) -> None:
        """Put what a colleague typed into the note of the open card."""
        note, shown = note_of_draft(draft), self._program.card.note.shown_note
        self._shared.add(draft.draft_id)
        if shown is not None and shown.customer_id == note.customer_id:
            self._program.card.note.put_back(replace(note, call_id=shown.call_id))
        else:
            self._program.drafts.put_back(draft)

    def _look_for_taken(self) -> None:
        drafts = [draft for draft in self._program.drafts.left if draft.kind is DraftKind.NOTE]
        if drafts:
            self._program.jobs.run(
                self,
                lambda: self._questions.taken(drafts),
                then=self._drop,
                failed=lambda error: log.warning("drafts not asked for: %s", type(error).__name__),
            )

    def _drop(self, taken: set[UUID]) -> None:
        left = {draft.draft_id for draft in self._program.drafts.left}
        for draft_id in taken & left:
            self._program.drafts.forget(draft_id)


class SharedDraftQuestions:
    """What is asked of the database; called on worker threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def share(self, draft: Draft) -> bool:
        """Let colleagues with the card see that a draft is there; tell whether it is kept."""
        with self._database.writing() as session:
            return share_draft(session, draft)

    def unshare(self, draft_id: UUID) -> None:
        """Take a draft back."""
        with self._database.writing() as session:
            unshare_draft(session, draft_id)

    def on_card(self, customer_id: int) -> list[CardDraft]:
        """Return which drafts lie on an open card."""
        with self._database.reading() as session:
            return drafts_on_card(session, customer_id)

    def take_over(self, draft_id: UUID) -> Draft | None:
        """Make a colleague's draft one's own."""
        with self._database.writing() as session:
            return take_over_draft(session, draft_id)

    def takers(self, customer_id: int, draft_ids: Sequence[UUID]) -> list[TakenDraft]:
        """Return which colleagues go on with these drafts of a card."""
        with self._database.reading() as session:
            return takers_of_drafts(session, customer_id, draft_ids)

    def taken(self, drafts: Sequence[Draft]) -> set[UUID]:
        """Return which of these drafts colleagues took over."""
        with self._database.reading() as session:
            return drafts_taken(session, drafts)
