"""Decides what the form of an order shows. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form, Keeper, Outbox
from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.new_order.reading import (
    Problems,
    entered_line,
    found_products,
    order_draft,
    state_of_draft,
    terms_of,
    with_entered_line,
)
from crm_desktop.ui.new_order.state import NewOrderState, OrderCustomer, OrderForm, Part


@dataclass(frozen=True, slots=True)
class OrderWork:
    """What the form needs: the products, asked for off the GUI thread, and where orders go."""

    load_products: Callable[[], Sequence[ProductRow]]
    keeper: Keeper
    outbox: Outbox


class NewOrderPresenter(QObject):
    """One order at a time; what is typed is a draft from the first key until it is saved.

    ``saved`` tells whose order is stored and its id, ``left`` whose order waits to be.
    """

    changed = Signal(object)  # NewOrderState
    pointed = Signal(object)  # Part
    saved = Signal(int, int)
    left = Signal(int)
    failed = Signal(object)  # Exception

    def __init__(
        self,
        work: OrderWork,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """``now`` returns the aware time."""
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._now = now
        self._products: tuple[ProductRow, ...] = ()
        self._draft_id: UUID | None = None
        self._state = NewOrderState()

    @property
    def state(self) -> NewOrderState:
        """What was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether something is typed that is not on its way."""
        return self._draft_id is not None and not self._state.saving

    def open(self, customer: OrderCustomer) -> None:
        """Show the form of a customer; what was typed for another lies among the drafts."""
        known = self._state.customer
        if known is not None and known.customer_id == customer.customer_id:
            self._show(replace(self._state, customer=customer))
        elif not self._state.saving:
            self._let_go()
            self._show(NewOrderState(customer, OrderForm(method=customer.last_method)))
        self._load_products()

    def put_back(self, draft: Draft) -> None:
        """Show the form as it was kept.

        Raises:
            ValueError: it is no order.
        """
        state = state_of_draft(draft)
        if draft.draft_id != self._draft_id and not self._state.saving:
            self._let_go()
            self._draft_id = draft.draft_id
            self._show(state)
            self._keep()
        self._load_products()

    def type(self, part: Part, text: str) -> None:
        """Take what is typed into a field."""
        if text == getattr(self._state.form, part):
            return
        typed: dict[str, Any] = {str(part): text}
        form = replace(self._state.form, **typed)
        if part is Part.PRODUCT:
            form = replace(form, code="")
            found = found_products(self._products, text)
            self._edit(replace(self._state, form=form, found=found, chosen=0))
            return
        self._edit(replace(self._state, form=form))

    def choose_method(self, method: PaymentMethod) -> None:
        """Take how the order is paid."""
        if method is not self._state.form.method:
            self._edit(replace(self._state, form=replace(self._state.form, method=method)))

    def move(self, rows: int) -> None:
        """Choose another of the products that were found, so many rows down (or up)."""
        last = len(self._state.found) - 1
        if last >= 0:
            self._show(replace(self._state, chosen=min(max(self._state.chosen + rows, 0), last)))

    def take_product(self, number: int | None = None) -> None:
        """Take the product that is chosen, or the one at ``number`` (from 0) of those found.

        Where none was found it is what is typed, by its name alone.
        """
        found, form = self._state.found, self._state.form
        at = self._state.chosen if number is None else number
        if not form.product.strip():
            return
        if not 0 <= at < len(found):
            self.pointed.emit(Part.QUANTITY)
            return
        product = found[at]
        form = replace(form, product=product.name, code=product.code, price=str(product.price_yen))
        self._edit(replace(self._state, form=form, found=()))
        self.pointed.emit(Part.QUANTITY)

    def add_line(self) -> None:
        """Put the line that is being typed among the others."""
        form, problems = with_entered_line(self._state.form)
        if problems:
            self._refuse(problems)
            return
        self._edit(replace(self._state, form=form, found=(), problems=()))
        self.pointed.emit(Part.PRODUCT)

    def edit_line(self, number: int) -> None:
        """Take a line (from 0) back into the fields, unless another is being typed there."""
        form = self._state.form
        if form.product.strip() or not 0 <= number < len(form.lines):
            return
        line = form.lines[number]
        form = replace(
            form,
            lines=form.lines[:number] + form.lines[number + 1 :],
            product=line.product_name,
            code=line.product_code,
            quantity=str(line.quantity),
            price=str(line.unit_price_yen),
        )
        self._edit(replace(self._state, form=form, found=()))
        self.pointed.emit(Part.QUANTITY)

    def remove_line(self, number: int) -> None:
        """Take a line (from 0) out."""
        lines = self._state.form.lines
        if 0 <= number < len(lines):
            form = replace(self._state.form, lines=lines[:number] + lines[number + 1 :])
            self._edit(replace(self._state, form=form))

    def repeat_last(self) -> None:
        """Add the lines of the customer's last order, and pay as then."""
        customer = self._state.customer
        if customer is None or not customer.last_lines:
            return
        form = self._state.form
        form = replace(form, lines=(*form.lines, *customer.last_lines), method=customer.last_method)
        self._edit(replace(self._state, form=form))

    def save(self) -> None:
        """Send the order off, the line that is being typed with it, if nothing is wrong."""
        if self._state.customer is None or self._state.saving:
            return
        form, problems = with_entered_line(self._state.form)
        terms, wrong = terms_of(form)
        if problems or wrong:
            self._refuse([*problems, *(wrong if not problems else [])])
            return
        self._show(replace(self._state, form=form, terms=terms, problems=(), saving=True, found=()))
        draft_id = self._draft_id = self._draft_id or uuid4()
        draft = order_draft(draft_id, self._state, self._now())
        customer_id = self._state.customer.customer_id
        self._work.outbox.send(
            draft,
            Form(
                self,
                then=lambda order_id: self._on_saved(customer_id, order_id),
                refused=self._on_refused,
                waits=lambda: self._on_waits(customer_id),
            ),
        )

    def discard(self) -> None:
        """Throw away what is typed; the form stays the customer's."""
        customer = self._state.customer
        if self._state.saving or customer is None:
            return
        if self._draft_id is not None:
            self._work.keeper.forget(self._draft_id)
        self._draft_id = None
        self._show(NewOrderState(customer, OrderForm(method=customer.last_method)))
        self.pointed.emit(Part.PRODUCT)

    def _on_saved(self, customer_id: int, order_id: int) -> None:
        self._begin_anew()
        self.saved.emit(customer_id, order_id)

    def _on_waits(self, customer_id: int) -> None:
        self._begin_anew()
        self.left.emit(customer_id)

    def _on_refused(self, error: Exception) -> None:
        told = ((None, error),) if isinstance(error, CrmError) else ()
        self._show(replace(self._state, saving=False, problems=told))
        if not told:
            self.failed.emit(error)

    def _begin_anew(self) -> None:
        self._draft_id = None
        self._show(NewOrderState())

    def _let_go(self) -> None:
        if self._draft_id is not None:
            self._work.keeper.let_go(self._draft_id)
        self._draft_id = None

    def _refuse(self, problems: Problems) -> None:
        self._show(replace(self._state, problems=tuple(problems)))
        part = problems[0][0]
        if part is not None:
            self.pointed.emit(part)

    def _edit(self, state: NewOrderState) -> None:
        """Show what was changed, without what was wrong before, and keep it."""
        if self._state.saving:
            return
        self._show(replace(state, problems=(), terms=terms_of(_with_line_if_good(state.form))[0]))
        self._keep()

    def _keep(self) -> None:
        customer = self._state.customer
        blank = None if customer is None else OrderForm(method=customer.last_method)
        if self._state.form != blank:
            self._draft_id = self._draft_id or uuid4()
            self._work.keeper.keep(order_draft(self._draft_id, self._state, self._now()))
        elif self._draft_id is not None:
            self._work.keeper.forget(self._draft_id)
            self._draft_id = None

    def _load_products(self) -> None:
        self._jobs.run(
            self, self._work.load_products, then=self._on_products, failed=lambda _error: None
        )

    def _on_products(self, products: Sequence[ProductRow]) -> None:
        self._products = tuple(products)
        form = self._state.form
        if form.product and not form.code and not self._state.saving:
            self._show(replace(self._state, found=found_products(self._products, form.product)))

    def _show(self, state: NewOrderState) -> None:
        self._state = state
        self.changed.emit(state)


def _with_line_if_good(form: OrderForm) -> OrderForm:
    """Return the form with the line that is being typed counted in, where it can be read."""
    line, _problems = entered_line(form)
    return form if line is None else replace(form, lines=(*form.lines, line))
