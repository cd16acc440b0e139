from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.call_record import CallRecord

RINGING = CallEvent(
    "本社", "c1", CallStage.RINGING, datetime(2026, 11, 20, tzinfo=UTC), extension="201"
)


@pytest.mark.parametrize("apart_ms", [-900, -3, 0, 3, 900])
def test_report_that_two_gateways_bring_is_kept_once(apart_ms: int) -> None:
    record = CallRecord([RINGING])

    at = RINGING.happened_at + timedelta(milliseconds=apart_ms)
    record.take(replace(RINGING, happened_at=at, raw={"by": "the other"}))

    assert record.fresh == [RINGING]


def test_report_of_another_moment_or_telephone_is_kept() -> None:
    record = CallRecord([RINGING])

    earlier = replace(RINGING, happened_at=RINGING.happened_at - timedelta(seconds=2))
    other = replace(RINGING, extension="202")
    record.take(earlier)
    record.take(other)

    assert record.fresh == [RINGING, earlier, other]
