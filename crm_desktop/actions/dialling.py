"""What desks and the gateway do with numbers that are to be dialled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from crm_desktop.database.queries.dial_requests import DialProgress
from crm_desktop.domain.dial_request import (
    DIALLED_AT_MOST_AFTER_S,
    Dialler,
    DialProblem,
    DialState,
    NumberShown,
)
from crm_desktop.errors.database import RecordGone


@dataclass(frozen=True, slots=True)
class DialWish:
    """A number in E.164 that a desk wants dialled, from a customer's card or from none.

    ``operation_id`` is the same however often it is asked for: it is dialled once.
    """

    operation_id: UUID
    number: str
    number_shown: NumberShown = NumberShown.AS_USUAL
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakenRequest:
    """A request that this gateway, and no other, has dialled."""

    request_id: int
    extension: str
    number: str
    number_shown: NumberShown


def ask_to_dial(session: Session, wish: DialWish, dialler: Dialler) -> int:
    """Record that a number is to be dialled for this login's telephone; return the request's id.

    Raises:
        RightMissing: the card is not open, the login serves no customers or has no telephone.
    """
    asked = {
        "operation": wish.operation_id,
        "number": wish.number,
        "shown": str(wish.number_shown),
        "card": wish.customer_id,
        "dialler": str(dialler),
    }
    return int(session.scalars(_ASK, asked).one())


def settle_dial_request(
    session: Session, request_id: int, problem: DialProblem | None
) -> DialProgress:
    """Note that this login's request was dialled, or why not; return how it stands.

    What an exchange has taken meanwhile stays as it is.

    Raises:
        RecordGone: it is nobody's, or somebody else's.
    """
    asked = {"request": request_id, "problem": "" if problem is None else str(problem)}
    row = session.execute(_SETTLE, asked).one()
    if row.state is None:
        raise RecordGone("dial_request", request_id)
    return DialProgress(DialState(row.state), row.problem)


def take_dial_requests(
    session: Session, exchange: str, extensions: Collection[str]
) -> list[TakenRequest]:
    """Claim, for ``exchange``, what is to be dialled at ``extensions``, oldest first."""
    asked = {
        "exchange": exchange,
        "extensions": list(extensions),
        "seconds": DIALLED_AT_MOST_AFTER_S,
    }
    rows = session.execute(_TAKE, asked).all()
    return [
        TakenRequest(row.id, row.extension, row.number, NumberShown(row.number_shown))
        for row in sorted(rows, key=lambda row: row.id)
    ]


def fail_dial_request(session: Session, request_id: int, problem: DialProblem) -> None:
    """Note why a request that was claimed came to nothing."""
    session.execute(_FAIL, {"request": request_id, "problem": str(problem)})


def fail_old_dial_requests(session: Session) -> int:
    """Give up what nobody took in time; return how many that were."""
    asked = {"problem": str(DialProblem.NOBODY_TOOK_IT), "seconds": DIALLED_AT_MOST_AFTER_S}
    return len(session.execute(_FAIL_OLD, asked).all())


_ASK: Final = text(
    "SELECT ask_to_dial(CAST(:operation AS uuid), :number, :shown, CAST(:card AS bigint), :dialler)"
)
_SETTLE: Final = text(
    "SELECT state, problem FROM settle_dial_request(CAST(:request AS bigint), :problem)"
)
_TAKE: Final = text(
    """
    UPDATE dial_request SET state = 'placed', dialler = :exchange
     WHERE state = 'asked' AND dialler = 'exchange' AND extension IN :extensions
       AND asked_at > now() - make_interval(secs => :seconds)
    RETURNING id, extension, number, number_shown
    """
).bindparams(bindparam("extensions", expanding=True))
_FAIL: Final = text(
    """
    UPDATE dial_request SET state = 'failed', problem = :problem
     WHERE id = CAST(:request AS bigint)
    """
)
_FAIL_OLD: Final = text(
    """
    UPDATE dial_request SET state = 'failed', problem = :problem
     WHERE state = 'asked' AND dialler = 'exchange'
       AND asked_at <= now() - make_interval(secs => :seconds)
    RETURNING id
    """
)
