"""An exchange on a real socket that speaks ARI as Asterisk does, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from crm_desktop.settings import Secret
from crm_desktop.telephony.ari_connection import AriAccount, AriTimes

SECRET = "ひみつ&secret"
QUICK = AriTimes(answer_s=1.0, ping_every_s=0.05)
PATIENT = AriTimes(answer_s=20.0, ping_every_s=20.0)
Row = dict[str, Any]


@dataclass
class AriExchange:
    """What it lists and answers; ``tries`` are the headers of those who wanted to listen."""

    secret: str = SECRET
    channels: Sequence[Row] = ()
    bridges: Sequence[Row] = ()
    call_of: dict[str, str] = field(default_factory=dict)
    presentation: str = "allowed_not_screened"
    clock_off_s: float = 0.0
    is_dumb: bool = False
    knows_app: bool = True
    is_read_only: bool = False
    unwanted: list[str] = field(default_factory=list)
    tries: list[dict[str, str]] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)

    def app(self) -> web.Application:
        """Return what serves it."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/ari/events", self._events)
        app.router.add_get("/ari/channels", self._list_channels)
        app.router.add_get("/ari/bridges", self._list_bridges)
        app.router.add_get("/ari/channels/{id}/variable", self._variable)
        app.router.add_get("/ari/asterisk/ping", self._ping)
        app.router.add_get("/ari/applications/{app}", self._application)
        app.router.add_put("/ari/applications/{app}/eventFilter", self._filter)
        return app

    async def say(self, *messages: Row) -> None:
        """Tell the newest listener."""
        for message in messages:
            await self.sockets[-1].send_json(message)

    def hang_up(self) -> None:
        """Cut all lines without a word."""
        for socket in self.sockets:
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()
        self.sockets.clear()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        login = base64.b64encode(f"crm:{self.secret}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {login}":
            self.tries.append(dict(request.headers))
            return web.json_response({"message": "Authentication required"}, status=401)
        response: web.StreamResponse = await handler(request)
        return response

    async def _events(self, request: web.Request) -> web.StreamResponse:
        self.tries.append(dict(request.headers))
        self.queries.append(dict(request.query))
        if "Origin" in request.headers:
            return web.Response(status=403)
        socket = web.WebSocketResponse(protocols=("ari",))
        await socket.prepare(request)
        self.sockets.append(socket)
        async for _message in socket:
            pass
        return socket

    async def _list_channels(self, _request: web.Request) -> web.Response:
        return web.json_response({} if self.is_dumb else list(self.channels))

    async def _list_bridges(self, _request: web.Request) -> web.Response:
        return web.json_response(list(self.bridges))

    async def _variable(self, request: web.Request) -> web.Response:
        name, channel_id = request.query["variable"], request.match_info["id"]
        if name == "CHANNEL(linkedid)":
            return web.json_response({"value": self.call_of.get(channel_id, channel_id)})
        return web.json_response({"value": self.presentation})

    async def _application(self, request: web.Request) -> web.Response:
        known = self.knows_app and request.match_info["app"] == "crm-desktop"
        return web.json_response({"name": "crm-desktop"}, status=200 if known else 404)

    async def _filter(self, request: web.Request) -> web.Response:
        if self.is_read_only:
            return web.json_response({"message": "Write access denied"}, status=403)
        self.unwanted += [kind["type"] for kind in (await request.json())["disallowed"]]
        return web.json_response({})

    async def _ping(self, _request: web.Request) -> web.Response:
        now = datetime.now(UTC) + timedelta(seconds=self.clock_off_s)
        written = now.strftime("%Y-%m-%dT%H:%M:%S.000+0000")
        return web.json_response({"ping": "pong", "timestamp": written})


@asynccontextmanager
async def listening(
    exchange: AriExchange, context: ssl.SSLContext | None = None
) -> AsyncIterator[AriAccount]:
    """Let ``exchange`` listen while the block runs; yield how to sign in to it."""
    runner = web.AppRunner(exchange.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    port = runner.addresses[0][1]
    account = AriAccount("pbx", "127.0.0.1", "crm", Secret(SECRET), port=port)
    try:
        yield replace(account, tls=context is not None)
    finally:
        exchange.hang_up()
        await asyncio.sleep(0)
        await runner.cleanup()
