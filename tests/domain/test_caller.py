from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.caller import Caller, read_caller, without_withheld_number
from crm_desktop.domain.no_number import NoNumberReason

WITHHELD = NoNumberReason.WITHHELD


def event(**facts: Any) -> CallEvent:
    return CallEvent("pbx", "c1", CallStage.RINGING, datetime(2026, 11, 20, tzinfo=UTC), **facts)


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        ("03-1234-5678", Caller("+81312345678")),
        ("sip:0312345678@pbx.example", Caller("+81312345678")),
        ("anonymous", Caller(None, WITHHELD)),
        ("", Caller(None, NoNumberReason.NONE)),
        ("田中", Caller()),
        ("110", Caller()),
    ],
)
def test_caller_is_a_number_or_why_not(text: str, caller: Caller) -> None:
    assert read_caller(text) == caller


@pytest.mark.parametrize(
    "asserted",
    [
        "09012345678",
        "+81 90-1234-5678",
        "<sip:+819012345678@carrier.example;user=phone>",
        "1840 9012345678",
        819012345678,
        ["x", {"y": "090 1234 5678"}],
        "０９０１２３４５６７８",
    ],
)
def test_asserted_number_of_a_withheld_caller_is_taken_out(asserted: object) -> None:
    raw = {"from": "anonymous", "to": "0120000000", "asserted": asserted}
    told = {"caller_raw": "09012345678", "called_raw": "0120000000", "no_number_reason": WITHHELD}

    cleaned = without_withheld_number(event(**told, raw=raw))

    assert cleaned.caller_raw == ""
    assert "12345678" not in str(cleaned.raw).replace(" ", "").replace("-", "")
    assert "１２３４５６７８" not in str(cleaned.raw)
    assert cleaned.raw["to"] == "0120000000"


def test_number_asserted_beside_anonymous_is_taken_out() -> None:
    raw = {"from": "anonymous", "to": "0120-000-000", "callId": "1795319471.41", "n": [3]}
    asserted = {"P-Asserted-Identity": "<tel:+819012345678>", "x": "rang (03) 1234-5678 twice"}
    told = event(
        caller_raw="anonymous",
        called_raw="0120000000",
        no_number_reason=WITHHELD,
        raw={**raw, **asserted},
    )

    cleaned = without_withheld_number(told)

    assert cleaned.raw == {**raw, "P-Asserted-Identity": "(withheld)", "x": "(withheld)"}


def test_words_for_a_missing_number_stay() -> None:
    told = event(caller_raw="Coin line/payphone", no_number_reason=NoNumberReason.PAY_PHONE)

    assert without_withheld_number(told) == told


def test_open_number_stays() -> None:
    told = event(caller_raw="09012345678", caller="+819012345678", raw={"from": "09012345678"})

    assert without_withheld_number(told) is told
