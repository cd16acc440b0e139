"""What is typed at a desk is kept, offered after the next sign-in, and brought back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.delivery_notes import store_draft
from crm_desktop.app.desk_office_drafts import DeskOfficeDrafts
from crm_desktop.app.desk_rule_drafts import RULE_KINDS, DeskRuleDrafts
from crm_desktop.app.draft_sharing import DraftSharing
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.drafts import DraftNotWritten, DraftsNotLasting
from crm_desktop.ui.address_map.delivery_drafts import DeliveryDrafts
from crm_desktop.ui.customer_card.note_drafts import NoteDrafts
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.kept_drafts.pane import KeptDraftsPane
from crm_desktop.ui.kept_drafts.presenter import KeptDraftsPresenter
from crm_desktop.ui.kept_drafts.wiring import connect_kept_drafts
from crm_desktop.ui.kept_drafts.words import (
    in_another_call_words,
    not_served_words,
    note_settled_words,
)
from crm_desktop.ui.new_customer.drafts import NewCustomerDrafts
from crm_desktop.ui.shared.banner import Banner

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


class DeskDrafts(QObject):
    """The list of drafts of one desk; ``presenter.serve`` adds one more form to bring back."""

    def __init__(self, program: Program) -> None:
        """Read nothing before the keeper of ``program`` starts."""
        super().__init__(program)
        self._program = program
        self.presenter = KeptDraftsPresenter(program.drafts, self)
        self.told = Banner(program.window)
        program.window.add_strip(self.told)
        self.list = self._list()
        connect_kept_drafts(self.presenter, self.list)
        self.presenter.not_served.connect(lambda _draft: self._tell_not_served())
        program.drafts.problem.connect(self._tell)
        program.drafts.over.connect(self.told.hide)
        now = program.place.now
        self.notes = NoteDrafts(program.card.note, program.drafts, now, self._open_note, self)
        self.notes.elsewhere.connect(lambda: self.told.note(in_another_call_words()))
        program.card.changed.connect(self.notes.on_card)
        self.new_customer = NewCustomerDrafts(program.form.presenter, program.drafts, now, self)
        groups = frozenset(program.place.staff.groups)
        self.rules = DeskRuleDrafts(program.office, program.drafts, now, groups, self)
        self.office = DeskOfficeDrafts(program.office, program.drafts, now, groups)
        program.call_desk.use_drafts(program.drafts, program.outbox, now)
        self.delivery = DeliveryDrafts(program.drafts, lambda: program.map.customer_id, now, self)
        program.tasks.presenter.missing.connect(lambda: self.told.note(note_settled_words()))
        program.map.notes_made.connect(self.delivery.follow)
        program.map.notes_made.connect(program.connection.follow_delivery_notes)
        program.outbox.serve(DraftKind.DELIVERY_NOTE, partial(store_draft, program.database))
        self.sharing = DraftSharing(program)
        self._serve()

    def _serve(self) -> None:
        for kind in RULE_KINDS:
            self.presenter.serve(kind, self._open_rules)
        for kind, bring_back in (
            (DraftKind.UNWANTED, self._open_unwanted),
            (DraftKind.NOTE, self.notes.bring_back),
            (DraftKind.DELIVERY_NOTE, self._open_map),
            (DraftKind.PAGE_TEXT, self._open_page_text),
            (DraftKind.TASK, self._program.tasks.bring_back),
            (DraftKind.NEW_CUSTOMER, self._open_form),
            (DraftKind.MOVE, self._open_move),
            (DraftKind.STAFF, self._open_staff),
            (DraftKind.HELP, self._open_help),
            (DraftKind.APPROVAL, self._program.tasks.bring_back_word),
            (DraftKind.EXPORT, self._open_figures),
        ):
            self.presenter.serve(kind, bring_back)

    def _list(self) -> KeptDraftsPane:
        """Return the list: on the home page, or above all pages for who never sees that."""
        window, place = self._program.window, self._program.place
        if {OPERATOR, SUPERVISOR} & place.staff.groups:
            return window.home.kept
        above = KeptDraftsPane(place.formats, place.now, window)
        window.add_strip(above)
        return above

    def _open_move(self, draft: Draft) -> None:
        if not self.office.bring_back_move(draft):
            self._tell_not_served()

    def _open_staff(self, draft: Draft) -> None:
        if not self.office.bring_back_staff(draft):
            self._tell_not_served()

    def _open_figures(self, draft: Draft) -> None:
        if not self.office.bring_back_reason(draft):
            self._tell_not_served()

    def _open_help(self, draft: Draft) -> None:
        told = self._program.help.drafts.bring_back(draft)
        if told is None:
            self._tell_not_served()
        elif told:
            self.told.note(told)

    def _open_note(self, note: WrittenNote) -> bool:
        pages, home = self._program.pages, self._program.window.home
        return pages.open_from(home, note.customer_id, OpeningReason.LIST, note.call_id)

    def _open_form(self, draft: Draft) -> None:
        self.new_customer.put_back(draft)
        self._program.form.open("")

    def _open_map(self, draft: Draft) -> None:
        if draft.customer_id is not None:
            self.delivery.bring_back(draft)
            home = self._program.window.home
            self._program.pages.open_from(home, draft.customer_id, OpeningReason.LIST)
            self._program.map.show()

    def _open_page_text(self, draft: Draft) -> None:
        """Show the page in its letter, on the card of whose it is or among those taken in."""
        page = self._program.page_texts.bring_back(draft)
        if page is None:
            self._tell_not_served()
        elif draft.customer_id is not None:
            home = self._program.window.home
            self._program.papers.open_at(page)
            self._program.pages.open_from(home, draft.customer_id, OpeningReason.LIST)
        elif not self._program.office.open_page(page):
            self._tell_not_served()

    def _open_unwanted(self, draft: Draft) -> None:
        """Ask again about one number, or open the list of all."""
        if "number" in draft.fields:
            self._program.call_desk.bring_back(draft)
        else:
            self._open_rules(draft)

    def _open_rules(self, draft: Draft) -> None:
        if not self.rules.bring_back(draft):
            self._tell_not_served()

    def _tell_not_served(self) -> None:
        self.told.note(not_served_words())

    def _tell(self, problem: Exception) -> None:
        if isinstance(problem, DraftsNotLasting | DraftNotWritten):
            self.told.note(error_text(problem))
        else:
            self._program.errors.show(problem)
