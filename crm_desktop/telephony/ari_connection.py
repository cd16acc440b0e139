"""A line to an Asterisk's REST interface (ARI): its websocket of events, and what it is asked."""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import aiohttp

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeNotTrusted,
    ExchangeTlsRefused,
    ExchangeUnreachable,
    NotAnExchange,
)
from crm_desktop.settings import Secret

DEFAULT_PORT: Final = 8088
DEFAULT_APP: Final = "crm-desktop"
LONGEST_MESSAGE: Final = 4 * 1024 * 1024
UNWANTED_EVENTS: Final = (
    "ChannelVarset",
    "DeviceStateChanged",
    "EndpointStateChange",
    "PeerStatusChange",
    "ContactStatusChange",
)


@dataclass(frozen=True, slots=True)
class AriAccount:
    """Where an exchange is, who signs in there, and the name under which it tells us of calls.

    With ``tls`` the certificate must be for ``host`` and by an authority in ``ca_file`` (PEM;
    empty: those that the system trusts).
    """

    source: str
    host: str
    user: str
    secret: Secret = field(repr=False)
    port: int = DEFAULT_PORT
    tls: bool = False
    ca_file: str = ""
    app: str = DEFAULT_APP


@dataclass(frozen=True, slots=True)
class AriTimes:
    """How long an exchange may take to answer, and how often it is asked whether it is there."""

    answer_s: float = 10.0
    ping_every_s: float = 15.0


@asynccontextmanager
async def ari_connection(
    account: AriAccount, times: AriTimes | None = None
) -> AsyncIterator[AriConnection]:
    """Connect, have all events sent from here on, and hang up at the end of the block.

    Raises:
        ExchangeUnreachable, NotAnExchange, ExchangeTlsRefused, ExchangeNotTrusted,
        ExchangeLoginRefused, ExchangeLinkLost: see there.
    """
    times = times or AriTimes()
    login = base64.b64encode(f"{account.user}:{account.secret.value}".encode()).decode()
    scheme, context = ("https", _tls_context(account)) if account.tls else ("http", True)
    async with aiohttp.ClientSession(
        f"{scheme}://{_in_address(account.host)}:{account.port}",
        connector=aiohttp.TCPConnector(ssl=context),
        headers={"Authorization": f"Basic {login}"},
        timeout=aiohttp.ClientTimeout(total=times.answer_s),
    ) as session:
        socket = await _socket(account, times, session)
        try:
            connection = AriConnection(account, times, session, socket)
            await connection.spare_us()
            yield connection
        finally:
            await socket.close()


