from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.domain.call import CallEvent, CallResult, CallStage
from crm_desktop.domain.call_state import CallState, call_from_events
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeNotTrusted,
    ExchangeUnreachable,
    TelephoneNotWatched,
)
from crm_desktop.settings import Secret
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD
from crm_desktop.telephony.exchange_link import StoredCall
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_dialog_source import SipDialogSource
from tests.certificates import certified, new_authority
from tests.telephony.sip_notifier import PATIENT, QUICK, Notifier, dialog, notifying

CALLER = "sip:0312345678@office.example"
Script = Callable[["Heard"], Awaitable[None]]


class Heard:
    """What a source hands over, the source, and the account with which it asks."""

    def __init__(self) -> None:
        self.events: list[CallEvent] = []
        self.refuses: list[Exception] = []
        self.source: SipDialogSource | None = None

    async def record(self, events: Sequence[CallEvent]) -> None:
        if self.refuses:
            raise self.refuses.pop()
        self.events += events

    @property
    def problem(self) -> CrmError | None:
        return self.source.health().problem if self.source else None

    @property
    def state(self) -> SourceState | None:
        return self.source.health().state if self.source else None

    def stages(self) -> list[tuple[str, str]]:
        return [(str(event.stage), event.extension) for event in self.events]

    def call(self) -> CallState:
        assert len({event.call_id for event in self.events}) == 1
        return call_from_events(self.events)


async def asking(
    account: SipAccount,
    script: Script,
    heard: Heard,
    *,
    extensions: Callable[[], Iterable[str]] = lambda: ["201", "202"],
    stored: Callable[[], Iterable[StoredCall]] = tuple,
    times: SipTimes = PATIENT,
) -> None:
    """Run a source while ``script`` lasts, then stop it."""
    heard.source = SipDialogSource(account, extensions, stored, times=times)
    running = asyncio.create_task(heard.source.run(heard.record))
    try:
        await script(heard)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def heard_of(
    notifier: Notifier, script: Script, *, transport: str = "udp", **options: object
) -> Heard:
    heard = Heard()

    async def run() -> None:
        async with notifying(notifier, transport) as account:
            await asking(account, script, heard, **options)  # type: ignore[arg-type]  # as given

    asyncio.run(run())
    return heard


def one_call(notifier: Notifier) -> Script:
    async def script(heard: Heard) -> None:
        await notifier.until(lambda: len(notifier.followed) == 2)
        notifier.tell("201", dialog("early", CALLER))
        notifier.tell("202", dialog("early", CALLER))
        await notifier.until(lambda: len(heard.events) == 2)
        notifier.tell("202", dialog("confirmed", CALLER))
        notifier.tell("201", "")
        await notifier.until(lambda: len(heard.events) == 4)
        notifier.tell("202", dialog("terminated"))
        await notifier.until(lambda: len(heard.events) == 5)

    return script


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_call_is_told_as_it_goes_and_closed_at_the_end(transport: str) -> None:
    notifier = Notifier()

    heard = heard_of(notifier, one_call(notifier), transport=transport)

    call = heard.call()
    assert (call.caller, call.result) == ("+81312345678", CallResult.ANSWERED)
    assert [leg.extension for leg in call.legs if leg.answered_at] == ["202"]
    assert set(notifier.answers) == {200}


@pytest.mark.parametrize(("algorithm", "by_proxy"), [("SHA-256", ""), ("MD5", "proxy")])
def test_each_way_to_prove_the_secret_is_taken(algorithm: str, by_proxy: str) -> None:
    notifier = Notifier(algorithm=algorithm, by_proxy=bool(by_proxy))

    heard = heard_of(notifier, one_call(notifier))

    assert heard.call().ended_at is not None
    assert not any("secret" in repr(message) for message in notifier.heard)


def test_lost_datagrams_are_sent_again() -> None:
    notifier = Notifier(loses=5)

    heard = heard_of(notifier, one_call(notifier), times=replace(PATIENT, resend_s=0.05))

    assert heard.call().result is CallResult.ANSWERED


def test_notify_that_comes_twice_is_answered_twice_and_told_once() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: notifier.answers.count(200) == 2)
        notifier.tell("201", dialog("early", CALLER))
        for _ in range(3):
            notifier.tell("201", dialog("early", CALLER), again=True)
        await notifier.until(lambda: notifier.answers.count(200) == 6)

    assert heard_of(notifier, script).stages() == [("ringing", "201")]


def test_subscription_is_renewed_before_it_expires_and_ended_at_the_stop() -> None:
    notifier = Notifier(expires_s=1)

    async def script(_heard: Heard) -> None:
        await notifier.until(lambda: len(notifier.subscribes()) >= 6)

    heard_of(notifier, script, times=replace(PATIENT, goodbye_s=20.0))

    ids = {message.get("Call-ID") for message in notifier.subscribes()}
    assert len(ids) == 2
    assert {m.get("Call-ID") for m in notifier.subscribes(expires="0")} == ids
    assert notifier.watchers == {}


def test_subscription_without_a_notify_is_made_anew() -> None:
    notifier = Notifier(says_nothing=True)

    async def script(_heard: Heard) -> None:
        await notifier.until(lambda: len({m.get("Call-ID") for m in notifier.heard}) >= 4)
        notifier.says_nothing = False
        await notifier.until(lambda: 200 in notifier.answers)

    heard_of(notifier, script, times=QUICK)


