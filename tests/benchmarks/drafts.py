"""From a key in a note to its draft on the disk.

``.venv/bin/python -m tests.benchmarks.drafts`` prints n, p50, p95, p99 and max in ms: of the whole
way, in which up to 300 ms are waited for further keys, and of encrypting and writing alone.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from cryptography.fernet import Fernet
from PySide6.QtCore import QCoreApplication

from crm_desktop.actions.note_drafts import draft_of_note
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import lane
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import OpenedDrafts
from crm_desktop.drafts.store import DraftStore
from crm_desktop.ui.customer_card.note_presenter import NotePresenter
from tests.benchmarks.measures import summary

PATIENCE_S = 5.0
WORDS = "耳が遠いのでゆっくり、午前のうちに折り返す。"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures from a key to its draft on the disk.")
    parser.add_argument("--keys", type=int, default=60)
    keys = parser.parse_args().keys
    application = QCoreApplication([])
    with tempfile.TemporaryDirectory(prefix="crm-drafts-") as folder:
        store = DraftStore(Path(folder), "hana", Fernet.generate_key(), now)
        print("from key to disk", summary(typing(application.processEvents, store, keys)))
        print("writing alone   ", summary([writing(store) for _ in range(keys)]))
        store.close()


def typing(process_events: Callable[[], None], store: DraftStore, keys: int) -> list[float]:
    """Return for each key how many milliseconds it took until the disk had it."""
    jobs, keeper = lane("database", 1), DraftKeeper(lambda: OpenedDrafts(store))
    keeper.start()
    note = NotePresenter(lambda _note: None, jobs, now=now)
    note.typed.connect(lambda one: keeper.keep(draft_of_note(one, now())))
    note.open_note(4182, None)
    took = []
    for number in range(keys):
        waited(process_events, lambda: False, random.uniform(0.0, 0.4))
        before, shown = stamps(store), note.shown_note
        assert shown is not None
        began = time.perf_counter()
        note.edit(replace(shown, body=f"{number} {WORDS}" * 10))
        waited(process_events, partial(is_written, store, before), PATIENCE_S)
        took.append((time.perf_counter() - began) * 1000)
    keeper.close()
    jobs.close()
    return took


def writing(store: DraftStore) -> float:
    """Return how many milliseconds one draft takes."""
    draft = Draft(uuid4(), DraftKind.NOTE, 4182, {"body": WORDS * 10}, now())
    began = time.perf_counter()
    store.keep(draft)
    return (time.perf_counter() - began) * 1000


def waited(process_events: Callable[[], None], done: Callable[[], bool], most_s: float) -> None:
    until = time.perf_counter() + most_s
    while not done() and time.perf_counter() < until:
        process_events()
        time.sleep(0.0005)


def stamps(store: DraftStore) -> list[tuple[str, int]]:
    return sorted((file.name, file.stat().st_mtime_ns) for file in store.folder.glob("*.draft"))


def is_written(store: DraftStore, before: list[tuple[str, int]]) -> bool:
    return stamps(store) != before


def now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
