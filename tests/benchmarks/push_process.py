"""Pushes calls to a gateway on many lines at once, each push when the one before is answered."""

from __future__ import annotations

import asyncio
import json
import sys
import time

LINES = 64


def main(port: int, token: str, calls: int, run: str) -> None:
    """Let all calls ring, be answered and end, line by line; print when it began."""
    began_at = time.monotonic()
    asyncio.run(_push_all(port, token, calls, run))
    print(json.dumps({"began_at": began_at}))


async def _push_all(port: int, token: str, calls: int, run: str) -> None:
    async with asyncio.TaskGroup() as tasks:
        for line in range(LINES):
            numbers = range(line, calls, LINES)
            tasks.create_task(_push(port, [_call(token, run, number) for number in numbers]))


async def _push(port: int, calls: list[list[bytes]]) -> None:
    """Push the events of these calls so that three calls of the line go on at any time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for place in range(len(calls) + 2):
        for stage in range(3):
            if 0 <= place - stage < len(calls):
                writer.write(calls[place - stage][stage])
                await _answered(reader)
    writer.close()


async def _answered(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.decode().splitlines()[0])
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))


def _call(token: str, run: str, number: int) -> list[bytes]:
    extension = str(201 + number % 50)
    call = {"direction": "in", "to": "0120000000", "user": [extension], "callId": f"{run}-{number}"}
    caller = f"090{number:08d}"
    return [
        _request(token, {**call, "event": "newCall", "from": caller}),
        _request(token, {**call, "event": "answer", "answeringNumber": extension}),
        _request(token, {**call, "event": "hangup", "cause": "normalClearing"}),
    ]


def _request(token: str, told: dict[str, object]) -> bytes:
    body = json.dumps(told).encode()
    head = (
        f"POST /api/v1/cti/{token} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
