"""Promises about the floor: supervisors alone see it, what is counted and what is not."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.floor import FloorReading, PersonDay, person_days, read_floor
from crm_desktop.database.roles import (
    ADMIN,
    ANALYST,
    EXPORTER,
    GATEWAY,
    OPERATOR,
    SCANNER,
    SUPERVISOR,
    WORKER,
)
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent, CallStage
from crm_desktop.domain.floor import CallTally, FloorLimits, FloorPhase, sum_of
from crm_desktop.domain.missed_call import MissedCallSettled
from tests.conftest import LoginAt, SignedIn
from tests.heard import ear_at, heard_until_now

JAPAN = ZoneInfo("Asia/Tokyo")
NOW = datetime.now(UTC)
TODAY = NOW.astimezone(JAPAN).date()
YESTERDAY = TODAY - timedelta(days=1)
NOON = datetime.combine(YESTERDAY, time(12), JAPAN)
numbers = itertools.count(1)
Happens = Callable[..., int]


def call_events(
    began_at: datetime, *answers: tuple[str, float, float], **facts: Any
) -> list[CallEvent]:
    """A call: ``answers`` are extension and seconds of answer and end; ``ended_s`` is its end."""
    ended_s = facts.pop("ended_s", None)
    ended_by = facts.pop("ended_by", None)
    source = facts.pop("source", "pbx")
    call_id = f"floor{next(numbers)}"
    facts = {"direction": CallDirection.IN, "caller": f"+8190{next(numbers):08}"} | facts
    events = [CallEvent(source, call_id, CallStage.RINGING, began_at, **facts)]
    for extension, answered_s, leg_ended_s in answers:
        for stage, second in (
            (CallStage.RINGING, max(0, answered_s - 8)),
            (CallStage.ANSWERED, answered_s),
            (CallStage.ENDED, leg_ended_s),
        ):
            at = began_at + timedelta(seconds=second)
            events.append(CallEvent(source, call_id, stage, at, extension=extension))
    if ended_s is not None:
        end = began_at + timedelta(seconds=ended_s)
        events.append(CallEvent(source, call_id, CallStage.ENDED, end, ended_by=ended_by))
    return sorted(events, key=lambda event: event.happened_at)


@pytest.fixture
def happens(own_database: Database) -> Happens:
    """Return what records a call of `call_events` and answers with its id."""

    def happen(began_at: datetime, *answers: tuple[str, float, float], **facts: Any) -> int:
        with own_database.writing() as session:
            record_call_events(session, call_events(began_at, *answers, **facts))
        with psycopg.connect(own_database.dsn) as owner:
            row = owner.execute("SELECT max(id) FROM call").fetchone()
            return int(row[0]) if row else 0

    return happen


def seen_by(dsn: str, day: date = YESTERDAY) -> FloorReading:
    with Database(dsn, pool_size=1) as desk, desk.reading() as session:
        return read_floor(session, day)


def incoming(dsn: str, day: date = YESTERDAY) -> CallTally:
    tallies = seen_by(dsn, day).tallies
    return sum_of(one.tally for one in tallies if one.direction is CallDirection.IN)


def people_of(dsn: str, first: date = YESTERDAY, last: date = YESTERDAY) -> list[PersonDay]:
    with Database(dsn, pool_size=1) as desk, desk.reading() as session:
        return person_days(session, first, last)


def is_so(owner_dsn: str, name: str, *changes: tuple[str, datetime, int | None]) -> None:
    """Let the person called ``name`` have said these states at these times, of these calls."""
    with psycopg.connect(owner_dsn, autocommit=True) as owner:
        for state, at, call_id in changes:
            owner.execute(
                "INSERT INTO availability_change (operation_id, staff_id, state, call_id,"
                " changed_at) SELECT %s, id, %s, %s, %s FROM staff WHERE name = %s",
                [uuid4(), state, call_id, at, name],
            )


def test_an_answered_call_counts_with_its_wait_and_its_talk(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, extension="201")
    happens(NOON, ("201", 12, 112), ended_s=112, queue="受注")

    tally = seen_by(login_at(own_database, SUPERVISOR)).tallies
    assert [(one.direction, one.queue) for one in tally] == [(CallDirection.IN, "受注")]
    assert tally[0].tally == CallTally(1, 1, 1, 0, 0, 12, 12, 1, 100, 0)


def test_answered_late_is_answered_but_not_in_time(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    for answered_s in (20, 21):
        happens(NOON, ("201", answered_s, 60), ended_s=60)
    supervisor = login_at(own_database, SUPERVISOR)

    assert (incoming(supervisor).answered, incoming(supervisor).in_time) == (2, 1)
    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute("INSERT INTO office_setting (key, value) VALUES ('service_level_s', '30')")
    assert incoming(supervisor).in_time == 2


def test_given_up_is_missed_and_what_nobody_ended_knowingly_is_missed_alone(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    happens(NOON, ended_s=30, ended_by=CallEndedBy.CALLER)
    happens(NOON, ended_s=45)

    tally = incoming(login_at(own_database, SUPERVISOR))
    assert (tally.calls, tally.answered, tally.missed, tally.abandoned) == (2, 0, 2, 1)
    assert (tally.longest_wait_s, tally.waited_s) == (45, 0)


def test_two_telephones_in_one_call_talk_once_at_a_time(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    happens(NOON, ("201", 10, 60), ("202", 50, 110), ended_s=110)
    happens(NOON, ("201", 10, 44), ("202", 50, 60), ended_s=60)

    assert incoming(login_at(own_database, SUPERVISOR)).talked_s == 100 + 44


def test_work_after_a_call_belongs_to_it_and_lasts_an_hour_at_most(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="﨑山 澪", extension="201")
    first = happens(NOON, ("201", 5, 65), ended_s=65)
    second = happens(NOON + timedelta(hours=1), ("201", 5, 65), ended_s=65)
    work = NOON + timedelta(seconds=65)
    later = work + timedelta(hours=1)
    said = [
        ("after_call", work, first),
        ("ready", work + timedelta(seconds=90), None),
        ("after_call", later, second),
        ("signed_out", later + timedelta(hours=5), None),
    ]
    is_so(own_database.dsn, "﨑山 澪", *said)

    assert incoming(login_at(own_database, SUPERVISOR)).worked_s == 90 + 3600


def test_calls_out_within_and_of_the_test_are_no_calls_from_outside(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    happens(NOON, ("201", 5, 65), ended_s=65, direction=CallDirection.OUT)
    happens(NOON, ("201", 5, 65), ended_s=65, direction=CallDirection.INTERNAL, caller=None)
    happens(NOON, ("201", 5, 65), ended_s=65, source="doctor")

    tallies = seen_by(login_at(own_database, SUPERVISOR)).tallies
    counted = {one.direction: one.tally.calls for one in tallies}
    assert counted == {CallDirection.OUT: 1, CallDirection.INTERNAL: 1}


def test_a_day_begins_and_ends_at_midnight_in_japan(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    midnight = datetime.combine(YESTERDAY, time(), JAPAN)
    for began_at in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=24)):
        happens(began_at, ended_s=0.5)

    assert incoming(login_at(own_database, SUPERVISOR)).calls == 1


def test_the_telephone_says_what_somebody_does_before_they_do(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="髙橋", extension="201")
    login_at(own_database, OPERATOR, name="﨑山", extension="202")
    is_so(own_database.dsn, "髙橋", ("ready", NOW - timedelta(minutes=9), None))
    rang_at = NOW - timedelta(seconds=40)
    happens(rang_at, queue="受注", extension="201")

    (person,) = seen_by(login_at(own_database, SUPERVISOR)).people
    assert (person.name, person.phase, person.queue) == ("髙橋", FloorPhase.RINGING, "受注")
    assert (person.direction, person.since) == (CallDirection.IN, rang_at)


def test_talking_is_since_the_answer(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="髙橋", extension="201")
    began_at = NOW - timedelta(seconds=70)
    events = call_events(began_at, ("201", 10, 60))[:-1]
    with own_database.writing() as session:
        record_call_events(session, events)

    (person,) = seen_by(login_at(own_database, SUPERVISOR)).people
    assert person.phase is FloorPhase.TALKING
    assert person.since == began_at + timedelta(seconds=10)


def test_whoever_has_no_session_is_gone_and_whoever_has_is_as_they_said(
    own_database: Database, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="佐伯", name_kana="サ")
    there = login_at(own_database, OPERATOR, name="田所", name_kana="タ")
    for name in ("佐伯", "田所"):
        is_so(own_database.dsn, name, ("away", NOW - timedelta(minutes=3), None))

    supervisor = login_at(own_database, SUPERVISOR)
    with psycopg.connect(there):
        seen = [(one.name, one.phase) for one in seen_by(supervisor).people]
    assert seen == [("佐伯", FloorPhase.GONE), ("田所", FloorPhase.AWAY)]


def test_missed_are_the_callers_to_call_back(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    ago = NOW - timedelta(minutes=30)
    twice, spoken, settled = (f"+8180{next(numbers):08}" for _ in range(3))
    for caller in (twice, twice, spoken, settled, None):
        missed = happens(ago, ended_s=20, caller=caller)
        ago += timedelta(seconds=30)
        if caller == settled:
            settle = "INSERT INTO missed_call_done (call_id, reason) VALUES (%s, %s)"
            with psycopg.connect(own_database.dsn, autocommit=True) as owner:
                owner.execute(settle, [missed, next(iter(MissedCallSettled))])
    happens(ago, ("201", 3, 9), ended_s=9, direction=CallDirection.OUT, caller=spoken)

    assert seen_by(login_at(own_database, SUPERVISOR)).missed == 2


def test_limits_are_the_offices_and_a_mad_one_counts_as_none_set(
    own_database: Database, login_at: LoginAt
) -> None:
    supervisor = login_at(own_database, SUPERVISOR)
    assert seen_by(supervisor).limits == FloorLimits()

    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO office_setting (key, value) VALUES ('alarm_waiting', '2'),"
            " ('alarm_wait_s', '\"soon\"'), ('alarm_missed', '0'), ('service_level_s', '-5')"
        )
    assert seen_by(supervisor).limits == FloorLimits(2, FloorLimits().wait_s, 0, 20)


def test_a_persons_day_counts_calls_talk_work_absence_and_notes(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="髙橋", extension="201")
    call_id = happens(NOON, ("201", 5, 65), ended_s=65)
    happens(NOON, ("201", 10, 40), ended_s=40, direction=CallDirection.OUT)
    done = NOON + timedelta(seconds=65)
    is_so(own_database.dsn, "髙橋", ("after_call", done, call_id))
    is_so(own_database.dsn, "髙橋", ("away", done + timedelta(seconds=45), None))
    is_so(own_database.dsn, "髙橋", ("ready", done + timedelta(seconds=645), None))

    (person,) = people_of(login_at(own_database, SUPERVISOR))
    work = person.work
    assert (person.name, person.day) == ("髙橋", YESTERDAY)
    assert (work.answered, work.called, work.talked_s) == (1, 1, 90)
    assert (work.worked_s, work.away_s, work.notes) == (45, 600, 0)


def test_what_nobody_ended_lasts_until_the_end_of_its_day(
    own_database: Database, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="髙橋")
    evening = datetime.combine(YESTERDAY, time(23), JAPAN)
    is_so(own_database.dsn, "髙橋", ("away", evening, None))

    (person,) = people_of(login_at(own_database, SUPERVISOR), YESTERDAY, TODAY)
    assert person.work.away_s == 3600


def test_people_are_listed_by_kana_and_day_never_by_what_they_did(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    for name, kana, extension in (("渡邉", "ワタナベ", "201"), ("一戸", "イチノヘ", "202")):
        login_at(own_database, OPERATOR, name=name, name_kana=kana, extension=extension)
    for _ in range(3):
        happens(NOON, ("201", 5, 65), ended_s=65)
    happens(NOON - timedelta(days=1), ("202", 5, 65), ended_s=65)
    happens(NOON, ("202", 5, 65), ended_s=65)

    found = people_of(login_at(own_database, SUPERVISOR), YESTERDAY - timedelta(days=1))
    assert [(one.name, one.work.answered) for one in found] == [
        ("一戸", 1),
        ("一戸", 1),
        ("渡邉", 3),
    ]


def test_93_days_are_answered_at_most(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, extension="201")
    happens(NOON, ("201", 5, 65), ended_s=65)
    supervisor = login_at(own_database, SUPERVISOR)

    assert people_of(supervisor, YESTERDAY - timedelta(days=93)) == []
    assert len(people_of(supervisor, YESTERDAY - timedelta(days=92))) == 1


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ADMIN, ANALYST, EXPORTER, GATEWAY, WORKER])
@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM floor_now()",
        "SELECT floor_missed()",
        "SELECT * FROM floor_today('2026-11-22')",
        "SELECT * FROM floor_people('2026-11-01', '2026-11-22')",
        "SELECT * FROM work_spans('-infinity', 'infinity')",
    ],
)
def test_the_floor_is_the_supervisors(group: str, question: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute(question.encode())


def test_a_supervisor_whose_password_is_due_sees_nothing(
    own_database: Database, happens: Happens, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, extension="201")
    happens(NOON, ("201", 5, 65), ended_s=65)
    due = login_at(own_database, SUPERVISOR, password_due=True)

    seen = seen_by(due)
    assert (seen.people, seen.tallies, seen.missed) == ((), (), 0)
    assert people_of(due) == []


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO office_setting (key, value) VALUES ('alarm_waiting', '2')",
        "INSERT INTO missed_call_done (call_id, reason) SELECT id, 'settled' FROM call",
    ],
)
def test_what_changes_the_figures_without_a_call_is_told(
    own_database: Database, change: str
) -> None:
    with ear_at(own_database.dsn, "floor") as listener:
        listener.execute(change.encode())

        assert heard_until_now(listener) == [""]
