"""Keeping the rules by which enclosures are laid into parcels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.order import Product
from crm_desktop.database.models.shipment import EnclosureRule
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.printed_papers import EnclosureMissing, ProductUnknown, RuleDaysReversed


@dataclass(frozen=True, slots=True)
class EnclosureRuleForm:
    """A rule as it is written: what must be so of a parcel; "" and None ask for nothing."""

    enclosure_id: int | None
    product_code: str = ""
    mailing_id: int | None = None
    nth_order: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    active: bool = True


def add_enclosure_rule(session: Session, form: EnclosureRuleForm) -> int:
    """Store a new rule and return its id; parcels are filled by the next ``enclose``.

    Raises:
        EnclosureMissing, ProductUnknown, RuleDaysReversed: the form says so.
    """
    if form.enclosure_id is None:
        raise EnclosureMissing
    rule = EnclosureRule(enclosure_id=form.enclosure_id, **_terms(session, form))
    session.add(rule)
    session.flush()
    return rule.id


def change_enclosure_rule(
    session: Session, rule_id: int, form: EnclosureRuleForm, *, seen_revision: int
) -> None:
    """Bring the terms of a rule to what the form says; its enclosure stays.

    What it has laid into parcels that were sent stays as well.

    Raises:
        ProductUnknown, RuleDaysReversed: the form says so.
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    rule = session.get(EnclosureRule, rule_id, with_for_update=True, populate_existing=True)
    if rule is None:
        raise RecordGone("enclosure_rule", rule_id)
    if rule.revision != seen_revision:
        raise RecordChanged("enclosure_rule", rule_id)
    for name, value in _terms(session, form).items():
        setattr(rule, name, value)
    session.flush()


def _terms(session: Session, form: EnclosureRuleForm) -> dict[str, Any]:
    start, end = form.from_on, form.until_on
    if start is not None and end is not None and start > end:
        raise RuleDaysReversed
    return {
        "product_id": _product(session, form.product_code.strip()),
        "mailing_id": form.mailing_id,
        "nth_order": form.nth_order,
        "from_on": start,
        "until_on": end,
        "active": form.active,
    }


def _product(session: Session, code: str) -> int | None:
    if not code:
        return None
    product_id = session.scalar(select(Product.id).where(Product.code == code))
    if product_id is None:
        raise ProductUnknown(code)
    return product_id
