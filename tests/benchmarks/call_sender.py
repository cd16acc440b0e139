"""Rings through the gateway, one call after the other, from a process of its own.

Standard input: one JSON list of numbers. Standard output: one JSON object a call, with the
moment before its first byte was sent (seconds of the monotonic clock, which processes share).
"""

from __future__ import annotations

import http.client
import json
import sys
import time


def main(port: int, token: str, interval_s: float) -> None:
    """Let each number ring, lift the receiver and hang up, a third of the interval apart."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for index, number in enumerate(json.load(sys.stdin)):
        call_id = f"bench-{time.time_ns()}-{index}"
        sent_at = post(line, token, {"event": "newCall", "callId": call_id, "from": number})
        print(json.dumps({"number": number, "sent_at": sent_at}), flush=True)
        time.sleep(interval_s / 3)
        post(line, token, {"event": "answer", "callId": call_id, "answeringNumber": "201"})
        time.sleep(interval_s / 3)
        post(line, token, {"event": "hangup", "callId": call_id, "cause": "normalClearing"})
        time.sleep(interval_s / 3)


def post(line: http.client.HTTPConnection, token: str, event: dict[str, str]) -> float:
    """Send one event for the telephone 201 and return when that began."""
    body = json.dumps({"direction": "in", "to": "0120000000", "user": ["201"], **event})
    sent_at = time.monotonic()
    line.request(
        "POST", f"/api/v1/cti/{token}", body=body, headers={"Content-Type": "application/json"}
    )
    answer = line.getresponse()
    answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"the gateway answered {answer.status}")
    return sent_at


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
