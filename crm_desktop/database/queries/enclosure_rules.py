"""Questions about the rules by which enclosures are laid into parcels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.models.order import Product
from crm_desktop.database.models.shipment import Enclosure, EnclosureRule


@dataclass(frozen=True, slots=True)
class EnclosureRuleRow:
    """One rule with the names of what it is about; "" and None ask for nothing."""

    rule_id: int
    revision: int
    enclosure_id: int
    enclosure_title: str
    product_code: str
    product_name: str
    mailing_id: int | None
    mailing_title: str
    nth_order: int | None
    from_on: date | None
    until_on: date | None
    active: bool


def enclosure_rules(session: Session, *, limit: int = 1000) -> list[EnclosureRuleRow]:
    """Return all rules, also those not in use, by enclosure; supervisors only."""
    statement = (
        select(
            *(EnclosureRule.id, EnclosureRule.revision, Enclosure.id, Enclosure.title),
            *(func.coalesce(Product.code, ""), func.coalesce(Product.name, "")),
            *(EnclosureRule.mailing_id, func.coalesce(Mailing.title, "")),
            *(EnclosureRule.nth_order, EnclosureRule.from_on, EnclosureRule.until_on),
            EnclosureRule.active,
        )
        .join(Enclosure, Enclosure.id == EnclosureRule.enclosure_id)
        .outerjoin(Product, Product.id == EnclosureRule.product_id)
        .outerjoin(Mailing, Mailing.id == EnclosureRule.mailing_id)
        .order_by(EnclosureRule.active.desc(), Enclosure.title, EnclosureRule.id)
        .limit(limit)
    )
    rows: Iterable[Any] = session.execute(statement)
    return [EnclosureRuleRow(*row) for row in rows]
