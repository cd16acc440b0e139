from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.draft import DRAFT_DAYS, Draft, DraftKind
from crm_desktop.drafts.disk import SURE_AFTER
from crm_desktop.drafts.envelope import as_bytes, from_bytes
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.drafts import DraftNotWritten, DraftsNotLasting
from tests.faults.counts import count

NOW = datetime(2026, 11, 22, 1, 32, tzinfo=UTC)
KEY = Fernet.generate_key()
WORDS = "髙橋様 耳が遠い ﾃﾞﾝﾜは午前"

Open = Callable[..., DraftStore]


def draft(text: str = WORDS, **changes: Any) -> Draft:
    plain = Draft(uuid4(), DraftKind.NOTE, 4182, {"body": text, "days": [1, None]}, NOW)
    return replace(plain, **changes)


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as opened:

        def open_store(
            key: bytes | None = KEY, now: datetime = NOW, login: str = "髙橋"
        ) -> DraftStore:
            store = DraftStore(tmp_path / "drafts", login, key, lambda: now)
            opened.callback(store.close)
            return store

        yield open_store


def files(store: DraftStore, ending: str = "draft") -> list[Path]:
    return list(store.folder.glob(f"*.{ending}"))


def test_draft_is_there_again_after_a_restart(open_store: Open) -> None:
    queued = draft(queued_at=NOW + timedelta(seconds=9))
    before = open_store()
    before.keep(queued)
    before.close()

    assert open_store().drafts() == [queued]


def test_file_holds_nothing_that_was_typed(open_store: Open) -> None:
    store = open_store()
    store.keep(draft())

    (file,) = files(store)
    data = file.read_bytes() + file.name.encode() + str(store.folder).encode()
    for word in (WORDS, "髙橋", "body", "note", "4182"):
        assert word.encode() not in data
        assert word.encode("utf-16-le") not in data
    assert file.stat().st_mode & 0o077 == 0


def test_last_version_wins_and_forgotten_is_gone(open_store: Open) -> None:
    store, first, other = open_store(), draft("一"), draft("二")
    store.keep(first)
    store.keep(other)
    store.keep(replace(first, fields={"body": "三"}))
    store.forget(other.draft_id)
    store.forget(other.draft_id)
    store.close()

    assert [kept.fields for kept in open_store().drafts()] == [{"body": "三"}]


def test_without_a_key_memory_keeps_them_and_no_file_appears(open_store: Open) -> None:
    store = open_store(key=None)
    store.keep(draft())

    assert not store.lasting
    assert len(store.drafts()) == 1
    assert not store.folder.exists()


def test_everybody_has_their_own(open_store: Open) -> None:
    open_store(login="髙橋").keep(draft())

    assert open_store(login="高橋").drafts() == []


def test_drafts_older_than_seven_days_are_gone(open_store: Open) -> None:
    before = open_store()
    before.keep(draft())
    before.close()

    late = NOW + timedelta(days=DRAFT_DAYS, seconds=1)
    for now, left in ((late, 1), (late + SURE_AFTER, 1), (late + 2 * SURE_AFTER, 0)):
        store = open_store(now=now)
        assert store.drafts() == []
        assert len(files(store, "old")) == left
        assert files(store) == []
        store.close()


def test_clock_that_jumps_ahead_for_a_moment_takes_no_draft(open_store: Open) -> None:
    before, typed = open_store(), draft()
    before.keep(typed)
    before.close()
    ahead = open_store(now=NOW + timedelta(days=5000))
    assert ahead.drafts() == []
    ahead.close()

    right_again = open_store(now=NOW + timedelta(hours=1))

    assert right_again.drafts() == [typed]
    right_again.forget(typed.draft_id)
    assert [*files(right_again), *files(right_again, "old")] == []


@pytest.mark.parametrize(
    "damage",
    [b"", b"gAAAA", b"\0" * 4096, Fernet(KEY).encrypt(b"[]")],
    ids=["empty", "cut off", "zeros", "no draft inside"],
)
def test_damaged_file_is_put_aside_and_counted(open_store: Open, damage: bytes) -> None:
    before, good = open_store(), draft()
    before.keep(draft())
    files(before)[0].write_bytes(damage)
    before.keep(good)
    before.close()

    after = open_store()

    assert after.drafts() == [good]
    assert after.unreadable == 1
    assert len(files(after, "unreadable")) == 1
    assert after.drafts() == [good]
    assert after.unreadable == 1


