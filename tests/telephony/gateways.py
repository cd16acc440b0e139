"""A gateway on a thread of its own, and a line to it, for tests."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import threading
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
        process.wait(20)
        process.stdout.close()


@contextmanager
def running(gateway: Gateway) -> Iterator[int]:
    """Run ``gateway`` while the block runs; yield its port."""
    loop = asyncio.new_event_loop()
    stop, ready = asyncio.Event(), threading.Event()
    ports: list[int] = []

    async def serve() -> None:
        async with gateway.running() as port:
            ports.append(port)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    try:
        assert ready.wait(20)
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        loop.close()


def push(port: int, *, token: str = TOKEN, **fields: Any) -> tuple[int, dict[str, Any]]:
    """Push one event as JSON; return status and answer."""
    told = {"event": "newCall", "direction": "in", "callId": "c1", **fields}
    return send(port, "POST", f"/api/v1/cti/{token}", json.dumps(told).encode())


def send(
    port: int, method: str, path: str, body: bytes = b"", content_type: str = "application/json"
) -> tuple[int, dict[str, Any]]:
    """Send one request; return status and the JSON object that came back."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request(method, path, body, {"Content-Type": content_type})
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        line.close()
