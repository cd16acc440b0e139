"""Questions asked about numbers that are to be dialled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.dial_request import DialRequest
from crm_desktop.domain.dial_request import Dialler, DialState
from crm_desktop.errors.database import RecordGone

DIALLING_PROGRAM: Final = "crm-desktop dialling"
"""As what a gateway that has an exchange dial listens: `exchange_dials` looks for it."""


@dataclass(frozen=True, slots=True)
class DialProgress:
    """How a request stands; ``problem`` is a `DialProblem` when it has FAILED, else empty.

    ``call_id`` is the call that came of it, once the phone system has told of one.
    """

    state: DialState
    problem: str = ""
    call_id: int | None = None


def dial_progress(session: Session, request_id: int) -> DialProgress:
    """Return how a request stands.

    Raises:
        RecordGone: there is none, or not for this login.
    """
    columns = DialRequest.state, DialRequest.problem, DialRequest.call_id
    row = session.execute(select(*columns).where(DialRequest.id == request_id)).one_or_none()
    if row is None:
        raise RecordGone("dial_request", request_id)
    return DialProgress(*row)


def exchange_dials(session: Session) -> bool:
    """Tell whether a gateway listens that has an exchange dial."""
    return bool(session.scalar(select(func.exchange_dials())))


def extensions_waiting(session: Session) -> frozenset[str]:
    """Return the telephones for which an exchange is to dial something."""
    statement = (
        select(DialRequest.extension)
        .distinct()
        .where(DialRequest.state == DialState.ASKED, DialRequest.dialler == Dialler.EXCHANGE)
        .order_by(DialRequest.extension)
    )
    return frozenset(session.scalars(statement))
