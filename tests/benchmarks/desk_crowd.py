"""Many desks in one process: each listens and asks as a desk's call feed does, and shows nothing.

Standard input: a JSON list of desks as address and extension, then anything to end. Standard
output: ``ready`` once all follow, then one JSON object with what they were told: for each ringing
at a desk's own telephone the caller, the extension, the step's id and when (monotonic clock).
"""

from __future__ import annotations

import json
import re
import selectors
import sys
import time
from typing import Any, Final

import psycopg
from psycopg import pq, sql

from crm_desktop.actions.calls import own_channel
from crm_desktop.background.call_feed import POLL_S
from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.queries.calls import MOST_STEPS
from crm_desktop.database.queries.calls_statements import OWN_STEPS_AFTER

_STEP_ID: Final = re.compile(rb"[0-9]{1,19}")
_ASK: Final = OWN_STEPS_AFTER.replace(b"%(step_id)s", b"$1").replace(b"%(most)s", b"$2")


class CrowdDesk:
    """One desk with its two connections, of which the second never waits for an answer."""

    def __init__(self, dsn: str, extension: str) -> None:
        """Connect and begin at the newest step."""
        self.extension = extension
        self.told: list[tuple[str, str, int, float]] = []
        self.questions = 0
        self.poll_at = time.monotonic() + POLL_S
        listening = connection_text(dsn, ConnectionKind())
        self.listener = psycopg.connect(listening, autocommit=True)
        self.listener.execute(sql.SQL("LISTEN {}").format(sql.Identifier(own_channel(extension))))
        asking = connection_text(dsn, ConnectionKind(autocommit=True))
        self.asker = psycopg.connect(asking, autocommit=True)
        self.asker.pgconn.prepare(b"ask", _ASK)
        row = self.asker.execute("SELECT newest_step_id()").fetchone()
        assert row is not None
        self._newest: int = row[0]
        self._is_asking = False
        self._is_behind = False

    def on_heard(self) -> None:
        """Ask when a notification tells of a newer step."""
        self.listener.pgconn.consume_input()
        newest = 0
        while (notification := self.listener.pgconn.notifies()) is not None:
            if _STEP_ID.fullmatch(notification.extra):
                newest = max(newest, int(notification.extra))
        if newest > self._newest:
            self.ask()

    def ask(self) -> None:
        """Ask for the steps newer than those known; once more when an answer is awaited."""
        self.poll_at = time.monotonic() + POLL_S
        if self._is_asking:
            self._is_behind = True
            return
        values = [str(self._newest).encode(), str(MOST_STEPS).encode()]
        self.asker.pgconn.send_query_prepared(b"ask", values)
        self.asker.pgconn.flush()
        self._is_asking = True
        self.questions += 1

    def on_answer(self) -> None:
        """Take the steps that came, once the answer is whole."""
        connection = self.asker.pgconn
        connection.consume_input()
        while not connection.is_busy():
            result = connection.get_result()
            if result is None:
                break
            self._take(result)
        if not connection.is_busy() and self._is_asking:
            self._is_asking = False
            if self._is_behind:
                self._is_behind = False
                self.ask()

    def _take(self, result: pq.abc.PGresult) -> None:
        if result.status != pq.ExecStatus.TUPLES_OK:
            raise SystemExit(result.error_message.decode())
        at = time.monotonic()
        for row in range(result.ntuples):
            self._newest = max(self._newest, int(result.get_value(row, 0) or 0))
            if result.get_value(row, 3) != b"ringing" or result.get_value(row, 7) is None:
                continue
            extension = (result.get_value(row, 4) or b"").decode()
            if extension == self.extension:
                caller = (result.get_value(row, 8) or b"").decode()
                self.told.append((caller, extension, int(result.get_value(row, 1) or 0), at))
        self._is_behind |= result.ntuples == MOST_STEPS


def main() -> None:
    """Follow the calls until told to end."""
    desks = [CrowdDesk(*desk) for desk in json.loads(sys.stdin.readline())]
    with selectors.DefaultSelector() as selector:
        selector.register(sys.stdin, selectors.EVENT_READ, None)
        for desk in desks:
            selector.register(desk.listener.fileno(), selectors.EVENT_READ, desk.on_heard)
            selector.register(desk.asker.fileno(), selectors.EVENT_READ, desk.on_answer)
        print("ready", flush=True)
        while _goes_on(selector):
            now = time.monotonic()
            for desk in desks:
                if desk.poll_at <= now:
                    desk.ask()
    told = [one for desk in desks for one in desk.told]
    print(json.dumps({"told": told, "questions": sum(desk.questions for desk in desks)}))


def _goes_on(selector: selectors.BaseSelector) -> bool:
    """Do what can be done at once; False when that is to end."""
    for key, _ in selector.select(0.05):
        do: Any = key.data
        if do is None:
            return False
        do()
    return True


if __name__ == "__main__":
    main()
