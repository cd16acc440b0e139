"""What is sold: read once, searched at the desk, so that an order can be typed without a server."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.order import Product


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product that is sold now, with its price including tax."""

    code: str
    name: str
    price_yen: int


def products_on_sale(session: Session, *, limit: int = 5000) -> list[ProductRow]:
    """Return the products that are sold, by code; at most ``limit``."""
    statement = (
        select(Product.code, Product.name, Product.price_yen)
        .where(Product.active)
        .order_by(Product.code)
        .limit(limit)
    )
    return [ProductRow(*row) for row in session.execute(statement)]
