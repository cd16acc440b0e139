"""Taking an order at a desk: once, however often it is sent."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.domain.new_order import OrderTerms, order_problems
from crm_desktop.domain.storable_text import storable_text


@dataclass(frozen=True, slots=True)
class WrittenOrder:
    """An order as it was taken; ``operation_id`` stays the same however often it is sent.

    ``taken_at`` is aware; one that the server's clock contradicts counts as now.
    """

    operation_id: UUID
    customer_id: int
    taken_at: datetime
    terms: OrderTerms
    memo: str = ""


def save_order(session: Session, written: WrittenOrder, *, staff_id: int | None) -> int:
    """Store an order with its lines and its payment unless it is there already; return its id.

    The database gives the number and checks the sums. An order that is there stays as it is.

    Raises:
        BadOrder: something in it cannot be meant; the first such thing.
        RightMissing: the card is not open, the order is somebody else's, or ``staff_id`` is.
    """
    for problem in order_problems(written.terms):
        raise problem
    return int(session.execute(_TAKE, _facts(written, staff_id)).scalar_one())


def _facts(written: WrittenOrder, staff_id: int | None) -> dict[str, object]:
    terms = written.terms
    lines = [asdict(line) for line in terms.lines]
    for line in lines:
        line["product_code"] = storable_text(line["product_code"])
        line["product_name"] = storable_text(line["product_name"])
    return {
        "operation_id": written.operation_id,
        "customer_id": written.customer_id,
        "staff_id": staff_id,
        "taken_at": written.taken_at,
        "lines": json.dumps(lines, ensure_ascii=False),
        "shipping_fee_yen": terms.shipping_fee_yen,
        "discount_yen": terms.discount_yen,
        "total_yen": terms.total_yen,
        "payment_method": str(terms.payment_method),
        "memo": storable_text(written.memo),
    }


_TAKE: Final = text("""
SELECT take_order(CAST(:operation_id AS uuid), CAST(:customer_id AS bigint),
                  CAST(:staff_id AS bigint), CAST(:taken_at AS timestamptz),
                  CAST(:lines AS jsonb), CAST(:shipping_fee_yen AS integer),
                  CAST(:discount_yen AS integer), CAST(:total_yen AS integer),
                  :payment_method, :memo)
""")
