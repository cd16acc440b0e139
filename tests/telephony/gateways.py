"""A gateway on a thread of its own, and a line to it, for tests."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from crm_desktop.telephony.gateway import Gateway

TOKEN = "a-token-that-is-long-enough"
TOKEN_VARIABLE = "CRM_DESKTOP_GATEWAY_TOKEN_PBX"


@contextmanager
def gateway_process(dsn: str, *options: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Run ``crm-desktop gateway`` while the block runs; yield its port and the process."""
    line = [sys.executable, "-m", "crm_desktop", "gateway", "--port", "0", "--dsn", dsn, *options]
    environment = {**os.environ, TOKEN_VARIABLE: TOKEN}
    process = subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        told = process.stdout.readline()
        assert told.startswith("listening on 127.0.0.1:")
        yield int(told.split(":")[1].split()[0]), process
    finally:
        process.kill()
        process.wait(60)
        process.stdout.close()


@contextmanager
def running(gateway: Gateway) -> Iterator[int]:
    """Run ``gateway`` while the block runs; yield its port."""
    stop, ready = asyncio.Event(), threading.Event()
    loops: list[asyncio.AbstractEventLoop] = []
    ports: list[int] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        async with gateway.running() as port:
            ports.append(port)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(60)
        yield ports[0]
    finally:
        loops[0].call_soon_threadsafe(stop.set)
        thread.join(60)


def push(port: int, *, token: str = TOKEN, **fields: Any) -> tuple[int, dict[str, Any]]:
    """Push one event as JSON; return status and answer."""
    told = {"event": "newCall", "direction": "in", "callId": "c1", **fields}
    return send(port, "POST", f"/api/v1/cti/{token}", json.dumps(told).encode())


def wait_until_stored(port: int) -> None:
    """Wait until nothing is on disk only, as it is where the database takes long to answer."""
    give_up_at = time.monotonic() + 60
    while send(port, "GET", "/healthz")[1]["spooled"]:
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def send(
    port: int, method: str, path: str, body: bytes = b"", content_type: str = "application/json"
) -> tuple[int, dict[str, Any]]:
    """Send one request; return status and the JSON object that came back."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request(method, path, body, {"Content-Type": content_type})
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        line.close()
