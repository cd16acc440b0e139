"""Laying enclosures into the parcels of the office by its rules."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.imports import IMPORT_LOCK
from crm_desktop.database.enclosing import (
    EnclosingResult,
    apply_enclosure_rules,
    has_enclosure_rules,
    parcels_to_enclose,
    waiting_parcels,
)

PARCELS_IN_BATCH: Final = 5_000


def enclose_imported(
    session: Session, new_parcels: list[int], changed_orders: list[int], *, today: date
) -> None:
    """Apply the rules to parcels that are new, sent or not, and to waiting ones of orders."""
    if has_enclosure_rules(session):
        parcels = {*new_parcels, *waiting_parcels(session, changed_orders)}
        apply_enclosure_rules(session, parcels, today=today)


def enclose_batch(
    session: Session, *, today: date, since: date | None = None, after_id: int = 0
) -> tuple[int, int, EnclosingResult]:
    """Apply the rules to the next parcels after ``after_id``, in turn with imports.

    See `parcels_to_enclose`.

    Returns the last parcel's id (``after_id`` when there was none), how many there were and what
    was done.
    """
    session.execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))
    ids = parcels_to_enclose(session, since, after_id=after_id, limit=PARCELS_IN_BATCH)
    done = apply_enclosure_rules(session, ids, today=today)
    return (ids[-1] if ids else after_id), len(ids), done


def enclose_parcels(
    transactions: Callable[[], AbstractContextManager[Session]],
    *,
    today: date,
    since: date | None = None,
    progress: Callable[[int], bool] = lambda _parcels: True,
) -> tuple[int, EnclosingResult]:
    """Apply the rules to all parcels they are for, each batch in a transaction of its own.

    Returns how many parcels were looked at and what was done. ``progress`` is told the number so
    far and may end it by False; doing it again goes on with the rest.
    """
    parcels, whole, after_id = 0, EnclosingResult(), 0
    while True:
        with transactions() as session:
            after_id, count, done = enclose_batch(
                session, today=today, since=since, after_id=after_id
            )
        parcels += count
        whole = EnclosingResult(whole.laid_in + done.laid_in, whole.taken_out + done.taken_out)
        if not progress(parcels) or count < PARCELS_IN_BATCH:
            return parcels, whole
