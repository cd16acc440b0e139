"""What a desk knows of the gateways and their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crm_desktop.database.queries.call_sources import SourceStateRow
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import GatewaySilent
from crm_desktop.errors.told import error_told

SILENT_AFTER_S: Final = 30.0
"""A gateway says every ten seconds that it runs."""

_WORKING: Final = frozenset({SourceState.CONNECTED, SourceState.LISTENING})


@dataclass(frozen=True, slots=True)
class PhoneLinkState:
    """``down_since``: since when calls are not heard of, None when all are; ``partly``: not all.

    ``problems`` are for who can act, the worst first. An office without a gateway has no sources.
    """

    sources: tuple[SourceStateRow, ...] = ()
    down_since: datetime | None = None
    partly: bool = False
    problems: tuple[CrmError, ...] = ()


def is_running(row: SourceStateRow) -> bool:
    """Tell whether the gateway of ``row`` runs, as far as it says."""
    return row.silent_s <= SILENT_AFTER_S and row.state is not SourceState.STOPPED


def phone_link(rows: Sequence[SourceStateRow]) -> PhoneLinkState:
    """Return what ``rows`` mean for a desk.

    A source is down where no gateway hears it. A gateway that is gone is none in the way once
    another has its sources.
    """
    sources = [row for row in rows if not row.is_gateway]
    up = {row.name for row in sources if _is_heard(row.name, sources)}
    gateways = [row for row in rows if row.is_gateway]
    down = [row for row in sources if row.name not in up]
    if not any(map(is_running, gateways)):
        down, up = list(rows), set()
    return PhoneLinkState(
        tuple(rows),
        down_since=min(map(_down_since, down), default=None),
        partly=bool(up),
        problems=(*_silences(gateways, down), *_told(rows)),
    )


def problem_of(row: SourceStateRow) -> CrmError | None:
    """Return what the gateway says to be in the way of a source, None when nothing is."""
    return error_told(row.name, row.problem, row.facts) if row.problem else None


def place_of(row: SourceStateRow) -> str:
    """Return computer and port of the gateway."""
    return row.gateway.partition("@")[2]


def _is_heard(name: str, sources: Sequence[SourceStateRow]) -> bool:
    """Tell whether a gateway hears of the source, or is about to and none has failed."""
    states = {row.state for row in sources if row.name == name and is_running(row)}
    return bool(states & _WORKING) or bool(states and SourceState.PROBLEM not in states)


def _down_since(row: SourceStateRow) -> datetime:
    stopped = row.state is SourceState.STOPPED
    return row.since if is_running(row) or stopped else row.seen_at


def _silences(
    gateways: Sequence[SourceStateRow], down: Sequence[SourceStateRow]
) -> list[GatewaySilent]:
    missed = {row.gateway for row in down}
    return [
        GatewaySilent(place_of(row))
        for row in gateways
        if row.gateway in missed and not is_running(row)
    ]


def _told(rows: Sequence[SourceStateRow]) -> list[CrmError]:
    troubled = [row for row in rows if is_running(row) and row.problem]
    troubled.sort(key=lambda row: row.state is not SourceState.PROBLEM)
    return [error for row in troubled if (error := problem_of(row))]
