from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.queries.call_log import (
    CallLogWish,
    LoggedCall,
    logged_calls,
    notes_of_call,
)
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallResult, CallStage, LegOutcome
from crm_desktop.domain.call_filter import GOING_ON, CallFilter
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginAt

NINE = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
RINGING, ANSWERED, ENDED = CallStage.RINGING, CallStage.ANSWERED, CallStage.ENDED


def take(session: Session, call_id: str, *steps: tuple[CallStage, int, str], **facts: Any) -> None:
    """Record a call of these stages, seconds after nine and extensions."""
    facts = {"caller": HOME, "direction": CallDirection.IN} | facts
    record_call_events(
        session,
        [
            CallEvent(
                "pbx", call_id, stage, NINE + timedelta(seconds=second), extension=at, **facts
            )
            for stage, second, at in steps
        ],
    )


def log(
    session: Session, *, most: int = 200, before: LoggedCall | None = None, **wanted: Any
) -> list[LoggedCall]:
    since, until = NINE - timedelta(days=1), NINE + timedelta(days=1)
    return logged_calls(
        session,
        CallLogWish(
            floor=True,
            since=since,
            until=until,
            filter=CallFilter(**wanted),
            before=before,
            most=most,
        ),
    )


def test_call_comes_with_all_its_telephones(session: Session) -> None:
    rung = [(RINGING, 0, "201"), (RINGING, 0, "202"), (ANSWERED, 9, "202"), (ENDED, 60, "")]
    take(session, "a", *rung, queue="受注", called_raw="0120555315", cause="16")

    (call,) = log(session)

    assert (call.result, call.queue, call.cause) == (CallResult.ANSWERED, "受注", "16")
    assert [(leg.extension, leg.outcome) for leg in call.legs] == [
        ("201", LegOutcome.ANSWERED_ELSEWHERE),
        ("202", LegOutcome.ANSWERED),
    ]
    assert call.legs[1].answered_at == NINE + timedelta(seconds=9)


def test_pages_follow_each_other_without_gap_or_repetition(session: Session) -> None:
    for number in range(5):
        take(session, str(number), (RINGING, number // 2, "201"))

    first = log(session, most=2)
    second = log(session, most=2, before=first[-1])
    third = log(session, most=2, before=second[-1])

    moments = [call.began_at for call in (*first, *second, *third)]
    assert len({call.call_id for call in (*first, *second, *third)}) == 5
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["out", "on", "missed", "in"]),
        ({"direction": CallDirection.OUT}, ["out"]),
        ({"result": CallResult.MISSED}, ["missed"]),
        ({"result": GOING_ON}, ["on"]),
        ({"words": "090-1234"}, ["out"]),
        ({"words": "１２３４"}, ["out"]),
        ({"words": "202"}, ["missed"]),
        ({"words": "高橋"}, ["out"]),
        ({"words": "みちこ"}, ["out"]),
        ({"words": "佐伯"}, []),
        ({"words": "%"}, []),
    ],
)
def test_log_is_filtered(session: Session, wanted: dict[str, Any], expected: list[str]) -> None:
    a_customer(session, phones=(MOBILE,))
    take(session, "in", (RINGING, 0, "201"), (ANSWERED, 1, "201"), (ENDED, 2, ""))
    take(session, "missed", (RINGING, 10, "202"), (ENDED, 20, ""))
    take(session, "on", (RINGING, 30, "201"), (ANSWERED, 31, "201"))
    out = {"caller": MOBILE, "direction": CallDirection.OUT}
    take(session, "out", (RINGING, 40, "201"), (ANSWERED, 41, "201"), (ENDED, 42, ""), **out)
    names = {0: "in", 10: "missed", 30: "on", 40: "out"}

    found = log(session, **wanted)

    assert [names[int((call.began_at - NINE).total_seconds())] for call in found] == expected


def test_notes_of_a_call_are_told_in_their_order(session: Session) -> None:
    take(session, "a", (RINGING, 0, "201"))
    (call,) = log(session)
    customer = a_customer(session)
    for minute, body in ((2, "のし「御礼」"), (1, "追加のご注文")):
        session.add(
            ContactNote(
                operation_id=f"00000000-0000-0000-0000-00000000000{minute}",
                customer_id=customer.id,
                call_id=call.call_id,
                body=body,
                happened_at=NINE + timedelta(minutes=minute),
            )
        )
    session.flush()

    assert [note.body for note in notes_of_call(session, call.call_id)] == [
        "追加のご注文",
        "のし「御礼」",
    ]


MANY = """
INSERT INTO call (source, source_call_id, direction, caller, began_at, ended_at, result)
SELECT 'pbx', n::text, 'in', '+8190' || lpad(n::text, 8, '0'),
       now() - n * interval '20 seconds', now() - n * interval '20 seconds', 'missed'
  FROM generate_series(1, 100000) n
"""
THEIR_LEGS = """
INSERT INTO call_leg (call_id, source_leg_id, extension, staff_id, rang_at, ended_at, outcome)
SELECT id, '1', '20' || id % 10, NULL, began_at, ended_at, 'missed' FROM call
"""
LOOKED_AT = """
SELECT coalesce(sum(seq_scan), 0), coalesce(sum(seq_tup_read + idx_tup_fetch), 0)
  FROM pg_stat_xact_user_tables WHERE relname IN ('call', 'call_leg', 'customer_phone')
"""
PAGE = "SELECT * FROM call_log(false, now() - interval '30 days', now(), '{}', %s, 0, 200)"


@pytest.mark.parametrize("page_begins", ["now()", "now() - interval '20 days'"])
def test_page_of_a_hundred_thousand_calls_is_read_by_index(
    own_database: Database, login_at: LoginAt, page_begins: str
) -> None:
    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        for statement in (MANY, THEIR_LEGS, "ANALYZE call", "ANALYZE call_leg"):
            owner.execute(statement)
    dsn = login_at(own_database, OPERATOR, extension="203")

    with psycopg.connect(dsn) as desk:
        rows = desk.execute(PAGE.replace("%s", page_begins).encode()).fetchall()
        looked_at = desk.execute(LOOKED_AT).fetchone()

    assert len(rows) == 200
    assert looked_at is not None
    assert looked_at[0] == 0
    assert looked_at[1] < 10_000
