from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.telephony.gathered_events import MOST_TOGETHER, GatheredEvents

_NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def ringing(call_id: str, extension: str = "") -> CallEvent:
    return CallEvent("pbx", call_id, CallStage.RINGING, _NOON, extension=extension)


def test_call_and_its_telephone_go_together() -> None:
    async def heard() -> list[CallEvent]:
        gathered = GatheredEvents()
        await gathered.put([ringing("1")])
        taking = asyncio.create_task(gathered.take())
        await asyncio.sleep(0)
        await gathered.put([ringing("1", "201")])
        return await taking

    assert asyncio.run(heard()) == [ringing("1"), ringing("1", "201")]


def test_call_that_rings_nowhere_does_not_wait_for_ever() -> None:
    async def heard() -> list[CallEvent]:
        gathered = GatheredEvents()
        await gathered.put([ringing("1")])
        return await gathered.take()

    assert asyncio.run(heard()) == [ringing("1")]


def test_order_is_kept_and_groups_are_bounded() -> None:
    events = [ringing(str(number), "201") for number in range(MOST_TOGETHER + 1)]

    async def heard() -> list[list[CallEvent]]:
        gathered = GatheredEvents()
        for event in events:
            await gathered.put([event])
        return [await gathered.take(), await gathered.take()]

    assert asyncio.run(heard()) == [events[:-1], events[-1:]]


def test_what_was_being_gathered_is_left_to_whoever_ends() -> None:
    async def left() -> list[CallEvent]:
        gathered = GatheredEvents()
        await gathered.put([ringing("1")])
        taking = asyncio.create_task(gathered.take())
        await asyncio.sleep(0)
        await gathered.put([ringing("2")])
        taking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await taking
        return gathered.take_at_once()

    assert asyncio.run(left()) == [ringing("1"), ringing("2")]
