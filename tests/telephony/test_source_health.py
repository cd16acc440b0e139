from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.telephony import ExchangeLinkLost, ExchangeLoginRefused
from crm_desktop.telephony.source_health import SourceNotes

TEN = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def minutes() -> Iterator[datetime]:
    moment = TEN
    while True:
        yield moment
        moment += timedelta(minutes=1)


def notes() -> SourceNotes:
    clock = minutes()
    return SourceNotes("本社", "ami", now=lambda: next(clock))


def test_source_begins_connecting_and_has_told_of_nothing() -> None:
    health = notes().health

    assert (health.state, health.since, health.last_event_at) == ("connecting", TEN, None)


def test_since_when_stays_though_the_link_is_down_for_another_reason_now() -> None:
    source = notes()
    source.is_now(SourceState.PROBLEM, ExchangeLinkLost("本社", "it hung up"))
    down_since = source.health.since

    refused = ExchangeLoginRefused("本社", user="crm")
    source.is_now(SourceState.PROBLEM, refused)

    assert (source.health.since, source.health.problem) == (down_since, refused)


def test_each_other_state_begins_when_it_comes() -> None:
    source = notes()

    source.is_now(SourceState.CONNECTED)

    assert source.health.since > TEN


def test_what_was_heard_last_stays_when_the_link_goes() -> None:
    source = notes()
    source.heard()
    heard_at = source.health.last_event_at

    source.is_now(SourceState.PROBLEM, ExchangeLinkLost("本社", "it hung up"))

    assert heard_at is not None
    assert source.health.last_event_at == heard_at
