from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.call_state import CallState, call_from_events
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.telephony import (
    ExchangeClockApart,
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeRightsMissing,
)
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiTimes
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD
from crm_desktop.telephony.exchange_link import Patience, StoredCall
from tests.telephony.exchanges import PATIENT, QUICK, Exchange, listening, message

_NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
RECORDINGS = Path(__file__).parents[3] / "shared" / "data" / "ami"
RECORDED = [
    "01_direct_answered_caller_hangs_up",
    "03_missed_caller_gives_up",
    "05_operator_rejects_busy",
    "13_japanese_display_name",
    "14_queue_ringall_second_agent_answers",
    "16_queue_abandoned",
    "20_queue_local_members",
    "25_blind_transfer_by_phone_REFER",
    "28_attended_transfer_by_phone_REFER_Replaces",
    "31_outbound_answered",
    "37_internal_call",
    "41_call_pickup",
]
IMPATIENT = Patience(first_s=0.01, longest_s=0.02, record_again_s=0.01)

needs_recordings = pytest.mark.skipif(
    not RECORDINGS.is_dir(), reason="the recordings of an exchange are not here"
)


class Heard:
    """What a source hands over, and the source."""

    def __init__(self) -> None:
        self.events: list[CallEvent] = []
        self.source: AmiSource | None = None

    async def record(self, events: Sequence[CallEvent]) -> None:
        self.events += events

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                await asyncio.sleep(0.002)

    @property
    def problem(self) -> CrmError | None:
        return self.source.problem if self.source else None

    @property
    def calls(self) -> dict[str, CallState]:
        ids = dict.fromkeys(event.call_id for event in self.events)
        return {
            call_id: call_from_events([e for e in self.events if e.call_id == call_id])
            for call_id in ids
        }

    def all_ended(self, count: int) -> bool:
        calls = self.calls.values()
        return len(calls) >= count and all(call.ended_at is not None for call in calls)


def heard_of(
    exchange: Exchange,
    script: Callable[[Heard], Awaitable[None]],
    *,
    stored: Callable[[], Iterable[StoredCall]] = tuple,
    heard: Heard | None = None,
    patience: Patience = IMPATIENT,
    times: AmiTimes = PATIENT,
) -> Heard:
    """Run a source on ``exchange`` while ``script`` lasts, and return what it handed over."""
    heard = heard or Heard()

    async def run() -> None:
        async with listening(exchange) as account:
            source = AmiSource(account, ExtensionPattern(), stored, times=times, patience=patience)
            heard.source = source
            running = asyncio.create_task(source.run(heard.record))
            await script(heard)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())
    return heard


def recorded(name: str) -> bytes:
    """Return what the exchange said after the login."""
    return (RECORDINGS / name).read_bytes().partition(b"\r\n\r\n")[2]


def expected(name: str) -> list[dict[str, Any]]:
    calls: dict[str, Any] = json.loads((RECORDINGS / "expected.json").read_text("utf-8"))
    listed: list[dict[str, Any]] = calls[name]["calls"]
    return listed


def summary(call: CallState) -> tuple[Any, ...]:
    """Direction, telephones that rang (not those that dialled) and answered, result, who ended."""
    is_in = str(call.direction) == "in"
    rang = sorted({leg.extension for leg in call.legs if leg.rang_at and is_in})
    answered = sorted({leg.extension for leg in call.legs if leg.answered_at})
    return str(call.direction), rang, answered, str(call.result), str(call.ended_by)


def summary_of(told: dict[str, Any]) -> tuple[Any, ...]:
    rang = sorted(told["rang"]) if told["dir"] == "in" else []
    answered = sorted(told["answered"])
    return told["dir"], rang, answered, told["result"], told["ended_by"]


@needs_recordings
@pytest.mark.parametrize("name", RECORDED)
def test_recording_comes_over_the_socket_as_what_happened(name: str) -> None:
    exchange = Exchange()

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(recorded(f"{name}.cti.txt"), 400, pause_s=0.002)
        await heard.until(lambda: heard.all_ended(len(expected(name))))

    heard = heard_of(exchange, play)

    assert [summary(call) for call in heard.calls.values()] == [
        summary_of(told) for told in expected(name)
    ]


