"""What the gateway asks of the office's database, and tells it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crm_desktop.actions.call_sources import report_sources
from crm_desktop.actions.calls import record_call_events
from crm_desktop.actions.forgotten_calls import LongestCall, close_forgotten_calls
from crm_desktop.actions.raw_events import AT_ONCE, forget_raw_events
from crm_desktop.actions.received_events import Received, forget_received, keep_received
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.call_sources import events_are_watched
from crm_desktop.database.queries.calls import newest_call_step
from crm_desktop.database.queries.number_owners import customer_ids_with_number
from crm_desktop.database.queries.telephones import staff_telephones
from crm_desktop.database.queries.unwanted_callers import unwanted_rules
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.domain.source_state import SourceReport
from crm_desktop.domain.unwanted import UnwantedRule
from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.dialect import CustomersOf
from crm_desktop.telephony.event_writer import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Office:
    """What the gateway needs of the office's database; all of it is called off the loop.

    ``store`` and those that read, close, forget and report may raise `CrmError`: the database is
    away. ``forget_raw_events`` forgets a few that are old, and tells whether there may be more.
    ``report_sources`` is told on which port and returns the database's time. ``is_watched`` says
    whether somebody wants what is received to be kept; ``listen`` hears a channel.
    """

    store: Store
    read_directory: Callable[[], ExtensionDirectory]
    close_forgotten_calls: Callable[[], None]
    is_there: Callable[[], bool]
    customers_of: CustomersOf = field(default=lambda _number: ())
    report_sources: Callable[[int, Sequence[SourceReport]], datetime] = field(
        default=lambda _port, _reports: datetime.now(UTC)
    )
    read_unwanted: Callable[[], Sequence[UnwantedRule]] = field(default=lambda: ())
    is_watched: Callable[[], bool] = field(default=lambda: False)
    keep_received: Callable[[Sequence[Received]], None] = field(default=lambda _received: None)
    listen: Callable[[str], Listener] | None = None
    forget_raw_events: Callable[[], bool] = field(default=lambda: False)


def office_on(database: Database) -> Office:
    """Return what the gateway needs of ``database``."""
    return Office(
        store=lambda events: _store(database, events),
        read_directory=lambda: _read_directory(database),
        close_forgotten_calls=lambda: _close_forgotten(database),
        is_there=lambda: _is_there(database),
        customers_of=lambda number: _customers_of(database, number),
        report_sources=lambda port, reports: _report_sources(database, port, reports),
        read_unwanted=lambda: _read_unwanted(database),
        is_watched=lambda: _is_watched(database),
        keep_received=lambda received: _keep_received(database, received),
        listen=lambda channel: Listener(database.dsn, channel, program="crm-desktop gateway"),
        forget_raw_events=lambda: _forget_raw_events(database),
    )


def _store(database: Database, events: Sequence[CallEvent]) -> None:
    with database.writing() as session:
        record_call_events(session, events)


def _read_directory(database: Database) -> ExtensionDirectory:
    with database.asking() as session:
        return ExtensionDirectory(staff_telephones(session))


def _read_unwanted(database: Database) -> Sequence[UnwantedRule]:
    with database.asking() as session:
        return unwanted_rules(session)


def _close_forgotten(database: Database) -> None:
    with database.writing() as session:
        closed = close_forgotten_calls(session, at=datetime.now(UTC), longest=LongestCall())
        forget_received(session)
    if closed:
        log.warning("%d calls closed by time: no end was reported", closed)


def _forget_raw_events(database: Database) -> bool:
    with database.writing() as session:
        return forget_raw_events(session, at=datetime.now(UTC)) == AT_ONCE


def _is_there(database: Database) -> bool:
    try:
        with database.asking() as session:
            newest_call_step(session)
    except CrmError:
        return False
    return True


def _customers_of(database: Database, number: str) -> Sequence[int]:
    with database.asking() as session:
        return customer_ids_with_number(session, number)


def _report_sources(database: Database, port: int, reports: Sequence[SourceReport]) -> datetime:
    with database.writing() as session:
        return report_sources(session, f"{socket.gethostname()}:{port}", reports)


def _is_watched(database: Database) -> bool:
    with database.asking() as session:
        return events_are_watched(session)


def _keep_received(database: Database, received: Sequence[Received]) -> None:
    with database.writing() as session:
        keep_received(session, received)