def test_call_that_ends_while_an_exchange_restarts_is_closed() -> None:
    notifier = Notifier(expires_s=1)

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: notifier.answers.count(200) == 2)
        notifier.tell("201", dialog("early", CALLER))
        await notifier.until(lambda: heard.events)
        notifier.watchers.clear()
        notifier.states["201"] = ""
        await notifier.until(lambda: ("ended", "201") in heard.stages())

    assert heard_of(notifier, script).call().result is CallResult.MISSED


def test_partial_state_with_one_missing_is_asked_for_anew() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: notifier.answers.count(200) == 2)
        notifier.tell("201", dialog("early", CALLER), full=False)
        await notifier.until(lambda: len(heard.events) == 1)
        for watcher in notifier.watchers.values():
            watcher.version += 1
        notifier.tell("201", dialog("confirmed"), full=False)
        await notifier.until(lambda: ("ended", "201") in heard.stages())

    assert [stage for stage, _ in heard_of(notifier, script).stages()][:2] == ["ringing", "ended"]


def test_cut_line_is_made_again_and_what_goes_on_is_not_lost() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: notifier.answers.count(200) == 2)
        notifier.tell("201", dialog("early", CALLER))
        await notifier.until(lambda: heard.events)
        for line in notifier.lines:
            line.transport.abort()
        notifier.watchers.clear()
        notifier.states["201"] = dialog("confirmed")
        await notifier.until(lambda: ("answered", "201") in heard.stages())

    heard = heard_of(notifier, script, transport="tcp")

    assert heard.stages()[:2] == [("ringing", "201"), ("answered", "201")]


def test_telephone_that_is_refused_leaves_the_others_watched() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: isinstance(heard.problem, TelephoneNotWatched))
        await notifier.until(lambda: heard.state is SourceState.CONNECTED)
        notifier.tell("201", dialog("early", CALLER))
        await notifier.until(lambda: heard.events)

    heard_of(notifier, script, extensions=lambda: ["201", "999"])


def test_wrong_secret_is_said_and_not_insisted_on() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: isinstance(heard.problem, ExchangeLoginRefused))
        assert heard.state is SourceState.PROBLEM

    async def run() -> None:
        async with notifying(notifier) as account:
            wrong = replace(account, secret=Secret("ちがう"))
            slow = replace(PATIENT, longest_s=60.0)
            await asking(wrong, script, Heard(), extensions=lambda: ["201"], times=slow)

    asyncio.run(run())

    assert len(notifier.heard) == 2


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_exchange_that_is_not_there_is_said(transport: str) -> None:
    async def script(heard: Heard) -> None:
        async with asyncio.timeout(20):
            while not isinstance(heard.problem, ExchangeUnreachable | ExchangeLinkLost):
                await asyncio.sleep(0.01)

    account = SipAccount("pbx", "127.0.0.1", "crm", Secret("s"), port=9, transport=transport)
    asyncio.run(asking(account, script, Heard()))


def test_certificate_of_nobody_known_is_not_trusted(tmp_path: Path) -> None:
    context = server_context(tmp_path)

    async def script(heard: Heard) -> None:
        await Notifier().until(lambda: isinstance(heard.problem, ExchangeNotTrusted))

    async def run() -> None:
        async with notifying(Notifier(), "tls", tls=context) as account:
            await asking(account, script, Heard())

    asyncio.run(run())


def test_call_comes_over_tls(tmp_path: Path) -> None:
    notifier, heard, context = Notifier(), Heard(), server_context(tmp_path)

    async def run() -> None:
        async with notifying(notifier, "tls", tls=context) as account:
            trusting = replace(account, host="localhost", ca_file=str(tmp_path / "ca.pem"))
            await asking(trusting, one_call(notifier), heard)

    asyncio.run(run())

    assert heard.call().result is CallResult.ANSWERED


def server_context(folder: Path) -> ssl.SSLContext:
    authority = new_authority("試験")
    authority.write_to(folder / "ca.pem")
    certificate, key = certified(authority, "localhost")
    (folder / "both.pem").write_bytes(certificate + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


def test_call_of_an_earlier_run_that_nobody_is_at_is_closed() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: heard.events)

    stored = StoredCall("old", datetime.now(UTC))
    heard = heard_of(notifier, script, stored=lambda: [stored])

    [event] = heard.events
    assert (event.call_id, event.stage, event.cause) == ("old", CallStage.ENDED, ENDED_UNHEARD)


def test_what_could_not_be_recorded_is_recorded_later() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        heard.refuses = [DatabaseUnreachable(), DatabaseUnreachable()]
        await one_call(notifier)(heard)

    assert heard_of(notifier, script).call().result is CallResult.ANSWERED


def test_telephone_of_somebody_new_is_watched_and_that_of_who_left_is_not() -> None:
    notifier, wanted = Notifier(), ["201"]

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: len(notifier.watchers) == 1)
        wanted[:] = ["202"]
        await notifier.until(lambda: notifier.subscribes(expires="0"))
        await notifier.until(lambda: len(notifier.watchers) == 1)
        notifier.tell("202", dialog("early", CALLER))
        await notifier.until(lambda: heard.events)

    assert heard_of(notifier, script, extensions=lambda: wanted).events[0].extension == "202"


def test_notify_of_a_stranger_is_refused_and_told_to_nobody() -> None:
    notifier = Notifier()

    async def script(heard: Heard) -> None:
        await notifier.until(lambda: notifier.answers.count(200) == 2)
        for watcher in notifier.watchers.values():
            watcher.tag = "a-stranger"
        notifier.tell("201", dialog("early", CALLER))
        await notifier.until(lambda: 481 in notifier.answers)

    assert heard_of(notifier, script).events == []
