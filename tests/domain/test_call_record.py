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


def told(second: int, stage: CallStage, extension: str) -> CallEvent:
    at = RINGING.happened_at + timedelta(seconds=second)
    return replace(RINGING, stage=stage, happened_at=at, extension=extension)


def test_transfer_that_is_told_before_an_earlier_one_counts_when_that_comes() -> None:
    record = CallRecord([RINGING])

    record.take(told(20, CallStage.TRANSFERRED, "201"))
    record.take(told(10, CallStage.TRANSFERRED, "202"))

    assert [leg.extension for leg in record.after.legs if leg.ended_at is None] == ["201"]


@pytest.mark.parametrize("stage", [CallStage.RINGING, CallStage.ANSWERED, CallStage.ENDED])
def test_report_that_never_matters_is_not_kept(stage: CallStage) -> None:
    record = CallRecord([RINGING, told(5, CallStage.ENDED, "")])

    record.take(told(9, stage, "201"))

    assert len(record.events) == 2
