"""What the doctor finds on this computer, at the gateway and in the database; each a sentence."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.orm import Session

from crm_desktop.commands.database_refusals import sentences_of
from crm_desktop.credentials import stored_password
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.backups import backups_told
from crm_desktop.database.queries.call_sources import SourceStateRow, call_sources
from crm_desktop.database.queries.task_queue import failed_tasks, queue_state
from crm_desktop.database.queries.telephones import (
    names_of_several,
    nobodys_extensions,
    staff_telephones,
    staff_without_telephone,
)
from crm_desktop.domain.backup_plan import days_overdue
from crm_desktop.errors.access import KeyringRefused, NoKeyring, RightMissing
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import GatewaySilent
from crm_desktop.errors.told import error_told
from crm_desktop.settings import GatewaySettings, Settings
from crm_desktop.ui.doctor.backups import backup_words
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.phone_link.state import is_running, phone_link, place_of, problem_of
from crm_desktop.ui.shared.formats import Formats

ANSWER_S: Final = 3.0
LOOKED_BACK: Final = timedelta(days=1)
_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


class Level(StrEnum):
    """How much a finding matters: a problem keeps calls from being shown, or some of them."""

    WELL = "ok"
    HINT = "hint"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do about it."""

    about: str
    level: Level
    sentence: str


def settings_findings(settings: Settings) -> Iterator[Finding]:
    """Tell which sources are set, and whether the keyring opens."""
    tables = [
        getattr(settings, item.name)
        for item in fields(settings)
        if not item.name.endswith("secrets")
    ]
    exchanges = [name for table in tables if isinstance(table, Mapping) for name in table]
    named = ", ".join([*settings.gateway.sources, *exchanges]) or "none"
    yield Finding("settings", Level.WELL, f"The settings can be read. Sources in them: {named}.")
    try:
        stored_password("crm-desktop doctor", "nobody")
    except (NoKeyring, KeyringRefused):
        sentence = (
            "This computer has no keyring that opens, so passwords, tokens and secrets must be in"
            " the environment."
        )
        yield Finding("keyring", Level.HINT, sentence)
    else:
        yield Finding("keyring", Level.WELL, "The keyring opens.")


def gateway_findings(gateway: GatewaySettings) -> Iterator[Finding]:
    """Ask the gateway of the settings how it is; it may run on another computer."""
    health = _health(gateway)
    place = f"{gateway.host}:{gateway.port}"
    if health is None:
        sentence = (
            f"No gateway answers at {place}. Start it with “crm-desktop gateway”, or set"
            " [gateway] host and port to where it runs."
        )
        yield Finding("gateway", Level.HINT, sentence)
        return
    told = f"The gateway at {place} runs since {health.get('running_since', '?')}"
    yield Finding("gateway", Level.WELL, f"{told}, version {health.get('version', '?')}.")
    if not health.get("database"):
        sentence = (
            f"The gateway does not reach the database; {health.get('spooled', 0)} events wait on"
            " its disk. Check the network between them and its log."
        )
        yield Finding("gateway", Level.PROBLEM, sentence)
        yield from _findings_told(health.get("sources"))


def source_findings(rows: Sequence[SourceStateRow]) -> Iterator[Finding]:
    """Tell how each source is, as the gateways wrote it into the database."""
    if not rows:
        sentence = (
            "No gateway has told anything within a day. Without one only calls that are reported"
            " on a PC are shown."
        )
        yield Finding("sources", Level.HINT, sentence)
    problems = phone_link(rows).problems
    missed = {error.gateway for error in problems if isinstance(error, GatewaySilent)}
    for row in rows:
        yield _of_source(row, missed=place_of(row) in missed)


def telephone_findings(session: Session) -> Iterator[Finding]:
    """Tell whose telephones are known, and which rang that are nobody's."""
    known = staff_telephones(session)
    yield Finding("extensions", Level.WELL, f"{len(known)} extensions belong to somebody.")
    if without := staff_without_telephone(session):
        sentence = (
            f"No extension belongs to {', '.join(without)}: no call is shown to them. Give them"
            " one on the page of staff, or with “crm-desktop staff”."
        )
        yield Finding("extensions", Level.HINT, sentence)
    for logins in names_of_several(session):
        sentence = (
            f"{', '.join(logins)} share one name: an exchange that names people instead of"
            " extensions means none of them. Let it send the extension."
        )
        yield Finding("extensions", Level.HINT, sentence)
    for extension, times in nobodys_extensions(session, within=LOOKED_BACK):
        sentence = (
            f"Extension {extension} is nobody's, but calls rang there {times} times within a day."
            " Give it to who sits there."
        )
        yield Finding("extensions", Level.PROBLEM, sentence)


