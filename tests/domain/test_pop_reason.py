from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.pop_reason import PopReason, pop_reason

TEN = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
OURS = frozenset({"201", "202"})


def event(stage: str, extension: str = "", *, s: float = 0.0, **facts: Any) -> CallEvent:
    at = TEN + timedelta(seconds=s)
    told = {"caller_raw": "0312345678", "caller": "+81312345678", **facts}
    return CallEvent("pbx", "c1", CallStage(stage), at, extension=extension, **told)


WITHHELD: dict[str, Any] = {"caller": None, "no_number_reason": NoNumberReason.WITHHELD}
ABROAD: dict[str, Any] = {"caller": None, "caller_raw": "", "no_number_reason": NoNumberReason.NONE}
INTERNAL: dict[str, Any] = {"direction": CallDirection.INTERNAL}
OUT: dict[str, Any] = {"direction": CallDirection.OUT}
RINGS = event("ringing", "201")
RINGS_THERE = event("ringing", "202", s=0.5)
TALKS = event("answered", "201", s=5)
OVER = event("ended", s=9)


@pytest.mark.parametrize(
    ("earlier", "now", "reason"),
    [
        ([], RINGS, PopReason.POPPED),
        ([event("ringing")], RINGS, PopReason.POPPED),
        ([], event("ringing", "201", **WITHHELD), PopReason.POPPED_WITHHELD),
        ([], event("ringing", "201", **ABROAD), PopReason.POPPED_NO_NUMBER),
        ([], event("ringing", "205"), PopReason.NOBODYS_EXTENSION),
        ([], event("ringing"), PopReason.NO_TELEPHONE),
        ([], event("ringing", "201", **INTERNAL), PopReason.INTERNAL),
        ([], event("ringing", "201", **OUT), PopReason.OUTGOING),
        ([RINGS], RINGS, PopReason.REPEATED),
        ([RINGS], event("ringing", "201", s=3), PopReason.REPEATED),
        ([RINGS], TALKS, PopReason.ANSWERED_HERE),
        ([RINGS, RINGS_THERE], TALKS, PopReason.ANSWERED_HERE),
        ([RINGS, TALKS], OVER, PopReason.CALL_OVER),
        ([RINGS], OVER, PopReason.CALL_OVER),
        ([RINGS, RINGS_THERE], event("ended", "202", s=4), PopReason.CLEARED),
        (
            [RINGS, RINGS_THERE, event("answered", s=2)],
            event("ended", "202", s=3),
            PopReason.ANSWERED_ELSEWHERE,
        ),
        ([RINGS, RINGS_THERE], event("answered", s=5), PopReason.NO_TELEPHONE),
        ([RINGS], event("ended", "201", s=0.2, called_raw="0120"), PopReason.CLEARED),
        ([TALKS], event("answered", "201", s=6, queue="受付"), PopReason.ANSWERED_HERE),
        ([RINGS], event("ringing", "201", s=2, cause="髙"), PopReason.NOTHING_NEW),
        ([RINGS, OVER], event("answered", "201", s=12), PopReason.HAD_ENDED),
        ([RINGS, OVER], event("ringing", "202", s=12), PopReason.HAD_ENDED),
        ([RINGS, TALKS], event("transferred", "202", s=7), PopReason.POPPED),
    ],
)
def test_reason_of_what_a_desk_did(
    earlier: list[CallEvent], now: CallEvent, reason: PopReason
) -> None:
    assert pop_reason(earlier, now, OURS) is reason
