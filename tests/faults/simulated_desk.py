"""Desks without windows: each with a connection, drafts and a ledger of its own, in one process.

Standard input: a line of JSON, the list of `Seat`s, then its end, which lets each desk finish what
it saves. Standard output: ``ready`` once all desks work. Killed and started anew, each desk goes on
with the drafts it finds, as a real one does.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from os import fsync
from pathlib import Path
from typing import Any, Final

from crm_desktop.app.desk_questions import DeskQuestions
from crm_desktop.app.new_order_questions import NewOrderQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.schema import import_models
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable, TookTooLong
from crm_desktop.ui.new_order.reading import order_of_draft
from crm_desktop.ui.shared.formats import Formats
from tests.faults.typed_work import hash_of, note_of, typed_note, typed_order

RETRY_DELAYS_S: Final = (0.1, 0.5, 1.0)
SAVES_A_CARD: Final = 5
ORDERS_OF_ALL: Final = 0.4


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a desk stands; ``rest_s`` lies between two savings, ``key`` is that of its drafts."""

    dsn: str
    login: str
    folder: str
    key: str
    customers: list[int]
    rest_s: float = 0.05


class Ledger:
    """One line of JSON an event; a line is on the disk before the next thing happens."""

    def __init__(self, path: Path) -> None:
        """Go on with the lines of an earlier life."""
        self._file = path.open("a", encoding="utf-8")

    def write(self, event: str, draft: Draft | None = None, **facts: Any) -> None:
        """Add ``event`` at the moment of the machine's own clock, with the draft's identity."""
        line: dict[str, Any] = {"event": event, "at": time.monotonic(), **facts}
        if draft is not None:
            line |= {"operation": str(draft.draft_id), "kind": draft.kind, "hash": hash_of(draft)}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        fsync(self._file.fileno())


class SimulatedDesk:
    """Types, keeps, saves and tries again, until told to stop; then finishes what it saves."""

    def __init__(self, seat: Seat, stop: threading.Event) -> None:
        """Ask nothing yet."""
        self._seat = seat
        self._stop = stop
        self._chance = random.Random()
        folder = Path(seat.folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._ledger = Ledger(folder / "ledger.jsonl")
        self._drafts = DraftStore(folder / "drafts", seat.login, seat.key.encode(), _now)
        self._database = Database(seat.dsn, pool_size=1)
        self._cards = 0

    def run(self) -> None:
        """Work until the stop; what an earlier life left behind is saved first."""
        try:
            staff = self._until_it_works(self._sign_in)
            self._questions = DeskQuestions(self._database, staff, Formats("ja"), _now)
            self._orders = NewOrderQuestions(self._database, staff.staff_id)
            self._ledger.write("sat down", found=len(self._drafts.drafts()))
            for draft in self._drafts.drafts():
                self._save(draft)
            while not self._stop.is_set():
                self._serve_one_customer()
            for draft in self._drafts.drafts():
                self._ledger.write("left behind", draft)
        except Exception as error:
            self._ledger.write("broke", error=repr(error))
            raise
        finally:
            self._database.close()

    def _serve_one_customer(self) -> None:
        customer_id = self._seat.customers[self._cards % len(self._seat.customers)]
        self._cards += 1
        self._until_it_works(lambda: self._questions.load_card(customer_id, OpeningReason.SEARCH))
        for _ in range(SAVES_A_CARD):
            if not self._stop.is_set():
                self._save(self._type(customer_id))
                self._stop.wait(self._seat.rest_s * self._chance.uniform(0.5, 1.5))

    def _type(self, customer_id: int) -> Draft:
        """Return a note or an order that no other has; it is kept in halves, as it is typed."""
        orders = self._chance.random() < ORDERS_OF_ALL
        half, whole = (typed_order if orders else typed_note)(customer_id, self._chance)
        self._drafts.keep(half)
        self._drafts.keep(whole)
        self._ledger.write("typed", whole)
        return whole

    def _save(self, draft: Draft) -> None:
        self._until_it_works(lambda: self._store(draft))
        self._ledger.write("acknowledged", draft)
        self._drafts.forget(draft.draft_id)

    def _store(self, draft: Draft) -> None:
        if draft.kind is DraftKind.ORDER:
            self._orders.save(order_of_draft(draft))
        else:
            self._questions.save_note(note_of(draft))

    def _sign_in(self) -> Any:
        with self._database.asking() as session:
            return sign_in(session, "test")

    def _until_it_works(self, work: Callable[[], Any]) -> Any:
        tries = 0
        while True:
            try:
                return work()
            except (DatabaseUnreachable, TookTooLong) as error:
                self._ledger.write("tried", error=type(error).__name__)
            except CrmError as error:
                self._ledger.write("refused", error=repr(error))
                raise
            time.sleep(RETRY_DELAYS_S[min(tries, len(RETRY_DELAYS_S) - 1)])
            tries += 1


def _now() -> datetime:
    return datetime.now(UTC)


def main() -> None:
    """Let all desks work until standard input ends."""
    import_models()  # a real desk has them by its pages
    stop = threading.Event()
    seats = [Seat(**seat) for seat in json.loads(sys.stdin.readline())]
    threads = [threading.Thread(target=SimulatedDesk(seat, stop).run) for seat in seats]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
