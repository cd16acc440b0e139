from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeClockApart,
    ExchangeLoginRefused,
    ExchangeNotTrusted,
    ExchangeTlsRefused,
    ExchangeUnreachable,
    NotAnExchange,
)
from crm_desktop.settings import Secret
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ari_connection import AriAccount, AriTimes, ari_connection
from crm_desktop.telephony.ari_source import AriSource
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD
from crm_desktop.telephony.exchange_link import Patience, StoredCall
from tests.certificates import certified, new_authority
from tests.telephony.ari_exchange import PATIENT, QUICK, SECRET, AriExchange, listening
from tests.telephony.test_ami_source import IMPATIENT, Heard, summary
from tests.telephony.test_ari_calls import LINE, PHONE, recorded

DIALLED = {"type": "Dial", "dialstatus": "", "caller": LINE, "peer": PHONE}
BORN = {"type": "ChannelCreated", "channel": LINE}
PHONE_BORN = {"type": "ChannelCreated", "channel": {**PHONE, "state": "Down"}}
RINGS = {"type": "ChannelStateChange", "channel": PHONE}
GONE = {"type": "ChannelDestroyed", "channel": LINE, "cause": 16}
RINGING = (BORN, PHONE_BORN, DIALLED, RINGS)


class Told(Heard):
    """What a source hands over, and the source."""

    ari: AriSource | None = None

    @property
    def problem(self) -> CrmError | None:
        return self.ari.health().problem if self.ari else None

    @property
    def state(self) -> SourceState | None:
        return self.ari.health().state if self.ari else None


def heard_of(
    exchange: AriExchange,
    script: Callable[[Told], Awaitable[None]],
    *,
    stored: Callable[[], Iterable[StoredCall]] = tuple,
    patience: Patience = IMPATIENT,
    secret: str = SECRET,
    times: AriTimes = PATIENT,
) -> Told:
    """Run a source on ``exchange`` while ``script`` lasts, and return what it handed over."""
    told = Told()

    async def run() -> None:
        async with listening(exchange) as account:
            told.ari = AriSource(
                replace(account, secret=Secret(secret)),
                ExtensionPattern(),
                stored,
                times=times,
                patience=patience,
            )
            running = asyncio.create_task(told.ari.run(told.record))
            await script(told)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())
    return told


async def connected(exchange: AriExchange, told: Told) -> None:
    await told.until(lambda: exchange.sockets and told.state is SourceState.CONNECTED)


@pytest.mark.parametrize("name", ["direct", "missed", "queue_local", "blind", "pickup"])
def test_recording_comes_over_the_socket_as_what_happened(name: str) -> None:
    exchange = AriExchange()

    async def play(told: Told) -> None:
        await connected(exchange, told)
        await exchange.say(*recorded(name))
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, play)

    results = {"missed": ([], "missed", "caller"), "direct": (["201"], "answered", "caller")}
    (call,) = [summary(call) for call in told.calls.values()]
    assert call[2:] == results.get(name, call[2:])
    assert call[1] == (["201", "202"] if name in {"queue_local", "blind"} else ["201"])


def test_it_signs_in_with_basic_and_without_an_origin_and_asks_for_all_events() -> None:
    exchange = AriExchange()

    async def wait(told: Told) -> None:
        await connected(exchange, told)

    heard_of(exchange, wait)

    assert exchange.tries[0]["Authorization"].startswith("Basic ")
    assert "Origin" not in exchange.tries[0]
    assert exchange.queries == [{"app": "crm-desktop", "subscribeAll": "true"}]


def test_exchange_is_asked_to_keep_to_itself_what_tells_nothing_of_calls() -> None:
    exchange = AriExchange()

    async def wait(told: Told) -> None:
        await connected(exchange, told)

    heard_of(exchange, wait)

    assert "ChannelVarset" in exchange.unwanted


def test_user_who_may_only_read_hears_of_calls() -> None:
    exchange = AriExchange(is_read_only=True)

    async def play(told: Told) -> None:
        await connected(exchange, told)
        await exchange.say(*RINGING)
        await told.until(lambda: any(event.extension == "201" for event in told.events))

    told = heard_of(exchange, play)

    assert told.problem is None


def test_refused_login_is_told_and_not_insisted_on() -> None:
    exchange = AriExchange()

    async def wait(told: Told) -> None:
        await told.until(lambda: told.problem)
        await asyncio.sleep(0.05)

    told = heard_of(exchange, wait, secret="ちがう", patience=replace(IMPATIENT, longest_s=60.0))

    assert isinstance(told.problem, ExchangeLoginRefused)
    assert len(exchange.tries) == 1


def test_call_that_ends_while_the_line_is_cut_is_closed_as_such() -> None:
    exchange = AriExchange()

    async def cut(told: Told) -> None:
        await connected(exchange, told)
        await exchange.say(*RINGING)
        await told.until(lambda: any(event.extension == "201" for event in told.events))
        exchange.hang_up()
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, cut)

    assert (told.events[-1].call_id, told.events[-1].cause) == ("1.1", ENDED_UNHEARD)
    assert len(exchange.tries) >= 2


