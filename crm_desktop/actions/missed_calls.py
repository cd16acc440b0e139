"""What operators do with missed calls besides calling back."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from crm_desktop.domain.missed_call import MissedCallSettled


def settle_missed_calls(session: Session, call_ids: Collection[int], why: MissedCallSettled) -> int:
    """Take missed calls, and the earlier ones of the same callers, off the list of those to call.

    Returns how many were taken off; those that were off already are not counted.

    Raises:
        RightMissing: the login serves no customers.
    """
    ids = literal(list(call_ids), ARRAY(BigInteger))
    return int(session.scalars(select(func.settle_missed_calls(ids, str(why)))).one())


def unsettle_missed_calls(session: Session, call_ids: Collection[int]) -> int:
    """Put back what this login has taken off within a day; return how many."""
    ids = literal(list(call_ids), ARRAY(BigInteger))
    return int(session.scalars(select(func.unsettle_missed_calls(ids))).one())
