"""What phone systems say, kept while somebody watches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ScalarSelect, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import Call
from crm_desktop.database.models.call_source import ReceivedEvent
from crm_desktop.domain.masked_event import without_persons, without_secrets

CHANNEL: Final = "watch_events"
DROPPED: Final = "dropped"
KEPT_FOR: Final = timedelta(days=1)
MOST_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Received:
    """One thing that ``source`` said; ``understood`` is what it was taken for.

    ``why`` says what came of it, `PopReason` or a word of refusal. ``source_call_id`` is the phone
    system's own id of the call, empty where it was about none. ``is_private``: nobody may read of
    whom it tells, as the caller withholds the number or may do so.
    """

    source: str
    raw: Mapping[str, Any] = field(default_factory=dict)
    understood: str = ""
    why: str = ""
    extension: str = ""
    source_call_id: str = ""
    is_private: bool = False


def watch_events(session: Session) -> None:
    """Ask the gateways to keep what they receive for the next minute."""
    session.execute(select(func.watch_events()))


def keep_received(session: Session, received: Sequence[Received]) -> None:
    """Store ``received`` as it may be shown to supervisors and, without persons, to others."""
    for one in received:
        masked = without_persons(one.raw)
        shown = masked if one.is_private else without_secrets(one.raw)
        session.execute(
            insert(ReceivedEvent).values(
                source=one.source,
                raw={"shown": shown, "masked": masked},
                understood=one.understood,
                why=one.why,
                extension=one.extension,
                call_id=_call_id(one) if one.source_call_id else None,
            )
        )


def forget_received(session: Session) -> None:
    """Remove what is older than a day, and all but the newest where there is very much."""
    too_many = select(func.max(ReceivedEvent.id) - MOST_KEPT).scalar_subquery()
    session.execute(
        delete(ReceivedEvent).where(
            (ReceivedEvent.received_at < func.now() - KEPT_FOR) | (ReceivedEvent.id <= too_many),
            ReceivedEvent.source != "",
        )
    )


def _call_id(one: Received) -> ScalarSelect[int]:
    return (
        select(Call.id)
        .where(Call.source == literal(one.source), Call.source_call_id == one.source_call_id)
        .order_by(Call.occurrence.desc())
        .limit(1)
        .scalar_subquery()
    )
