from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import keyring
from keyring.backends.fail import Keyring as NoBackend

from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import DraftPlace

NOW = datetime(2026, 11, 22, 1, 32, tzinfo=UTC)
NOTE = Draft(uuid4(), DraftKind.NOTE, 4182, {"body": "髙橋様より"}, NOW)


def test_drafts_outlive_the_program(tmp_path: Path) -> None:
    before = DraftPlace(tmp_path / "drafts", lambda: NOW)
    opened = before.open("hana@本社")
    opened.store.keep(NOTE)
    before.close()
    after = DraftPlace(tmp_path / "drafts", lambda: NOW)

    assert opened.problem is None
    assert after.open("hana@本社").store.drafts() == [NOTE]
    assert after.open("hana@支社").store.drafts() == []
    after.close()


def test_without_a_keyring_it_is_said_once_and_signing_in_again_finds_all(tmp_path: Path) -> None:
    keyring.set_keyring(NoBackend())  # type: ignore[no-untyped-call]
    place = DraftPlace(tmp_path / "drafts", lambda: NOW)

    first = place.open("hana")
    first.store.keep(NOTE)
    again = place.open("hana")

    assert (first.problem is None, again.problem) == (False, None)
    assert again.store.drafts() == [NOTE]
    assert not again.store.lasting
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["key.lock"]


def test_all_who_open_at_once_have_the_same_drafts(tmp_path: Path) -> None:
    place = DraftPlace(tmp_path / "drafts", lambda: NOW)

    with ThreadPoolExecutor(8) as threads:
        stores = {opened.store for opened in threads.map(place.open, ["hana"] * 8)}
    place.close()

    assert len(stores) == 1


def test_place_without_a_folder_keeps_in_memory_and_says_nothing() -> None:
    opened = DraftPlace(None, lambda: NOW).open("hana")
    opened.store.keep(NOTE)

    assert opened.problem is None
    assert opened.store.drafts() == [NOTE]
