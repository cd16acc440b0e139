"""Decides what the form for changing a customer shows, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.customer_edits import (
    CustomerFields,
    fields_by_name,
    merge_customers,
    with_fields,
)
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.card_changes import CardChange
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.field_merge import changed_fields
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.conflict.state import Choice
from crm_desktop.ui.customer_edit.address_lines import (
    refused_line,
    with_fields_typed,
    with_lines,
)
from crm_desktop.ui.customer_edit.drafts import draft_of, form_of_draft
from crm_desktop.ui.customer_edit.edit_work import EditWork
from crm_desktop.ui.customer_edit.form_reading import (
    brought_up_to_date,
    checked_line,
    form_of,
    seen_on,
    touched,
    values_of,
    wanted_by,
    with_ids,
)
from crm_desktop.ui.customer_edit.sent_form import SentForm
from crm_desktop.ui.customer_edit.state import (
    Collision,
    CustomerEditState,
    EditForm,
    FieldNews,
    PhoneLine,
)
from crm_desktop.ui.new_customer.form_filling import FormFilling
from crm_desktop.ui.new_customer.state import Field, NewCustomerState

MOST_PHONES: Final = 12


class CustomerEditPresenter(QObject):
    """One form on the screen; those of other customers with typing in them are kept aside."""

    changed = Signal(object)  # CustomerEditState
    refused = Signal(object)  # Field or the row of a number that keeps the form from being saved
    saved = Signal(int)  # customer id; also when nothing was to be saved
    queued = Signal(int)  # customer id: it is saved once connected
    collided = Signal(object)  # Collision
    failed = Signal(object)  # Exception

    def __init__(
        self, work: EditWork, filling: FormFilling, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """``filling`` is this form's own."""
        super().__init__(parent)
        self._work = work
        self._filling = filling
        self._changes = LatestOnly(jobs, self)
        self._collisions = LatestOnly(jobs, self)  # news of the card must not overtake one
        self._state = CustomerEditState()
        self._aside: dict[int, EditForm] = {}
        self._on_way: dict[int, SentForm] = {}
        self._sent: tuple[UUID, CustomerFields] | None = None
        self._collision: Collision | None = None
        self.on_typed = filling.on_typed
        self.on_field_left = filling.on_field_left
        self.choose_address = filling.choose_address
        filling.changed.connect(self._on_fields)
        filling.failed.connect(self.failed)

    @property
    def state(self) -> CustomerEditState:
        """What is shown."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether the open form holds something that is not saved."""
        return self._state.form is not None and touched(self._state.form)

    def has_typing_of(self, customer_id: int) -> bool:
        """Tell whether changes of a customer wait in a form that was left."""
        return customer_id in self._aside

    def open(self, card: CustomerCard) -> None:
        """Show the form of a customer; one with typing is gone on with, over what is stored now."""
        self.close()
        form = self._aside.pop(card.customer_id, None)
        if form is None:
            form = form_of(card.customer_id, card.code, seen_on(card), uuid4())
        sent = self._on_way.get(card.customer_id)
        if sent is not None and form.draft_id == sent.more_id:
            form = sent.whole(form)
        self._begin(form)
        self.on_card(card)

    def take_up(self, draft: Draft) -> None:
        """Keep what was typed before aside, until the card is opened again."""
        form = form_of_draft(draft)
        shown = self._state.form
        if shown is None or shown.customer_id != form.customer_id:
            self._aside[form.customer_id] = form

    def close(self) -> None:
        """Show no form; one with typing is kept aside."""
        form = self._state.form
        sent = None if form is None else self._on_way.get(form.customer_id)
        if form is not None and sent is not None and self._state.saving:
            held = sent.holds(form)
            self._aside[form.customer_id] = form if held else sent.more(form)
            if not held:
                self._work.drafts.let_go(sent.more_id)
        elif form is not None and touched(form):
            self._aside[form.customer_id] = form
            self._work.drafts.let_go(form.draft_id)
        self._end()

    def discard(self) -> None:
        """Throw away what was typed and show what is stored, or what is being saved."""
        form = self._state.form
        if form is not None and self._state.saving:
            self._begin(self._on_way[form.customer_id].form)
        elif form is not None:
            self._work.drafts.forget(form.draft_id)
            stored = with_fields(
                form.seen, {name: news.value for name, news in self._state.news.items()}
            )
            self._begin(form_of(form.customer_id, form.code, stored, uuid4()))

    def on_phone_typed(self, row: int, text: str) -> None:
        """Take a number as it is being typed."""
        form = self._state.form
        if form is not None and text != form.phones[row].text.text:
            line = form.phones[row]
            typed = replace(line.text, text=text, stored=False, warning=None)
            self._put_line(form, row, replace(line, text=typed))

    def on_phone_left(self, row: int, text: str) -> None:
        """Make a number even, or say why not."""
        form = self._state.form
        if form is not None:
            self._put_line(form, row, checked_line(form.phones[row], text))

    def on_phone_label(self, row: int, label: str) -> None:
        """Take what a number is for."""
        form = self._state.form
        if form is not None:
            self._put_line(form, row, replace(form.phones[row], label=label))

    def add_phone(self) -> None:
        """Add an empty line for a number."""
        form = self._state.form
        if form is not None and len(form.phones) < MOST_PHONES:
            self._put_form(replace(form, phones=(*form.phones, PhoneLine())))

    def remove_phone(self, row: int) -> None:
        """Take a number away."""
        form = self._state.form
        if form is not None:
            rest = (*form.phones[:row], *form.phones[row + 1 :])
            self._put_form(replace(form, phones=rest))

    def show_address(self, number: int) -> None:
        """Show another of the addresses."""
        form = self._state.form
        if form is not None and number != form.at and 0 <= number < len(form.addresses):
            self._put_anew(with_lines(form, form.addresses, number))

    def change_addresses(self, change: Callable[[EditForm], EditForm]) -> None:
        """Have one of the functions of `address_lines` change the addresses."""
        if self._state.form is not None:
            self._put_anew(change(self._state.form))

    def on_card(self, card: CustomerCard) -> None:
        """Hear what is stored now; what others changed is told beside the fields."""
        form = self._state.form
        if form is None or form.customer_id != card.customer_id:
            return
        stored = seen_on(card)
        if not self._state.saving:
            form = with_ids(form, stored)
        theirs = changed_fields(fields_by_name(form.seen), fields_by_name(stored))
        news = {
            name: replace(self._state.news.get(name, FieldNews(value)), value=value)
            for name, value in theirs.items()
        }
        self._show(replace(self._state, form=form, news=news))
        if news:
            self._changes.run(
                lambda: self._work.read_changes(card.customer_id),
                then=self._on_changes,
                failed=self.failed.emit,
            )

    def save(self) -> None:
        """Save the form, or point at the first field that is refused."""
        form = self._state.form
        if form is None or self._state.saving:
            return
        refused = self._filling.check()
        lines = tuple(checked_line(line, line.text.text) for line in form.phones)
        form = with_fields_typed(replace(form, phones=lines), self._filling.state)
        self._put_form(form)
        bad_line = next((row for row, line in enumerate(lines) if line.text.refusal), None)
        if refused is not None or bad_line is not None:
            self.refused.emit(bad_line if refused is None else refused)
            return
        bad_address = refused_line(form)
        if bad_address is not None:
            self.show_address(bad_address)
            self.refused.emit(Field.POSTAL_CODE)
            return
        self._send(form, wanted_by(form))

    def decide(self, choices: Mapping[str, Choice]) -> None:
        """Go on after a collision: save again over what was shown."""
        collision, form = self._collision, self._state.form
        if collision is None or form is None or collision.form.customer_id != form.customer_id:
            return
        theirs = {name for name, choice in choices.items() if choice is Choice.THEIRS}
        take = theirs | (collision.theirs.keys() - set(collision.fields))
        stored = with_fields(form.seen, collision.theirs)
        self._begin(brought_up_to_date(form, stored, take))
        self.save()

    def _send(self, form: EditForm, wanted: CustomerFields) -> None:
        if not changed_fields(fields_by_name(form.seen), fields_by_name(wanted)):
            self._on_saved(SentForm(form, wanted, uuid4()))
            return
        if self._sent is not None and self._sent != (form.draft_id, wanted):
            # The answer to what was sent may have been lost: another content is another operation.
            self._work.drafts.forget(form.draft_id)
            form = replace(form, draft_id=uuid4())
        self._sent = (form.draft_id, wanted)
        sent = self._on_way[form.customer_id] = SentForm(form, wanted, uuid4())
        self._show(replace(self._state, form=form, saving=True))
        self._work.send(
            draft_of(form, self._work.now(), wanted),
            Form(
                self,
                lambda _revision: self._on_saved(sent),
                lambda error: self._on_failed(sent, error),
                lambda: self._on_queued(sent),
            ),
        )

    def _on_saved(self, sent: SentForm) -> None:
        self._work.drafts.forget(sent.form.draft_id)
        self._go_on_after(sent)
        self.saved.emit(sent.form.customer_id)

    def _on_queued(self, sent: SentForm) -> None:
        self._go_on_after(sent)
        self.queued.emit(sent.form.customer_id)

    def _go_on_after(self, sent: SentForm) -> None:
        """Show what was typed since ``sent`` as another change, or no form."""
        self._on_way.pop(sent.form.customer_id, None)
        kept = self._aside.get(sent.form.customer_id)
        if kept is not None and kept.draft_id == sent.form.draft_id:
            del self._aside[sent.form.customer_id]
        shown = self._state.form
        if shown is None or not self._is_shown(sent.form):
            return
        if sent.holds(shown):
            self._end()
        else:
            self._begin(sent.more(shown))

    def _on_failed(self, sent: SentForm, error: Exception) -> None:
        form = sent.form
        del self._on_way[form.customer_id]
        self._work.drafts.forget(sent.more_id)
        if not self._is_shown(form):
            kept = self._aside.get(form.customer_id, form)
            if kept.draft_id == sent.more_id:  # one draft again, with what was typed since
                form = sent.whole(kept)
                self._work.drafts.keep(draft_of(form, self._work.now()))
                self._work.drafts.let_go(form.draft_id)
            self._aside[form.customer_id] = form
            self.failed.emit(error)
            return
        self._show(replace(self._state, saving=False))
        self._put_form(self._state.form or form)  # what was typed since it was sent is kept too
        if not isinstance(error, RecordChanged) or not error.now_stored:
            self.failed.emit(error)
            return
        theirs = error.now_stored
        self._collisions.run(
            lambda: self._work.read_changes(form.customer_id),
            then=lambda changes: self._on_collision(sent, theirs, changes),
            failed=lambda _error: self._on_collision(sent, theirs, ()),
        )

    def _on_collision(
        self, sent: SentForm, theirs: Mapping[str, object], changes: tuple[CardChange, ...]
    ) -> None:
        form, wanted = sent.form, sent.wanted
        if not self._is_shown(form):
            return
        stored = with_fields(form.seen, theirs)
        names = merge_customers(form.seen, wanted, stored).colliding
        before, mine = values_of(form.seen, names), values_of(wanted, names)
        shown = {**theirs, **values_of(stored, names)}
        self._collision = Collision(form, names, before, shown, mine, changes)
        self.collided.emit(self._collision)

    def _is_shown(self, form: EditForm) -> bool:
        return self._state.form is not None and self._state.form.draft_id == form.draft_id

    def _on_changes(self, changes: tuple[CardChange, ...]) -> None:
        by_field = {change.field: change for change in changes if change.field}
        news = {
            name: replace(one, change=by_field.get(name)) for name, one in self._state.news.items()
        }
        self._show(replace(self._state, news=news))

    def _on_fields(self, fields: NewCustomerState) -> None:
        if self._state.form is not None:
            self._put_form(with_fields_typed(self._state.form, fields))

    def _put_anew(self, form: EditForm) -> None:
        """Show the form; where it shows another address, no answer for the one before comes."""
        before = self._state.form
        self._state = replace(self._state, form=form)
        if before is None or before.shown_address.key == form.shown_address.key:
            self._put_form(form)
        else:
            self._filling.begin(form.fields)

    def _put_line(self, form: EditForm, row: int, line: PhoneLine) -> None:
        phones = (*form.phones[:row], line, *form.phones[row + 1 :])
        self._put_form(replace(form, phones=phones))

    def _put_form(self, form: EditForm) -> None:
        self._show(replace(self._state, form=form))
        sent = self._on_way.get(form.customer_id) if self._state.saving else None
        draft = form if sent is None else sent.more(form)
        if touched(form) if sent is None else not sent.holds(form):
            self._work.drafts.keep(draft_of(draft, self._work.now()))
        else:
            self._work.drafts.forget(draft.draft_id)

    def _begin(self, form: EditForm) -> None:
        self._changes.forget()
        self._collisions.forget()
        self._collision = None
        sent = self._on_way.get(form.customer_id)
        saving = sent is not None and sent.form.draft_id == form.draft_id
        self._state = CustomerEditState(form, saving=saving)
        self._filling.begin(form.fields)

    def _end(self) -> None:
        self._changes.forget()
        self._collisions.forget()
        self._collision = self._sent = None
        self._state = CustomerEditState()
        self._filling.begin(NewCustomerState())
        self._show(self._state)

    def _show(self, state: CustomerEditState) -> None:
        self._state = state
        self.changed.emit(state)
