"""Saving on a card that was open while somebody typed, and may be shut by now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordGone

T = TypeVar("T")


def with_card_open(
    database: Database,
    customer_id: int,
    work: Callable[[], T],
    why: OpeningReason = OpeningReason.LIST,
    call_id: int | None = None,
) -> T:
    """Do ``work``; where the database refuses it, once more with the card of the customer open.

    Cards shut by themselves after hours, which a saving may wait for the connection; and the record
    of an opening is lost with a server that dies within the second. ``why`` and ``call_id`` are
    what is recorded of opening it again.

    Raises:
        What ``work`` raises with an open card, or `see_that_open`.
    """
    try:
        return work()
    except (RightMissing, RecordGone):
        with database.asking() as session:
            see_that_open(session, customer_id, why, call_id)
        return work()
