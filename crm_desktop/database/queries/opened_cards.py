"""Opens cards: the database records it, and lets the login read what it has opened.

Opening is a transaction of its own, or its record could be rolled back by whoever has read the
card. Both statements go over together, which costs one round trip; so the session must be one
without a transaction (``Database.asking``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import psycopg
from sqlalchemy.orm import Session

from crm_desktop.database.engine import driver_connection
from crm_desktop.database.queries.customer_card import CustomerCard, card_of_answer
from crm_desktop.database.queries.customers import CallerMatch, customers_with_phone
from crm_desktop.domain.opening import Opening, OpeningReason
from crm_desktop.errors.access import CardRestricted, PasswordDue, StaffUnknown, TooManyOpened
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordGone


@dataclass(frozen=True, slots=True)
class CallerAnswer:
    """Who has a number: the whole card when it is one person, the people when they are several.

    Both are empty when nobody has it.
    """

    card: CustomerCard | None = None
    matches: tuple[CallerMatch, ...] = ()


def open_card(
    session: Session, customer_id: int, why: OpeningReason, call_id: int | None = None
) -> CustomerCard:
    """Open the card of a customer and return it; ``call_id`` is the call it is opened for.

    Raises:
        RecordGone: there is no such customer (any more).
        CardRestricted, TooManyOpened, PasswordDue, StaffUnknown: it stays shut; see there.
    """
    wanted = {"customer_id": customer_id, "why": why, "call_id": call_id}
    connection = driver_connection(session)
    statements = (_OPEN_CARD, wanted), (_CARD, {"customer_id": customer_id})
    opened, read = _in_two(connection, *statements)
    if _was_shut_between(opened, read):
        opened, read = _in_two(connection, *statements)
    return _card(opened, read, customer_id, connection.info.user)


def open_caller(session: Session, number: str, call_id: int | None) -> CallerAnswer:
    """Open the card of whoever has the E.164 ``number``, when that is one person.

    One round trip unless several people share it: then nothing is opened.

    Raises:
        CardRestricted, TooManyOpened, PasswordDue, StaffUnknown: the card stays shut; see there.
        SearchedTooOften: several people share a number that is not calling here.
    """
    connection = driver_connection(session)
    parameters = {"number": number, "call_id": call_id}
    statements = (_OPEN_CALLER, parameters), (_CALLERS_CARD, parameters)
    row, read = _in_two(connection, *statements)
    if row is not None and _was_shut_between(row[2:], read):
        row, read = _in_two(connection, *statements)
    people, customer_id, *opened = row or (0, None)
    if customer_id is not None:
        return CallerAnswer(_card(opened, read, customer_id, connection.info.user))
    if people:
        return CallerAnswer(matches=tuple(customers_with_phone(session, number, call_id)))
    return CallerAnswer()


def see_that_open(
    session: Session, customer_id: int, why: OpeningReason, call_id: int | None
) -> None:
    """Open a card that is about to be written to, unless it is open already.

    In a transaction before the one that writes: see above.

    Raises:
        RecordGone, CardRestricted, TooManyOpened, PasswordDue, StaffUnknown: see there.
    """
    connection = driver_connection(session)
    if connection.execute(_IS_OPEN, [customer_id]).fetchone() is None:
        wanted = {"customer_id": customer_id, "why": why, "call_id": call_id}
        row = connection.execute(_OPEN_CARD, wanted).fetchone()
        _opening(row, customer_id, connection.info.user)


def _in_two(
    connection: psycopg.Connection[Any], *statements: tuple[bytes, dict[str, Any]]
) -> list[tuple[Any, ...] | None]:
    """Return the first row of each statement; each is committed before the next one begins."""
    with connection.pipeline() as pipeline:
        cursors = []
        for statement, parameters in statements:
            cursors.append(connection.execute(statement, parameters, prepare=True))
            pipeline.sync()
    return [cursor.fetchone() for cursor in cursors]


def _was_shut_between(opened: Sequence[Any] | None, read: Sequence[Any] | None) -> bool:
    """Whether a card was not there to be read any more: the server's clock was set meanwhile."""
    if not opened or opened[0] != "opened":
        return False
    return read is None or read[0] is None


def _card(
    opened: Sequence[Any] | None, read: Sequence[Any] | None, customer_id: int, login: str
) -> CustomerCard:
    opening = _opening(opened, customer_id, login)
    if read is None or read[0] is None:
        raise RecordGone("customer", customer_id)
    return replace(card_of_answer(read[0]), opening=opening)


def _opening(row: Sequence[Any] | None, customer_id: int, login: str) -> Opening:
    """Return how often was opened, from a row of outcome and counts; raise what it refuses."""
    if row is None:
        raise RecordGone("customer", customer_id)
    outcome, opening = row[0], Opening(*row[1:4])
    refusals: dict[str, CrmError] = {
        "gone": RecordGone("customer", customer_id),
        "restricted": CardRestricted(customer_id),
        "too_many": TooManyOpened(opening.hourly_limit),
        "password_due": PasswordDue(),
        "not_staff": StaffUnknown(login),
    }
    if outcome in refusals:
        raise refusals[outcome]
    return opening


_IS_OPEN: Final = b"SELECT FROM customer WHERE id = %s"
_OPEN_CARD: Final = b"""
SELECT outcome, opened_in_hour, hourly_limit, warned_at
  FROM open_card(%(customer_id)s::bigint, %(why)s::text, %(call_id)s::bigint)
"""
_CARD: Final = b"SELECT card_of(%(customer_id)s::bigint)"
_OPEN_CALLER: Final = b"""
SELECT people, customer_id, outcome, opened_in_hour, hourly_limit, warned_at
  FROM open_caller(%(number)s::text, %(call_id)s::bigint)
"""
_CALLERS_CARD: Final = b"SELECT callers_card(%(number)s::text)"
