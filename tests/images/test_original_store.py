from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path

import pytest

from crm_desktop.errors.papers import (
    BadPaperStore,
    OriginalMissing,
    PaperStoreAway,
    PaperStoreFull,
)
from crm_desktop.images.original_store import MARKER, OriginalStore, name_of, original_store

CONTENT = "髙橋様の手紙".encode()
KEY = sha256(CONTENT).digest()


@pytest.fixture
def store(tmp_path: Path) -> OriginalStore:
    store = original_store((tmp_path / "紙").as_uri())
    store.mark()
    return store


def place_of(store: OriginalStore) -> Path:
    return Path(store.root) / name_of(KEY, "image/jpeg")


def test_original_lies_under_its_hash(store: OriginalStore) -> None:
    store.write(KEY, "image/jpeg", CONTENT)

    assert place_of(store).name == f"{KEY.hex()}.jpg"
    assert place_of(store).read_bytes() == CONTENT
    assert store.read(KEY, "image/jpeg") == CONTENT


def test_half_written_original_is_written_anew(store: OriginalStore) -> None:
    store.write(KEY, "image/jpeg", CONTENT)
    place_of(store).write_bytes(CONTENT[:5])

    store.write(KEY, "image/jpeg", CONTENT)

    assert place_of(store).read_bytes() == CONTENT


@pytest.mark.parametrize("spoilt", [b"", b"another"])
def test_original_with_other_bytes_is_not_handed_out(store: OriginalStore, spoilt: bytes) -> None:
    store.write(KEY, "image/jpeg", CONTENT)
    place_of(store).write_bytes(spoilt)

    with pytest.raises(OriginalMissing):
        store.read(KEY, "image/jpeg")


def test_breaking_off_is_not_taken_for_a_place_that_is_away(
    store: OriginalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_path: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.files, "info", interrupted)

    with pytest.raises(KeyboardInterrupt):
        store.check()


def test_empty_folder_where_a_share_was_is_told_from_a_lost_original(store: OriginalStore) -> None:
    with pytest.raises(OriginalMissing):
        store.read(KEY, "image/jpeg")

    (Path(store.root) / MARKER).unlink()

    with pytest.raises(PaperStoreAway):
        store.read(KEY, "image/jpeg")
    with pytest.raises(PaperStoreAway):
        store.write(KEY, "image/jpeg", CONTENT)
    assert list(Path(store.root).iterdir()) == []


def test_full_disk_is_told(store: OriginalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: object, *, exist_ok: bool) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(store.files, "makedirs", full)

    with pytest.raises(PaperStoreFull):
        store.write(KEY, "image/jpeg", CONTENT)


def test_every_file_system_of_fsspec_serves() -> None:
    store = original_store("memory://office/papers")
    store.mark()

    store.write(KEY, "application/pdf", CONTENT)

    assert store.read(KEY, "application/pdf") == CONTENT


@pytest.mark.parametrize(
    "url",
    [
        "papers",
        "../papers",
        "http://nas/papers",
        "data:,x",
        "sftp://hana:geheim@nas/papers",
        "simplecache::s3://bucket/papers",
        "zip://a.zip::file:///srv",
        "nosuch://x/y",
        "s3://",
        "",
    ],
)
def test_address_that_cannot_keep_anything_is_refused(url: str) -> None:
    with pytest.raises(BadPaperStore) as refused:
        original_store(url)

    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("media_type", ["image/jpeg", "../../x", ""])
def test_name_leads_nowhere_else(media_type: str) -> None:
    assert ".." not in name_of(KEY, media_type)
    assert name_of(KEY, media_type).count("/") == 1
