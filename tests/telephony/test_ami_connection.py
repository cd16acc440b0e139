from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeNotTrusted,
    ExchangeTlsRefused,
    ExchangeTooOld,
    ExchangeUnreachable,
    LineBreakInAction,
    NotAnExchange,
)
from crm_desktop.settings import Secret
from crm_desktop.telephony.ami_connection import (
    MOST_AT_ONCE,
    AmiAccount,
    AmiConnection,
    AmiTimes,
    ami_connection,
)
from tests.certificates import Authority, certified, new_authority
from tests.telephony.exchanges import PATIENT, QUICK, SECRET, Exchange, listening, message

Changed = Callable[[AmiAccount], AmiAccount]


def connected(
    exchange: Exchange,
    then: Callable[[AmiConnection], Awaitable[Any]],
    *,
    changed: Changed = lambda account: account,
    context: ssl.SSLContext | None = None,
    times: AmiTimes = PATIENT,
) -> Any:
    """Sign in to ``exchange`` and return what ``then`` returns of the line."""

    async def talk() -> Any:
        async with (
            listening(exchange, context) as account,
            ami_connection(changed(account), times) as connection,
        ):
            return await then(connection)

    return asyncio.run(talk())


async def nothing(_connection: AmiConnection) -> None:
    return


def test_secret_never_goes_over_the_line_unless_told_so() -> None:
    exchange = Exchange()

    connected(exchange, nothing)

    assert exchange.logins == 1
    assert SECRET.encode() not in exchange.raw


def test_plain_login_where_told_so() -> None:
    exchange = Exchange(refused=frozenset({"Challenge"}))

    connected(exchange, nothing, changed=lambda account: replace(account, plain=True))

    assert exchange.logins == 1


def test_nothing_is_asked_before_the_login() -> None:
    exchange = Exchange()

    connected(exchange, lambda _connection: exchange.until_asked("Filter"))

    assert [told["Action"] for told in exchange.heard[:3]] == ["Challenge", "Login", "Filter"]


def test_only_the_beginning_of_an_event_is_filtered() -> None:
    """A caller who goes by the name of an event would be filtered with it."""
    exchange = Exchange()

    async def until_filtered(connection: AmiConnection) -> None:
        await connection.read()
        await exchange.until_asked("Filter", 2)

    connected(exchange, until_filtered)

    filters = [told["Filter"] for told in exchange.heard if told["Action"] == "Filter"]
    assert "!^Event: QueueMemberStatus" in filters
    assert all(text.startswith("!^Event: ") for text in filters)


@pytest.mark.parametrize(
    ("exchange", "changed", "error"),
    [
        (Exchange(), {"secret": Secret("wrong")}, ExchangeLoginRefused),
        (Exchange(refused=frozenset({"Login"})), {}, ExchangeLoginRefused),
        (Exchange(greeting=b"SSH-2.0-OpenSSH_9.2\r\n"), {}, NotAnExchange),
        (Exchange(greeting=b"a" * (MOST_AT_ONCE * 3)), {}, NotAnExchange),
        (Exchange(greeting=b"Asterisk Call Manager/1.1\r\n"), {}, ExchangeTooOld),
        (Exchange(), {"port": 1}, ExchangeUnreachable),
        (Exchange(), {"host": "no-such-host.invalid"}, ExchangeUnreachable),
        (Exchange(), {"tls": True}, ExchangeTlsRefused),
        (Exchange(), {"tls": True, "ca_file": "/no/such/file"}, ExchangeNotTrusted),
        (Exchange(), {"user": "crm\r\nAction: Originate"}, LineBreakInAction),
        (Exchange(), {"secret": Secret("a\nb"), "plain": True}, LineBreakInAction),
    ],
)
def test_each_failure_has_its_own_name(
    exchange: Exchange, changed: dict[str, Any], error: type[CrmError]
) -> None:
    with pytest.raises(error):
        connected(exchange, nothing, changed=lambda account: replace(account, **changed))


@pytest.mark.parametrize("greeting", [b"", b"Asterisk Call Man"])
def test_who_does_not_say_its_name_is_no_exchange(greeting: bytes) -> None:
    with pytest.raises(NotAnExchange):
        connected(Exchange(greeting=greeting), nothing, times=QUICK)


def test_what_goes_silent_is_noticed() -> None:
    async def read_for_ever(connection: AmiConnection) -> None:
        while True:
            await connection.read()

    with pytest.raises(ExchangeLinkLost, match="silent"):
        connected(Exchange(answers_pings=False), read_for_ever, times=QUICK)


def test_line_on_which_nothing_happens_is_kept() -> None:
    exchange = Exchange()

    async def wait(connection: AmiConnection) -> None:
        for _ in range(4):
            await connection.read()

    connected(exchange, wait)

    assert sum(told["Action"] == "Ping" for told in exchange.heard) >= 2


def test_line_that_ends_is_told() -> None:
    exchange = Exchange()

    async def hung_up(connection: AmiConnection) -> None:
        await connection.read()
        exchange.hang_up()
        while True:
            await connection.read()

    with pytest.raises(ExchangeLinkLost):
        connected(exchange, hung_up)


@pytest.mark.parametrize("value", ["a\r\nAction: Originate", "a\nb", "a\rb", "a\0b"])
def test_value_with_a_line_break_is_not_sent(value: str) -> None:
    exchange = Exchange()

    async def send(connection: AmiConnection) -> None:
        await connection.send("Getvar", Variable=value)

    with pytest.raises(LineBreakInAction):
        connected(exchange, send)
    assert b"Getvar" not in exchange.raw


def test_no_more_is_read_at_once_than_allowed() -> None:
    exchange = Exchange()

    async def read(connection: AmiConnection) -> list[int]:
        said = asyncio.create_task(exchange.say(message(f"Event: {'髙' * 400_000}")))
        sizes: list[int] = []
        while sum(sizes) < 1_200_000:
            sizes.append(len(await connection.read()))
        await said
        return sizes

    assert max(connected(exchange, read)) <= MOST_AT_ONCE


@pytest.fixture(scope="module")
def authority() -> Authority:
    return new_authority("CRM test")


def served_by(authority: Authority, host: str, folder: Path, *, days: int = 30) -> ssl.SSLContext:
    certificate, key = certified(authority, host, days=days)
    file = folder / "exchange.pem"
    file.write_bytes(certificate + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_line_may_be_encrypted(authority: Authority, tmp_path: Path) -> None:
    exchange = Exchange()
    ca_file = str(authority.write_to(tmp_path / "ca.pem"))

    connected(
        exchange,
        nothing,
        changed=lambda account: replace(account, host="localhost", ca_file=ca_file),
        context=served_by(authority, "localhost", tmp_path),
    )

    assert exchange.logins == 1


@pytest.mark.parametrize(
    ("host", "days", "known"),
    [("pbx.example", 30, True), ("localhost", -1, True), ("localhost", 30, False)],
)
def test_certificate_that_proves_nothing_is_refused(
    authority: Authority, tmp_path: Path, *, host: str, days: int, known: bool
) -> None:
    exchange = Exchange()
    ca_file = str(authority.write_to(tmp_path / "ca.pem")) if known else ""

    with pytest.raises(ExchangeNotTrusted):
        connected(
            exchange,
            nothing,
            changed=lambda account: replace(account, host="localhost", ca_file=ca_file),
            context=served_by(authority, host, tmp_path, days=days),
        )
    assert exchange.raw == b""


def test_account_shows_no_secret() -> None:
    account = AmiAccount("pbx", "127.0.0.1", "crm", Secret(SECRET))

    assert SECRET not in repr(account)