@needs_recordings
@pytest.mark.parametrize("chunk", [1, 57, 4096])
def test_where_the_bytes_are_cut_makes_no_difference(chunk: int) -> None:
    name = "14_queue_ringall_second_agent_answers"
    exchange = Exchange()

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(recorded(f"{name}.cti.txt"), chunk, pause_s=0.003 * (chunk > 1))
        await heard.until(lambda: heard.all_ended(1))

    heard = heard_of(exchange, play)

    assert [summary(call) for call in heard.calls.values()] == [summary_of(expected(name)[0])]


@needs_recordings
def test_withheld_number_that_the_carrier_asserts_is_not_told() -> None:
    exchange = Exchange(presentation="prohib_not_screened")
    name = "08_withheld_but_carrier_asserts_the_number.cti.txt"

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(recorded(name), 400, pause_s=0.002)
        await heard.until(lambda: heard.all_ended(1))

    heard = heard_of(exchange, play)

    assert {(event.caller, event.caller_raw) for event in heard.events} == {(None, "")}


@needs_recordings
def test_calls_in_progress_appear_when_the_gateway_comes_late() -> None:
    """The exchange lists what goes on when it is asked; the rows here are those it really sent."""
    name = "48_gateway_connects_mid_call"
    late = recorded(f"{name}.late.txt")
    blocks = [block + b"\r\n\r\n" for block in late.split(b"\r\n\r\n") if block]
    rows = [block for block in blocks if block.startswith(b"Event: CoreShowChannel\r\n")]
    exchange = Exchange(channels=[_without_action_id(row) for row in rows])
    end_of_lists = late.index(b"Event: DeviceStateListComplete")

    async def play(heard: Heard) -> None:
        await heard.until(lambda: len(heard.calls) == 2)
        await exchange.say(late[end_of_lists:], 400, pause_s=0.002)
        await heard.until(lambda: heard.all_ended(2))

    heard = heard_of(exchange, play)

    calls = sorted(summary(call) for call in heard.calls.values())
    assert [call[2:] for call in calls] == [summary_of(told)[2:] for told in expected(name)]


@needs_recordings
def test_restart_of_the_exchange_ends_the_call_and_loses_none() -> None:
    name = "51_pbx_restarts_during_a_call"
    exchange = Exchange()

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(recorded(f"{name}.cti.txt"), 400, pause_s=0.002)
        await heard.until(lambda: heard.all_ended(1))
        exchange.hang_up()
        await exchange.until_asked("QueueStatus", 2)
        await exchange.say(recorded(f"{name}.late.txt"), 400, pause_s=0.002)
        await heard.until(lambda: heard.all_ended(2))

    heard = heard_of(exchange, play)

    assert [summary(call) for call in heard.calls.values()] == [
        summary_of(told) for told in expected(name)
    ]


def ringing() -> bytes:
    """A call from outside that rings at 201."""
    line, phone = "Channel: PJSIP/trunk-00000001", "Channel: PJSIP/201-00000002"
    caller, shown = "CallerIDNum: 0312345678", "ConnectedLineNum: 0312345678"
    call, leg = "Uniqueid: 17.1", "Uniqueid: 17.2"
    return (
        _event("Newchannel", line, call, "ChannelStateDesc: Ring", caller, "Exten: 0120000000")
        + _event("Newchannel", phone, leg, "ChannelStateDesc: Down", "CallerIDNum: 201")
        + _event("Newstate", phone, leg, "ChannelStateDesc: Ringing", "CallerIDNum: 201", shown)
    )


def _event(name: str, *lines: str) -> bytes:
    return message(f"Event: {name}", "Privilege: call,all", "Linkedid: 17.1", *lines)


def _without_action_id(row: bytes) -> bytes:
    lines = row.split(b"\r\n")
    return b"\r\n".join(line for line in lines if not line.startswith(b"ActionID"))


def test_call_that_ended_while_the_line_was_down_is_closed_as_such() -> None:
    exchange = Exchange()

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(ringing())
        await heard.until(lambda: any(event.extension for event in heard.events))
        exchange.hang_up()
        await heard.until(lambda: heard.all_ended(1))

    heard = heard_of(exchange, play)

    [call] = heard.calls.values()
    assert (call.cause, str(call.result)) == (ENDED_UNHEARD, "missed")
    assert [leg.extension for leg in call.legs] == ["201"]


def test_call_from_before_the_gateway_was_started_is_closed() -> None:
    async def play(heard: Heard) -> None:
        await heard.until(lambda: heard.events)

    heard = heard_of(Exchange(), play, stored=lambda: [StoredCall("17.0", _NOON)])

    assert [(event.call_id, event.cause) for event in heard.events] == [("17.0", ENDED_UNHEARD)]


