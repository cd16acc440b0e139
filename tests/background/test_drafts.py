from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from pytestqt.qtbot import QtBot

from crm_desktop.background import draft_writer
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import OpenedDrafts
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.drafts import DraftNotWritten, DraftsNotLasting, DraftsUnreadable
from tests.held import items_held_by

NOW = datetime(2026, 11, 22, 1, 32, tzinfo=UTC)
KEY = Fernet.generate_key()

LONG_S = 60.0

OpenKeeper = Callable[..., DraftKeeper]


@pytest.fixture(autouse=True)
def time_to_close(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is closed bring all to the disk, however busy the machine is."""
    monkeypatch.setattr(draft_writer, "_LONGEST_CLOSE_S", LONG_S)


def note(text: str = "髙橋様 ﾉﾄﾞが痛い", **changes: Any) -> Draft:
    return replace(Draft(uuid4(), DraftKind.NOTE, 4182, {"body": text}, NOW), **changes)


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[], DraftStore]]:
    with ExitStack() as closing:

        def open_store() -> DraftStore:
            store = DraftStore(tmp_path, "髙橋", KEY, lambda: NOW)
            closing.callback(store.close)
            return store

        yield open_store


@pytest.fixture
def open_keeper(qtbot: QtBot, open_store: Callable[[], DraftStore]) -> Iterator[OpenKeeper]:
    """Return what opens keepers on the files of the test; ``kept`` are there before."""
    with ExitStack() as closing:

        def open_keeper(*kept: Draft, store: DraftStore | None = None) -> DraftKeeper:
            own = store or open_store()
            for draft in kept:
                own.keep(draft)
            keeper = DraftKeeper(lambda: OpenedDrafts(own))
            closing.callback(keeper.close)
            with qtbot.waitSignal(keeper.opened):
                keeper.start()
            return keeper

        yield open_keeper


def bodies(drafts: Iterator[Draft] | list[Draft] | tuple[Draft, ...]) -> list[object]:
    return [draft.fields["body"] for draft in drafts]


def test_last_of_many_keys_is_on_the_disk_soon(
    qtbot: QtBot, open_keeper: OpenKeeper, open_store: Callable[[], DraftStore]
) -> None:
    store, first = open_store(), note("")
    keeper = open_keeper(store=store)
    for length in range(1, 60):
        keeper.keep(replace(first, fields={"body": "あ" * length}))

    qtbot.waitUntil(lambda: bodies(store.drafts()) == ["あ" * 59])
    assert keeper.left == ()


def test_what_was_left_before_is_offered_the_newest_first(open_keeper: OpenKeeper) -> None:
    keeper = open_keeper(
        note("一"),
        note("二", typed_at=NOW + timedelta(hours=1)),
        note("三", queued_at=NOW + timedelta(seconds=9)),
        note("四", queued_at=NOW),
    )

    assert bodies(keeper.left) == ["二", "一"]
    assert bodies(keeper.queued) == ["四", "三"]


def test_draft_in_hand_is_not_offered_until_it_is_let_go(open_keeper: OpenKeeper) -> None:
    draft = note()
    keeper = open_keeper(draft)
    told: list[int] = []
    keeper.changed.connect(lambda: told.append(len(keeper.left)))

    keeper.keep(draft)
    keeper.let_go(draft.draft_id)
    keeper.forget(draft.draft_id)
    keeper.put_back(draft)

    assert told == [0, 1, 0, 1]


def test_closing_brings_to_the_disk_what_was_just_typed(
    open_keeper: OpenKeeper, open_store: Callable[[], DraftStore]
) -> None:
    store, saved, typed = open_store(), note("一"), note("二")
    keeper = open_keeper(store=store)
    keeper.keep(saved)
    keeper.keep(typed)
    keeper.forget(saved.draft_id)

    keeper.close()

    assert bodies(store.drafts()) == ["二"]


def test_full_disk_is_told_once_and_again_after_it_was_well(
    qtbot: QtBot,
    open_keeper: OpenKeeper,
    open_store: Callable[[], DraftStore],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, problems = open_store(), list[Exception]()
    keeper = open_keeper(store=store)
    keeper.problem.connect(problems.append)
    full = OSError(28, "No space left on device")
    for _ in range(2):
        with monkeypatch.context() as disk:
            disk.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(full))
            for _ in range(3):
                keeper.keep(note())
                assert not keeper.flush(LONG_S)
        keeper.keep(note())
        assert keeper.flush(LONG_S)
    qtbot.wait(10)

    assert [type(problem) for problem in problems] == [DraftNotWritten] * 2
    assert len(store.drafts()) == 8


def test_what_a_full_disk_refused_is_written_once_there_is_room(
    qtbot: QtBot, open_keeper: OpenKeeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = open_keeper()
    full = OSError(28, "No space left on device")
    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(full))
        for word in ("一", "二"):
            keeper.keep(note(word))
            assert not keeper.flush(LONG_S)

    qtbot.waitUntil(keeper.flush)

    files = tmp_path.rglob("*.draft")
    assert len(list(files)) == 2


def test_typing_waits_for_no_keyring_and_is_written_once_it_opens(
    qtbot: QtBot, open_store: Callable[[], DraftStore]
) -> None:
    asked, store = threading.Event(), open_store()
    problem = DraftsNotLasting("test")
    keeper = DraftKeeper(lambda: OpenedDrafts(store, problem) if asked.wait(LONG_S) else None)  # type: ignore[arg-type,return-value]
    keeper.start()
    typed = note()
    keeper.keep(typed)
    was_written = keeper.flush(timeout_s=0.0)

    with qtbot.waitSignal(keeper.problem) as told:
        asked.set()
    keeper.close()

    assert (was_written, told.args) == (False, [problem])
    assert store.drafts() == [typed]


def test_files_that_cannot_be_read_are_told(
    qtbot: QtBot, open_store: Callable[[], DraftStore], tmp_path: Path
) -> None:
    before = open_store()
    before.keep(note())
    next(before.folder.glob("*.draft")).write_bytes(b"\0")
    keeper = DraftKeeper(lambda: OpenedDrafts(before))
    before._memory.clear()

    with qtbot.waitSignal(keeper.problem) as told:
        keeper.start()
    keeper.close()

    assert isinstance(told.args[0], DraftsUnreadable)
    assert told.args[0].number == 1


def test_drafts_that_are_gone_leave_nothing_behind(
    qtbot: QtBot, open_keeper: OpenKeeper, open_store: Callable[[], DraftStore]
) -> None:
    store = open_store()
    keeper = open_keeper(store=store)
    held = list[int]()
    for _ in range(2):
        for _ in range(40):
            draft = note()
            keeper.keep(draft)
            keeper.forget(draft.draft_id)
        assert keeper.flush(LONG_S)
        held.append(items_held_by(keeper, keeper._writer, store))

    assert held[0] == held[1]