def test_other_key_reads_nothing_and_destroys_nothing(open_store: Open) -> None:
    before = open_store()
    before.keep(draft())
    data = files(before)[0].read_bytes()
    before.close()

    after = open_store(key=Fernet.generate_key())

    assert after.drafts() == []
    assert [path.read_bytes() for path in files(after, "unreadable")] == [data]


def test_draft_of_a_newer_program_is_let_alone(open_store: Open) -> None:
    before = open_store()
    before.keep(draft())
    later = as_bytes(draft()).replace(b'"note"', b'"hologram"')
    files(before)[0].write_bytes(Fernet(KEY).encrypt(later))
    before.close()

    after = open_store()

    assert after.drafts() == []
    assert (len(files(after)), after.unreadable) == (1, 0)


def test_full_disk_keeps_the_newest_in_memory_and_the_one_before_on_disk(
    open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, first = open_store(), draft("一")
    store.keep(first)
    newer = replace(first, fields={"body": "二"})
    full = OSError(28, "No space left on device")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(full))
        with pytest.raises(DraftNotWritten, match="No space"):
            store.keep(newer)

    assert store.drafts() == [newer]
    store.close()
    assert open_store().drafts() == [first]


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file stands here")

    with pytest.raises(DraftsNotLasting):
        DraftStore(tmp_path / "drafts", "hana", KEY, lambda: NOW)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.none() | st.integers(1, 2**62))
def test_whatever_is_typed_comes_back(text: str, customer_id: int | None) -> None:
    typed = draft(text, customer_id=customer_id)

    assert from_bytes(as_bytes(typed)) == typed


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.disk import SURE_AFTER
from crm_desktop.drafts.store import DraftStore
folder, key, draft_id, start = sys.argv[1:]
store = DraftStore(Path(folder), "hana", key.encode(), lambda: datetime.now(UTC))
number = int(start)
while True:
    number += 1
    text = {"number": number, "body": "長い話 " * (number % 5000)}
    store.keep(Draft(UUID(draft_id), DraftKind.NOTE, 1, text, datetime.now(UTC)))
    print(number, flush=True)
"""


def start_writer(folder: Path, draft_id: UUID, number: int = 0) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(folder), KEY.decode(), str(draft_id), str(number)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def kill_after(writer: subprocess.Popen[str], lines: int) -> int:
    """Kill at once after so many versions; return the last one it said to have kept."""
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(lines)]
    writer.send_signal(signal.SIGKILL)
    said += writer.communicate()[0].split()
    return int(said[-1])


def number_kept(folder: Path) -> int:
    with closing(DraftStore(folder, "hana", KEY, lambda: datetime.now(UTC))) as store:
        numbers = [kept.fields["number"] for kept in store.drafts()]
        assert (len(numbers), store.unreadable, files(store, "new")) == (1, 0, [])
    return int(str(numbers[0]))


def test_killed_while_writing_never_loses_what_was_kept(tmp_path: Path) -> None:
    draft_id, number = uuid4(), 0
    for turn in range(count("CRM_TEST_KILLS", usual=3, whole=25)):
        writer = start_writer(tmp_path, draft_id, number)
        said = kill_after(writer, 5 + 17 * (turn % 7))
        kept = number_kept(tmp_path)
        assert kept >= said > number
        number = kept


def test_two_programs_leave_each_others_drafts_alone(tmp_path: Path) -> None:
    theirs = uuid4()
    writer = start_writer(tmp_path, theirs)
    assert writer.stdout is not None
    writer.stdout.readline()
    with closing(DraftStore(tmp_path, "hana", KEY, lambda: datetime.now(UTC))) as store:
        own = draft(typed_at=datetime.now(UTC))
        store.keep(own)

        store.forget(theirs)
        seen = store.drafts()
        kill_after(writer, 1)

        assert seen == [own]
        assert {kept.draft_id for kept in store.drafts()} == {own.draft_id, theirs}
