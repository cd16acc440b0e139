"""What whoever helps from afar needs to know of an office's telephones: nobody's name or number.

It is English for all: names of fields and errors are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crm_desktop.domain.masked_event import without_numbers, without_persons


@dataclass(frozen=True, slots=True)
class ReportedSource:
    """A source as a report has it; ``problem`` is the name of an error."""

    gateway: str
    name: str
    kind: str
    state: str
    since: datetime
    last_event_at: datetime | None
    silent_s: float
    problem: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """A received event as a report has it."""

    received_at: datetime
    source: str
    understood: str
    why: str
    extension: str
    raw: Mapping[str, object] = field(default_factory=dict)


def doctor_report(
    versions: Mapping[str, str],
    settings: Mapping[str, str],
    sources: Iterable[ReportedSource],
    events: Sequence[ReportedEvent],
    *,
    at: datetime,
) -> str:
    """Return the report, lines of text; ``settings`` must hold no secret.

    Events are without persons, and all digits of longer numbers are blanked wherever they stand.
    """
    lines = [f"CRM Desktop, CTI doctor, {_moment(at)}", "", "[versions]"]
    lines += [f"{name} = {value}" for name, value in versions.items()]
    lines += ["", "[settings]"]
    lines += [f"{name} = {without_numbers(value)}" for name, value in settings.items()]
    lines += ["", "[sources]", *(map(_source_line, sources))]
    lines += ["", f"[last events: {len(events)}]", *(map(_event_line, events))]
    return "\n".join(lines) + "\n"


def _source_line(source: ReportedSource) -> str:
    last = "never" if source.last_event_at is None else _moment(source.last_event_at)
    facts = " ".join(f"{name}={value}" for name, value in source.facts.items())
    return without_numbers(f"{source.name or 'gateway'} ({source.kind}): {source.state}") + (
        f" since {_moment(source.since)}, last event {last}, said {source.silent_s:.0f} s ago"
        f", problem: {source.problem or 'none'} {without_numbers(facts)}".rstrip()
    )


def _event_line(event: ReportedEvent) -> str:
    raw = " ".join(f"{name}={value}" for name, value in without_persons(event.raw).items())
    told = f"{event.source}: {event.understood} at {event.extension or '-'}: {event.why}; {raw}"
    return f"{_moment(event.received_at)} {without_numbers(told)}"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
