"""Who has a number, for those that may know no more than that."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def customer_ids_with_number(session: Session, number: str) -> list[int]:
    """Return the ids of the customers who have the E.164 ``number``, at most 200, by id.

    Raises:
        RightMissing: whoever asks is neither gateway nor worker.
    """
    return list(session.scalars(select(func.customers_with_number(number))))
