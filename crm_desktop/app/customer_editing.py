"""The form in which the customer of the open card is changed, and what collides in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.actions.customer_edits import update_customer
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.card_changes import CardChange, last_card_changes
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.conflict.panel import ConflictPanel
from crm_desktop.ui.conflict.presenter import ConflictPresenter
from crm_desktop.ui.conflict.state import Choice
from crm_desktop.ui.conflict.wiring import connect_conflict
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.customer_edit.drafts import edit_of_draft
from crm_desktop.ui.customer_edit.edit_work import EditWork
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter
from crm_desktop.ui.customer_edit.state import Collision
from crm_desktop.ui.customer_edit.wiring import connect_customer_edit
from crm_desktop.ui.customer_edit.words import conflict_of, left_words, refused_words
from crm_desktop.ui.new_customer.form_filling import FormFilling
from crm_desktop.ui.shared.banner import Banner

if TYPE_CHECKING:
    from crm_desktop.app.program import Program

EDIT_KEY: Final = "Ctrl+E"


class CustomerEditing(QObject):
    """Two pages of the window, opened from the card by a button and a key."""

    def __init__(self, program: Program) -> None:
        """Serve ``program``, whose card, drafts and outbox are there."""
        super().__init__(program)
        self._program = program
        self._card: CustomerCard | None = None
        self._wanted: int | None = None
        self._refused: set[int] = set()
        self._questions = CustomerEditQuestions(program.database)
        now = program.place.now
        work = EditWork(program.outbox.send, self._questions.read_changes, program.drafts, now)
        asked = program.questions
        filling = FormFilling(asked.find_addresses, asked.read_address, program.jobs, self)
        self.presenter = CustomerEditPresenter(work, filling, program.jobs, self)
        self.conflict = ConflictPresenter(self)
        self.panel = program.furniture.edit_panel
        self.conflict_panel = ConflictPanel()
        self.told = Banner(program.window)
        if {OPERATOR, SUPERVISOR} & program.place.staff.groups:
            self._connect(program)

    @property
    def has_typing(self) -> bool:
        """Whether the form is on the screen with something typed into it."""
        return self._is_shown and self.presenter.has_typing

    def open(self) -> None:
        """Show the form of the customer whose card is open."""
        if self._card is None:
            return
        self.told.hide()
        self.presenter.open(self._card)
        self._program.window.show_page(self.panel)
        self.panel.setFocus()
        if self._card.customer_id in self._refused:
            self._refused.discard(self._card.customer_id)
            self.presenter.save()

    def leave(self) -> bool:
        """Go one step back, to the form or to the card; tell whether there was one."""
        if not self.conflict_panel.isHidden() and self.conflict.is_open:
            self.conflict.leave()
            return True
        if self.panel.isHidden() or self._card is None:
            return False
        self.presenter.close()
        self._show_card()
        return True

    def bring_back(self, draft: Draft) -> None:
        """Show a form as it was typed before, with its card."""
        self.presenter.take_up(draft)
        self._wanted = draft.customer_id
        self._program.pages.open_customer(draft.customer_id or 0, OpeningReason.LIST)

    @property
    def _is_shown(self) -> bool:
        return not (self.panel.isHidden() and self.conflict_panel.isHidden())

    def _connect(self, program: Program) -> None:
        presenter, conflict, window = self.presenter, self.conflict, program.window
        for page in (self.panel, self.conflict_panel):
            window.add_page(page)
        window.add_strip(self.told)
        connect_customer_edit(presenter, self.panel)
        connect_conflict(conflict, self.conflict_panel)
        presenter.collided.connect(self._ask)
        presenter.saved.connect(self._on_saved)
        presenter.queued.connect(self._on_saved)
        presenter.refused.connect(lambda _field: self._show_form())
        presenter.failed.connect(self._on_failed)
        conflict.decided.connect(self._decide)
        conflict.left.connect(self._show_form)
        program.card.changed.connect(self._on_card)
        program.card.renewed.connect(self._on_renewed)
        program.outbox.serve(DraftKind.CUSTOMER, self._questions.save)
        program.outbox.refused.connect(self._on_refused)
        program.pages.before_going_back(self.leave)
        button = program.card_panel.header.edit
        button.show()
        button.clicked.connect(self.open)
        QShortcut(QKeySequence(EDIT_KEY), program.card_panel, self.open)

    def _on_card(self, state: CustomerCardState) -> None:
        if state.loading:
            return
        card = self._card = state.card
        form = self.presenter.state.form
        if form is not None and (card is None or card.customer_id != form.customer_id):
            self.conflict.close()
            self.presenter.close()
        self.told.hide()
        if card is None:
            return
        if card.customer_id == self._wanted:
            self._wanted = None
            self.open()
        elif self.presenter.has_typing_of(card.customer_id):
            self.told.note(left_words(EDIT_KEY))

    def _on_renewed(self, state: CustomerCardState) -> None:
        if state.card is not None:
            self._card = state.card
            self.presenter.on_card(state.card)

    def _ask(self, collision: Collision) -> None:
        place = self._program.place
        self.conflict.ask(conflict_of(collision, place.formats, place.now()))
        self._program.window.show_page(self.conflict_panel)
        self.conflict_panel.setFocus()

    def _decide(self, choices: Mapping[str, Choice]) -> None:
        self.presenter.decide(choices)

    def _show_form(self) -> None:
        if self.presenter.state.form is not None:
            self._program.window.show_page(self.panel)

    def _show_card(self) -> None:
        self._program.window.show_card()
        self._program.card_panel.setFocus()

    def _on_saved(self, _customer_id: int) -> None:
        if self.presenter.state.form is not None:  # something was typed meanwhile
            self._show_form()
        elif self._is_shown:
            self._show_card()
        self.conflict.close()

    def _on_failed(self, error: Exception) -> None:
        self.conflict.on_failed()
        self._program.errors.show(error)

    def _on_refused(self, draft: Draft, error: Exception) -> None:
        """Take what waited and is refused up again; it is decided when its card is open."""
        if draft.kind is not DraftKind.CUSTOMER or draft.customer_id is None:
            return
        self.presenter.take_up(draft)
        if isinstance(error, RecordChanged):
            self._refused.add(draft.customer_id)
            self.told.note(refused_words(str(draft.fields["name"]), EDIT_KEY))


class CustomerEditQuestions:
    """What is asked of the database; called on worker threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: Draft) -> int:
        """Store what was sent, once; what waited for long may need its card opened again."""
        edit = edit_of_draft(draft)
        with self._database.asking() as session:
            see_that_open(session, edit.customer_id, OpeningReason.LIST, None)
        with self._database.writing() as session:
            return update_customer(session, edit)

    def read_changes(self, customer_id: int) -> tuple[CardChange, ...]:
        """Return who changed the customer last."""
        with self._database.asking() as session:
            return last_card_changes(session, customer_id)
