"""Taking orders at one desk: opened on a card, saved through the outbox, shown on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.app.new_order_questions import NewOrderQuestions
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.new_order import OrderedLine
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.order import NOT_PURCHASES
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.new_order.presenter import NewOrderPresenter, OrderWork
from crm_desktop.ui.new_order.reading import order_of_draft
from crm_desktop.ui.new_order.state import OrderCustomer
from crm_desktop.ui.new_order.wiring import connect_new_order
from crm_desktop.ui.new_order.words import ORDER_KEY

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


class NewOrders(QObject):
    """The page of the form, and what decides about it."""

    def __init__(self, program: Program) -> None:
        """Offer it on the card of whoever serves customers."""
        super().__init__(program)
        self._program = program
        self._window = program.window
        self._card: CustomerCard | None = None
        self._questions = NewOrderQuestions(program.database, program.place.staff.staff_id)
        self.panel = program.furniture.order_panel
        program.window.add_page(self.panel)
        work = OrderWork(self._questions.load_products, program.drafts, program.outbox)
        self.presenter = NewOrderPresenter(work, program.jobs, now=program.place.now, parent=self)
        connect_new_order(self.presenter, self.panel)
        program.outbox.serve(DraftKind.ORDER, self._save)
        if program.place.staff.groups & {OPERATOR, SUPERVISOR}:
            self._serve(program)

    @property
    def has_typing(self) -> bool:
        """Whether the form is on the screen with something typed into it."""
        return not self.panel.isHidden() and self.presenter.has_typing

    def open(self) -> None:
        """Show the form for the customer whose card is open."""
        if self._card is not None:
            self.presenter.open(order_customer(self._card))
            self._show()

    def _serve(self, program: Program) -> None:
        program.card.changed.connect(self._on_card)
        program.pages.before_going_back(self._leave)
        program.kept.presenter.serve(DraftKind.ORDER, self._bring_back)
        program.outbox.went_in.connect(self._on_went_in)
        self.panel.back_wanted.connect(program.window.back_wanted)
        self.presenter.saved.connect(self._on_saved)
        self.presenter.left.connect(lambda _customer_id: self._leave())
        self.presenter.failed.connect(program.errors.show)
        button = program.card_panel.orders.new_order
        button.show()
        button.clicked.connect(self.open)
        QShortcut(QKeySequence(ORDER_KEY), program.card_panel, self.open)

    def _save(self, draft: Draft) -> int:
        return self._questions.save(order_of_draft(draft))

    def _show(self) -> None:
        self._window.show_page(self.panel)
        self.panel.setFocus()

    def _leave(self) -> bool:
        """Go back to the card, or home where none is open; tell whether the form was shown."""
        if self.panel.isHidden():
            return False
        if self._card is None:
            self._window.show_home()
        else:
            self._window.show_card()
        return True

    def _bring_back(self, draft: Draft) -> None:
        try:
            self.presenter.put_back(draft)
        except ValueError:
            self._program.kept.presenter.not_served.emit(draft)
            return
        if draft.customer_id is not None:
            home, why = self._window.home, OpeningReason.LIST
            self._program.pages.open_from(home, draft.customer_id, why)
        self._show()

    def _on_card(self, state: CustomerCardState) -> None:
        self._card = None if state.loading else state.card

    def _on_saved(self, customer_id: int, order_id: int) -> None:
        self._leave()
        self._renew(customer_id, order_id)

    def _on_went_in(self, draft: Draft, answer: object) -> None:
        if draft.kind is DraftKind.ORDER and draft.customer_id is not None:
            self._renew(draft.customer_id, int(str(answer)))

    def _renew(self, customer_id: int, order_id: int) -> None:
        """Have the card show an order that is stored now, if it is still open."""
        if self._card is None or self._card.customer_id != customer_id:
            return
        self._program.jobs.run(
            self,
            lambda: self._questions.read_card(customer_id),
            then=lambda card: self._on_read(card, order_id),
            failed=self._program.errors.show,
        )

    def _on_read(self, card: CustomerCard, order_id: int) -> None:
        if self._card is not None and self._card.customer_id == card.customer_id:
            self._card = card
            self._program.card.renew(card)
            self._program.card_panel.show_order(order_id)


def order_customer(card: CustomerCard) -> OrderCustomer:
    """Return who orders, with the lines and the payment of their newest purchase."""
    purchases = (one for one in card.orders if one.lines and one.status not in NOT_PURCHASES)
    last = next(purchases, None)
    if last is None:
        return OrderCustomer(card.customer_id, card.name, card.code)
    lines = tuple(
        OrderedLine(line.product_code, line.product_name, line.quantity, line.unit_price_yen)
        for line in last.lines
    )
    methods = [PaymentMethod(payment.method) for payment in last.payments]
    method = next(iter(methods), PaymentMethod.DEFERRED)
    return OrderCustomer(card.customer_id, card.name, card.code, lines, method)
