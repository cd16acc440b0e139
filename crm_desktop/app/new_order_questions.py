"""What the form of an order asks of the database, and how it is saved.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from crm_desktop.actions.orders import WrittenOrder, save_order
from crm_desktop.app.opened_again import with_card_open
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import CustomerCard, customer_card
from crm_desktop.database.queries.products import ProductRow, products_on_sale


class NewOrderQuestions:
    """``staff_id`` is who takes the orders."""

    def __init__(self, database: Database, staff_id: int) -> None:
        self._database = database
        self._staff_id = staff_id

    def load_products(self) -> list[ProductRow]:
        """Return what is sold."""
        with self._database.asking() as session:
            return products_on_sale(session)

    def save(self, order: WrittenOrder) -> int:
        """Store an order and return its id.

        It may come when the card is shut again, after hours without a connection: it is opened.
        """
        return with_card_open(self._database, order.customer_id, lambda: self._store(order))

    def read_card(self, customer_id: int) -> CustomerCard:
        """Return the card of a customer, which is open, as it is stored now."""
        with self._database.asking() as session:
            return customer_card(session, customer_id)

    def _store(self, order: WrittenOrder) -> int:
        with self._database.writing() as session:
            return save_order(session, order, staff_id=self._staff_id)
