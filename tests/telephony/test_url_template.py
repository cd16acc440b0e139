from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallDirection, CallResult, CallStage
from crm_desktop.domain.extension import ExtensionDirectory, StaffTelephone
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.source_settings import SourceSettings, read_source
from crm_desktop.telephony.moment_told import MomentTold, moment_told
from crm_desktop.telephony.sender_words import TIME_DOUBTED, read_push
from crm_desktop.telephony.source import EventRefused, Reception
from crm_desktop.telephony.url_template import words_of
from tests.telephony.senders import call_of, exchange, pushing_to, rang

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
OFFICE = ExtensionDirectory([StaffTelephone("201", "tadokoro", "田所 由美")])
IEX: dict[str, Any] = {
    "dialect": "template",
    "direction": "in",
    "fields": {"call_id": "chanid", "from": "src", "to": "dst", "extension": "agent"},
    "events": {"着信": "ringing", "応答": "answered", "Call End": "ended", "転送": "transferred"},
    "results": {"話中": "busy"},
    "withheld": ["番号を通知しない"],
}


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    with pushing_to(database, "iex", **IEX) as port:
        yield port


def read(own: Any = None, **fields: Any) -> list[Any]:
    told = {"event": "ringing", "call_id": "1", "direction": "in", **fields}
    words = words_of(SourceSettings("template") if own is None else read_source(own))
    lists = {name: [text] for name, text in told.items()}
    return read_push(words, lists, Reception("iex", NOW, OFFICE))


@pytest.mark.parametrize("way", ["GET", "form", "JSON"])
def test_call_is_told_by_every_way(database: Database, port: int, way: str) -> None:
    base = {"chanid": way, "src": "03-1234-5678", "dst": "0120000000"}
    for told in (
        {"event": "着信", "agent": "201"},
        {"event": "応答", "agent": "201"},
        {"event": "call_end"},
    ):
        fields: Any = {**base, **told}
        if way == "JSON":
            body = json.dumps(fields).encode()
            assert exchange(port, body, Content_Type="application/json")[0] == 200
        else:
            assert exchange(port, fields, method="GET" if way == "GET" else "POST")[0] == 200

    call = call_of(database, way)
    assert (call.caller, call.result) == ("+81312345678", CallResult.ANSWERED)
    assert rang(database, way) == {"201": True}


def test_call_handed_on_rings_at_the_other_telephone(database: Database, port: int) -> None:
    base = {"chanid": "handed", "src": "0312345678"}
    for event, agent in (("着信", "201"), ("応答", "201"), ("転送", "202"), ("応答", "202")):
        assert exchange(port, {**base, "event": event, "agent": agent})[0] == 200

    assert rang(database, "handed") == {"201": True, "202": True}


def test_own_words_are_understood_without_any_settings() -> None:
    (call,) = read(**{"from": "0312345678"}, to="0120000000", extension="tadokoro")

    assert (call.stage, call.caller, call.extension) == (CallStage.RINGING, "+81312345678", "201")


def test_owner_and_party_are_the_office_and_the_other() -> None:
    settings = {"dialect": "template", "fields": {"office": "owner", "outside": "party"}}

    (call,) = read(settings, direction="outbound", owner="201", party="09012345678")

    assert (call.direction, call.caller) == (CallDirection.OUT, "+819012345678")
    assert (call.called_raw, call.extension) == ("201", "201")


@pytest.mark.parametrize("text", ["番号を通知しない", "anonymous", "非通知"])
def test_words_for_no_number_are_no_number(text: str) -> None:
    (call,) = read(IEX, event="着信", chanid="1", src=text)

    assert (call.caller, call.no_number_reason) == (None, NoNumberReason.WITHHELD)


def test_text_instead_of_a_number_is_kept_as_received() -> None:
    (call,) = read(**{"from": "髙橋 様"})

    assert (call.caller, call.no_number_reason, call.caller_raw) == (None, None, "髙橋 様")


def test_own_word_says_how_a_call_came_out() -> None:
    (call,) = read(IEX, event="call end", chanid="1", cause="話中")

    assert call.result is CallResult.BUSY


@pytest.mark.parametrize(
    "told",
    [
        "1763607600",
        "1763607600000",
        "2025-11-20T12:00:00+09:00",
        "20251120120000",
        "2025/11/20 12:00:00",
        "2025-11-20T03:00:00Z",
    ],
)
def test_times_are_read_in_many_forms(told: str) -> None:
    at = datetime(2025, 11, 20, 3, tzinfo=UTC)

    assert moment_told(told, at + timedelta(minutes=9)) == MomentTold(at)


@pytest.mark.parametrize(
    "told", ["0", "1970-01-01 00:00:00", "2099-12-31 23:59:59", "yesterday", "9" * 400, "-1"]
)
def test_time_far_off_is_replaced_and_marked(told: str) -> None:
    (call,) = read(event="ended", time=told)

    assert call.happened_at == NOW
    assert call.raw[TIME_DOUBTED] == told


@pytest.mark.parametrize("address", ["https://pbx.example/r/1.wav", "javascript:alert(1)", "x"])
def test_recording_is_an_address_of_the_web(address: str) -> None:
    (call,) = read(event="ended", recording=address)

    assert call.recording_url == (address if address.startswith("https:") else "")


@pytest.mark.parametrize(
    ("fields", "word", "named"),
    [
        ({"event": "rings?"}, "unknown_event", "ringing"),
        ({"direction": "sideways"}, "invalid_direction", "in or out"),
        ({"call_id": "9" * 300}, "call_id_too_long", "250"),
    ],
)
def test_what_is_no_event_is_refused(fields: dict[str, str], word: str, named: str) -> None:
    with pytest.raises(EventRefused) as refusal:
        read(**fields)

    assert (refusal.value.word, named in refusal.value.sentence) == (word, True)


def test_missing_field_is_named_as_the_sender_names_it(port: int) -> None:
    status, _kind, text = exchange(port, {"event": "着信", "src": "0312345678"})

    assert (status, "The field chanid is missing." in text) == (422, True)


def test_only_the_methods_that_were_set_are_taken(database: Database) -> None:
    with pushing_to(database, "got", dialect="template", methods=["GET"]) as port:
        told = {"event": "ringing", "call_id": "got", "direction": "in"}

        assert exchange(port, told)[0] == 405
        assert exchange(port, told, method="GET")[0] == 200


def test_body_of_10_megabytes_is_refused(port: int) -> None:
    assert exchange(port, b"x" * 10_000_000)[0] == 413


names = st.sampled_from(["event", "chanid", "src", "dst", "agent", "time", "cause", "direction"])
texts = st.one_of(
    st.text(max_size=20), st.sampled_from(["着信", "応答", "Call End", "201", "0312345678", "in"])
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(names, st.lists(texts, max_size=3)))
def test_any_fields_are_events_or_refused(fields: dict[str, list[str]]) -> None:
    words = words_of(read_source(IEX))
    try:
        events = read_push(words, fields, Reception("iex", NOW, OFFICE))
    except EventRefused:
        return
    assert events
