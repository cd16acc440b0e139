from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.doctor_report import ReportedEvent, ReportedSource, doctor_report

TEN = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
SOURCE = ReportedSource(
    gateway="pc:8713",
    name="pbx",
    kind="ami",
    state="problem",
    since=TEN - timedelta(minutes=28),
    last_event_at=None,
    silent_s=3.2,
    problem="ExchangeRightsMissing",
    facts={"source": "pbx", "rights": "read=call"},
)
FIELDS = st.sampled_from(["from", "CallerIDName", "ConnectedLineName", "user", "メモ", "x-caller"])
NUMBERS = st.from_regex(r"0[0-9]{1,4}[- ]?[0-9]{2,4}[- ]?[0-9]{3,4}", fullmatch=True)
NAMES = st.sampled_from(["髙橋 美智子", "ﾀﾅｶ ﾊﾅｺ", "Michiko Takahashi", "﨑山様"])


def event(raw: dict[str, object], source: str = "pbx") -> ReportedEvent:
    return ReportedEvent(TEN, source, "ringing", "popped", "201", raw)


def test_report_says_how_each_source_is_and_since_when() -> None:
    report = doctor_report({"qt": "6.11"}, {"desk.language": "ja"}, [SOURCE], [], at=TEN)

    assert "qt = 6.11" in report
    assert "pbx (ami): problem since 2026-11-22T00:32:00Z" in report
    assert "ExchangeRightsMissing source=pbx rights=read=call" in report


def test_event_is_told_with_what_came_of_it() -> None:
    report = doctor_report({}, {}, [], [event({"Event": "Newstate"})], at=TEN)

    assert "pbx: ringing at 201: popped; Event=Newstate" in report


@given(number=NUMBERS, name=NAMES, field=FIELDS, other=FIELDS)
def test_no_number_and_no_name_is_in_the_report(
    number: str, name: str, field: str, other: str
) -> None:
    raw: dict[str, object] = {"Event": "Newstate", other: [name, number], field: number}
    told = doctor_report({}, {"a": number}, [SOURCE], [event(raw), event({}, number)], at=TEN)

    plain = "".join(filter(str.isdigit, number))
    assert number not in told
    assert plain not in told
    assert name not in json.dumps(told, ensure_ascii=False)