def test_call_that_outlives_a_cut_line_is_one_call() -> None:
    exchange = AriExchange(call_of={"1.2": "1.1"})

    async def cut(told: Told) -> None:
        await connected(exchange, told)
        await exchange.say(*RINGING)
        await told.until(lambda: any(event.extension == "201" for event in told.events))
        exchange.channels = [PHONE, LINE]
        exchange.hang_up()
        await told.until(lambda: exchange.sockets)
        await exchange.say(GONE)
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, cut)

    assert list(told.calls) == ["1.1"]
    assert ENDED_UNHEARD not in {event.cause for event in told.events}


def test_call_from_before_the_gateway_is_closed_when_the_exchange_does_not_list_it() -> None:
    stored = StoredCall("0.9", datetime(2026, 11, 22, 3, 0, tzinfo=UTC))

    async def wait(told: Told) -> None:
        await told.until(lambda: told.all_ended(1))

    told = heard_of(AriExchange(), wait, stored=lambda: [stored])

    assert [event.call_id for event in told.events] == ["0.9"]


def test_withheld_number_that_the_carrier_asserts_is_not_told() -> None:
    exchange = AriExchange(presentation="prohib_not_screened")

    async def play(told: Told) -> None:
        await connected(exchange, told)
        await exchange.say(*recorded("withheld"))
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, play)

    assert {(event.caller, event.caller_raw) for event in told.events} == {(None, "")}
    assert any(event.extension == "201" for event in told.events)


def test_clock_that_is_apart_is_told() -> None:
    exchange = AriExchange(clock_off_s=-42)

    async def wait(told: Told) -> None:
        await told.until(lambda: isinstance(told.problem, ExchangeClockApart))

    told = heard_of(exchange, wait, times=QUICK)

    assert isinstance(told.problem, ExchangeClockApart)
    assert told.problem.seconds in {-42, -43}


def test_exchange_that_does_not_list_its_channels_is_a_problem() -> None:
    exchange = AriExchange(is_dumb=True)

    async def wait(told: Told) -> None:
        await told.until(lambda: told.state is SourceState.PROBLEM)

    heard_of(exchange, wait)

    assert len(exchange.tries) >= 1


def test_listener_whose_place_another_took_listens_anew() -> None:
    exchange = AriExchange()

    async def replace_it(told: Told) -> None:
        await connected(exchange, told)
        await exchange.say({"type": "ApplicationReplaced", "application": "crm-desktop"})
        await told.until(lambda: len(exchange.tries) == 2)

    heard_of(exchange, replace_it)

    assert len(exchange.tries) == 2


def test_listener_of_whom_the_exchange_does_not_know_listens_anew() -> None:
    exchange = AriExchange(knows_app=False)

    async def wait(told: Told) -> None:
        await told.until(lambda: len(exchange.tries) >= 2)

    heard_of(exchange, wait, times=QUICK)

    assert len(exchange.tries) >= 2


def test_nonsense_does_not_end_the_line() -> None:
    exchange = AriExchange()

    async def play(told: Told) -> None:
        await connected(exchange, told)
        await exchange.sockets[-1].send_str("{no JSON")
        await exchange.sockets[-1].send_str("[1, 2]")
        await exchange.say(*RINGING)
        await told.until(lambda: any(event.extension == "201" for event in told.events))

    heard_of(exchange, play)

    assert len(exchange.tries) == 1


async def problem_of(account: AriAccount) -> CrmError:
    with pytest.raises(CrmError) as refused:
        async with ari_connection(account, PATIENT):
            pass
    return refused.value


def test_nobody_there_is_told() -> None:
    async def sign_in() -> CrmError:
        async with listening(AriExchange()) as account:
            pass
        return await problem_of(account)

    assert isinstance(asyncio.run(sign_in()), ExchangeUnreachable)


@pytest.mark.parametrize("answer", [b"HTTP/1.1 404 Not Found\r\n\r\n", b"SSH-2.0-x\r\n", b""])
def test_what_is_no_such_exchange_is_told(answer: bytes) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    async def sign_in() -> CrmError:
        server = await asyncio.start_server(speak, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            return await problem_of(AriAccount("pbx", "127.0.0.1", "crm", Secret("x"), port=port))

    assert isinstance(asyncio.run(sign_in()), NotAnExchange)


def test_exchange_that_does_not_encrypt_is_told() -> None:
    async def sign_in() -> CrmError:
        async with listening(AriExchange()) as account:
            return await problem_of(replace(account, tls=True))

    assert isinstance(asyncio.run(sign_in()), ExchangeTlsRefused)


def test_certificate_decides_who_is_trusted(tmp_path: Path) -> None:
    authority = new_authority("内線")
    certificate, key = certified(authority, "localhost")
    (tmp_path / "both.pem").write_bytes(certificate + key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "both.pem")
    trusted = str(authority.write_to(tmp_path / "ca.pem"))

    async def sign_in() -> CrmError:
        exchange = AriExchange()
        async with listening(exchange, context) as account:
            here = replace(account, host="localhost")
            async with ari_connection(replace(here, ca_file=trusted), PATIENT) as connection:
                assert await connection.listed("channels") == []
            return await problem_of(here)

    assert isinstance(asyncio.run(sign_in()), ExchangeNotTrusted)