def backup_finding(session: Session) -> Finding:
    """Tell when the office was last backed up; calls are shown all the same."""
    told, now = backups_told(session), datetime.now(UTC)
    words = backup_words(told, Formats("en"), now=now)
    is_well = told is not None and not told.last_problem and told.good_verified_at is not None
    overdue = told is not None and days_overdue(told.good_at, now) is not None
    return Finding("backup", Level.WELL if is_well and not overdue else Level.HINT, words)


def task_findings(session: Session) -> Iterator[Finding]:
    """Tell what the worker has given up, and whether anything waits for one that is not there."""
    queue = queue_state(session)
    for task in failed_tasks(session):
        facts = ", ".join(f"{name} {value}" for name, value in sorted(task.arguments.items()))
        since = "" if task.failed_at is None else f" at {task.failed_at:%Y-%m-%d %H:%M} UTC"
        sentence = (
            f"{task.name} ({facts}) was given up{since} after {task.attempts} tries. The worker's"
            " log tells why; it is tried again from the doctor's page of tasks at a desk."
        )
        yield Finding("tasks", Level.HINT, sentence)
    if queue.waiting and queue.worker_seen_at is None:
        sentence = f"{queue.waiting} tasks wait and no worker runs. Start “crm-desktop worker”."
        yield Finding("tasks", Level.HINT, sentence)
    elif not queue.failed:
        sentence = f"{queue.waiting} tasks wait for the worker, none was given up."
        yield Finding("tasks", Level.WELL, sentence)


def database_findings(database: Database) -> Iterator[Finding]:
    """Tell what the database says; of what this login may not see, that it may not."""
    looks: tuple[Callable[[Session], list[Finding]], ...] = (
        lambda session: list(source_findings(call_sources(session))),
        lambda session: list(telephone_findings(session)),
    )
    for look in looks:
        try:
            with database.asking() as session:
                yield from look(session)
        except RightMissing:
            sentence = "This login may not see all of it. Take one of a supervisor or the owner."
            yield Finding("rights", Level.HINT, sentence)
    with suppress(RightMissing), database.asking() as session:
        yield backup_finding(session)
    with suppress(RightMissing), database.asking() as session:
        yield from list(task_findings(session))


def failure_finding(about: str, error: CrmError) -> Finding:
    """Return what keeps the doctor from looking further."""
    return Finding(about, Level.PROBLEM, sentences_of(error))


def _of_source(row: SourceStateRow, *, missed: bool) -> Finding:
    name = f"The gateway at {place_of(row)}" if row.is_gateway else f"{row.name} ({row.kind})"
    about = row.name or "gateway"
    if not is_running(row):
        if row.is_gateway and missed:
            return Finding(about, Level.PROBLEM, error_text(GatewaySilent(place_of(row))))
        sentence = f"{name} was last heard of at {row.seen_at:%Y-%m-%d %H:%M:%S} UTC."
        return Finding(about, Level.HINT, sentence)
    problem = problem_of(row)
    if problem is not None:
        since = f"since {row.since:%Y-%m-%d %H:%M:%S} UTC"
        return Finding(about, Level.PROBLEM, f"{name}, {row.state} {since}: {error_text(problem)}")
    last = "nothing" if row.last_event_at is None else f"{row.last_event_at:%Y-%m-%d %H:%M:%S} UTC"
    sentence = f"{name} is {row.state.replace('_', ' ')}; last call event: {last}."
    return Finding(about, Level.WELL, sentence)


def _findings_told(sources: object) -> Iterator[Finding]:
    """Tell how the sources are by the gateway's own words, where the database has none."""
    for source in sources if isinstance(sources, list) else ():
        if source.get("problem"):
            error = error_told(source["name"], source["problem"], source.get("facts", {}))
            yield Finding(source["name"] or "gateway", Level.PROBLEM, error_text(error))


def _health(gateway: GatewaySettings) -> dict[str, Any] | None:
    host = "127.0.0.1" if gateway.host in _EVERYWHERE else gateway.host
    line = http.client.HTTPConnection(host, gateway.port, timeout=ANSWER_S)
    try:
        line.request("GET", "/healthz")
        told = json.loads(line.getresponse().read(1_000_000))
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        line.close()
    return told if isinstance(told, dict) and "running_since" in told else None