class AriConnection:
    """One line to an exchange; whoever reads also keeps it alive."""

    def __init__(
        self,
        account: AriAccount,
        times: AriTimes,
        session: aiohttp.ClientSession,
        socket: aiohttp.ClientWebSocketResponse,
    ) -> None:
        """Use `ari_connection`, which signs in."""
        self._account = account
        self._times = times
        self._session = session
        self._socket = socket

    async def spare_us(self) -> None:
        """Ask the exchange to keep to itself what tells nothing of calls.

        A user who may only read is refused that, and gets it all.

        Raises:
            ExchangeLinkLost: nobody answers.
        """
        path = f"/ari/applications/{self._account.app}/eventFilter"
        kinds = {"disallowed": [{"type": name} for name in UNWANTED_EVENTS]}
        try:
            async with self._session.put(path, json=kinds) as answer:
                await answer.read()
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            raise ExchangeLinkLost(self._account.source, "it does not answer") from error

    async def message(self) -> dict[str, Any] | None:
        """Return the next message; None when none came for a while, though one might have.

        Raises:
            ExchangeLinkLost: the exchange hung up, or did not answer a ping, or another listens
                under our name: it is told from then on, though our line stays open.
        """
        try:
            received = await self._socket.receive(timeout=self._times.ping_every_s)
        except TimeoutError:
            return None
        if received.type is not aiohttp.WSMsgType.TEXT:
            raise ExchangeLinkLost(self._account.source, _ENDINGS.get(received.type, "it hung up"))
        try:
            message = json.loads(received.data)
        except ValueError:
            return {}
        if isinstance(message, dict) and message.get("type") == "ApplicationReplaced":
            raise ExchangeLinkLost(self._account.source, "another took the place of this listener")
        return message if isinstance(message, dict) else {}

    async def listed(self, what: str) -> list[dict[str, Any]]:
        """Return the list ``what``: ``channels`` or ``bridges``.

        Raises:
            ExchangeLinkLost: there is none.
        """
        answer = await self._get(what)
        if not isinstance(answer, list):
            raise ExchangeLinkLost(self._account.source, f"it does not list its {what}")
        return [one for one in answer if isinstance(one, dict)]

    async def variable(self, channel_id: str, name: str) -> str:
        """Return what the dialplan calls ``name``; "" when it or the channel is not there.

        Raises:
            ExchangeLinkLost: nobody answers.
        """
        answer = await self._get(f"channels/{quote(channel_id, safe='')}/variable", variable=name)
        value = answer.get("value") if isinstance(answer, dict) else None
        return value if isinstance(value, str) else ""

    async def prove(self) -> None:
        """Return when the exchange knows of a listener of our name.

        Raises:
            ExchangeLinkLost: nobody answers, or it tells us nothing any more.
        """
        if await self._get(f"applications/{self._account.app}") is None:
            raise ExchangeLinkLost(self._account.source, "it has forgotten who listens")

    async def clock(self) -> str:
        """Return the time at the exchange, as it writes it; "" when it does not tell.

        Raises:
            ExchangeLinkLost: nobody answers.
        """
        answer = await self._get("asterisk/ping")
        return str(answer.get("timestamp", "")) if isinstance(answer, dict) else ""

    async def _get(self, path: str, **query: str) -> object:
        """Return what is at ``path``, None when nothing is."""
        try:
            async with self._session.get(f"/ari/{path}", params=query) as answer:
                if answer.status != HTTPStatus.OK:
                    return None
                found: object = await answer.json()
        except (aiohttp.ClientError, OSError, ValueError) as error:  # TimeoutError is an OSError
            raise ExchangeLinkLost(self._account.source, "it does not answer") from error
        return found


async def _socket(
    account: AriAccount, times: AriTimes, session: aiohttp.ClientSession
) -> aiohttp.ClientWebSocketResponse:
    try:
        return await session.ws_connect(
            "/ari/events",
            params={"app": account.app, "subscribeAll": "true"},
            protocols=("ari",),
            heartbeat=times.ping_every_s,
            max_msg_size=LONGEST_MESSAGE,
        )
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise _meaning(account, error) from error


def _meaning(account: AriAccount, error: Exception) -> CrmError:
    """Return what it means that no websocket could be opened."""
    source, host, port = account.source, account.host, account.port
    match error:
        case aiohttp.WSServerHandshakeError(status=HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN):
            return ExchangeLoginRefused(source, user=account.user)
        case aiohttp.ClientConnectorCertificateError():
            return ExchangeNotTrusted(source, host=host, problem=str(error.certificate_error))
        case aiohttp.ClientConnectorSSLError():
            return ExchangeTlsRefused(source, host=host, port=port)
        case aiohttp.ClientConnectorError() | TimeoutError():
            return ExchangeUnreachable(source, host=host, port=port)
    return NotAnExchange(source, host=host, port=port)


def _tls_context(account: AriAccount) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=account.ca_file or None)
    except OSError as error:  # an SSLError, where the file holds no certificate, is one too
        raise ExchangeNotTrusted(
            account.source, host=account.host, problem=f"{account.ca_file} cannot be read"
        ) from error


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


_ENDINGS: Final = {
    aiohttp.WSMsgType.ERROR: "the line broke",
    aiohttp.WSMsgType.BINARY: "it sends what is no text",
}