def test_database_that_is_away_at_the_login_hinders_nothing() -> None:
    exchange = Exchange()

    def away() -> Iterable[StoredCall]:
        raise DatabaseUnreachable("away")

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(ringing())
        await heard.until(lambda: any(event.extension for event in heard.events))

    assert len(heard_of(exchange, play, stored=away).calls) == 1


def test_what_cannot_be_recorded_is_recorded_later_in_its_order() -> None:
    exchange = Exchange()
    refusals = iter(range(3))

    class Away(Heard):
        async def record(self, events: Sequence[CallEvent]) -> None:
            if next(refusals, None) is not None:
                raise DatabaseUnreachable("away")
            await super().record(events)

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(ringing())
        await heard.until(lambda: any(event.extension for event in heard.events))

    heard = heard_of(exchange, play, heard=Away())

    assert [event.extension for event in heard.events] == ["", "201"]


def test_source_that_is_refused_keeps_trying() -> None:
    exchange = Exchange(refused=frozenset({"Login"}))

    async def play(heard: Heard) -> None:
        await exchange.until_asked("Login", 2)
        assert isinstance(heard.problem, ExchangeLoginRefused)
        exchange.refused = frozenset()
        await heard.until(lambda: exchange.logins)
        await heard.until(lambda: heard.problem is None)

    heard_of(exchange, play)


def test_exchange_that_goes_silent_is_called_again() -> None:
    exchange = Exchange(answers_pings=False)

    async def play(heard: Heard) -> None:
        await heard.until(lambda: isinstance(heard.problem, ExchangeLinkLost))
        await heard.until(lambda: exchange.logins >= 2)

    heard_of(exchange, play, times=QUICK)


@pytest.mark.parametrize("off_s", [-3600.0, 6.5, 86_400.0])
def test_clocks_that_differ_are_told(off_s: float) -> None:
    async def play(heard: Heard) -> None:
        await heard.until(lambda: heard.problem)

    problem = heard_of(Exchange(clock_off_s=off_s), play).problem

    assert isinstance(problem, ExchangeClockApart)
    assert abs(problem.seconds - off_s) <= 1


def test_exchange_that_does_not_list_its_channels_says_what_is_missing() -> None:
    async def play(heard: Heard) -> None:
        await heard.until(lambda: heard.problem)

    problem = heard_of(Exchange(refused=frozenset({"CoreShowChannels"})), play).problem

    assert isinstance(problem, ExchangeRightsMissing)
    assert problem.rights == "write=reporting"


def test_exchange_that_does_not_say_who_withholds_the_number_is_told_of() -> None:
    exchange = Exchange(refused=frozenset({"Getvar"}))

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(ringing())
        await heard.until(lambda: heard.problem)

    problem = heard_of(exchange, play).problem

    assert isinstance(problem, ExchangeRightsMissing)
    assert problem.rights == "write=call,reporting"


def test_exchange_that_tells_of_no_call_says_what_is_missing() -> None:
    exchange = Exchange()

    async def play(heard: Heard) -> None:
        for number in range(1, 6):
            row = message("Event: CoreShowChannel", f"Uniqueid: 17.{number}", "Channel: SIP/201-1")
            exchange.channels = [row]
            await exchange.until_asked("CoreShowChannels", number)
        await heard.until(lambda: heard.problem)

    problem = heard_of(exchange, play, patience=replace(IMPATIENT, look_every_s=0.05)).problem

    assert isinstance(problem, ExchangeRightsMissing)
    assert problem.rights == "read=call"


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\r\n" * 1000,
        b"\x00\xff\xfe: \x80\r\n\r\n",
        b"Event: Newchannel\r\n\r\nEvent:\r\n\r\n",
        "Event: 髙橋\r\nChannel: ｱ\r\n\r\n".encode("cp932", "replace"),
        message("Response: Success", "Ping: Pong", "Timestamp: nan"),
        message("Response: Success", "Ping: Pong", "Timestamp: 1e400"),
    ],
)
def test_rubbish_in_between_hinders_nothing(rubbish: bytes) -> None:
    exchange = Exchange()

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await exchange.say(rubbish + ringing())
        await heard.until(lambda: any(event.extension for event in heard.events))

    assert len(heard_of(exchange, play).calls) == 1
    assert exchange.logins == 1
