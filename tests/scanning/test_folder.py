from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock

import pytest

from crm_desktop.errors.scanning import (
    ScanFileStuck,
    ScanFileTooLarge,
    ScanFileUnfinished,
    ScanFileUnreadable,
    ScanFolderGone,
)
from crm_desktop.scanning.folder import FolderSource, FolderWays, Together
from crm_desktop.scanning.source import FileLeft, ScannedFile, ScanOrder
from crm_desktop.scanning.taken_files import TakenFiles

JPEG = b"\xff\xd8\xff\xe0 \xe7\xb4\x99 \xff\xd9"


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Watched:
    """A folder that is watched with waits of no time, and the clock of who watches."""

    def __init__(self, folder: Path, **ways: object) -> None:
        self.folder = folder
        self.clock = Clock()
        self.journal = folder.parent / "taken"
        self.ways = FolderWays(**{"steady_s": 0.0, **ways})  # type: ignore[arg-type]  # as given
        self.start()

    def start(self) -> None:
        taken = TakenFiles(self.journal)
        self.source = FolderSource("棚", self.folder, self.ways, taken=taken, clock=self.clock)

    def put(self, name: str, content: bytes = JPEG) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def found(self) -> list[ScannedFile | FileLeft]:
        return list(self.source.scan(ScanOrder()))

    def files(self) -> list[ScannedFile]:
        return [found for found in self.found() if isinstance(found, ScannedFile)]

    def names(self) -> list[str]:
        return [file.name for file in self.files()]

    def problems(self) -> list[type[Exception]]:
        return [type(found.error) for found in self.found() if isinstance(found, FileLeft)]

    def settle_all(self) -> None:
        self.source.settle(self.files())


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    (tmp_path / "scans").mkdir()
    return Watched(tmp_path / "scans")


def test_file_leaves_the_folder_only_when_it_is_settled(watched: Watched) -> None:
    path = watched.put("髙橋様.jpg")
    [file] = watched.files()
    assert (file.name, file.content, file.source) == ("髙橋様.jpg", JPEG, "棚")
    assert path.exists()

    watched.source.settle([file])

    assert not path.exists()


def test_file_that_was_not_stored_comes_again(watched: Watched) -> None:
    watched.put("a.jpg")

    assert watched.names() == watched.names() == ["a.jpg"]


def test_file_that_still_changes_is_waited_for(tmp_path: Path) -> None:
    watched = Watched(tmp_path, steady_s=2.0)
    path = watched.put("a.tif", b"II*\0")
    stopped = ScanOrder()
    stopped.stop.set()
    assert list(watched.source.scan(stopped)) == []
    watched.clock.now_s = 3.0
    path.write_bytes(b"II*\0 and more")
    assert list(watched.source.scan(stopped)) == []

    watched.clock.now_s = 6.0

    assert watched.names() == ["a.tif"]


def test_scan_waits_itself_for_what_has_only_just_appeared(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(JPEG)
    source = FolderSource("棚", tmp_path, FolderWays(steady_s=0.05))

    assert len(list(source.scan(ScanOrder()))) == 1


def test_file_without_its_end_is_handed_over_when_nobody_goes_on(watched: Watched) -> None:
    watched.put("a.jpg", JPEG[:-2])
    watched.put("leer.pdf", b"")
    assert watched.problems() == [ScanFileUnfinished, ScanFileUnfinished]

    watched.clock.now_s = 61.0

    assert watched.names() == ["a.jpg", "leer.pdf"]


@pytest.mark.parametrize("beside", ["a.jpg.lock", ".~lock.a.jpg#", "~$A.jpg"])
def test_locked_file_is_left_alone(watched: Watched, beside: str) -> None:
    watched.put("a.jpg")
    watched.put(beside)

    assert watched.found() == []


def test_file_that_windows_lets_nobody_read_yet_is_waited_for(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_use = PermissionError(13, "in use")
    in_use.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # there on Windows only
    watched.put("a.jpg")
    monkeypatch.setattr(Path, "open", Mock(side_effect=in_use))

    assert watched.problems() == [ScanFileUnfinished]


def test_unfinished_names_are_not_looked_at_and_renamed_ones_are(watched: Watched) -> None:
    path = watched.put("a.jpg.part")
    assert watched.found() == []

    path.rename(watched.folder / "a.jpg")

    assert watched.names() == ["a.jpg"]


def test_500_files_come_in_the_order_of_their_numbers(watched: Watched) -> None:
    for number in range(500, 0, -1):
        watched.put(f"p{number}.jpg")

    assert watched.names() == [f"p{number}.jpg" for number in range(1, 501)]


def test_subfolders_are_batches_that_go_when_they_are_empty(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "scans", together=Together.SUBFOLDER)
    for name in ("朝/2.jpg", "朝/10.jpg", "夕/1.jpg", "葉書.jpg"):
        watched.put(name)
    files = watched.files()

    batches = {file.batch for file in files}
    watched.settle_all()

    assert [file.name for file in files if file.batch.startswith("朝")] == ["2.jpg", "10.jpg"]
    assert len(batches) == 3
    assert list(watched.folder.iterdir()) == []


def test_batch_waits_for_the_last_of_its_files(tmp_path: Path) -> None:
    watched = Watched(tmp_path, together=Together.SUBFOLDER)
    watched.put("朝/1.jpg")
    watched.put("朝/2.jpg", JPEG[:-2])

    assert watched.names() == []


def test_all_files_are_one_batch_where_that_is_set(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "scans", together=Together.ALL)
    watched.put("1.jpg")
    watched.put("2.jpg")

    assert len({file.batch for file in watched.files()} - {""}) == 1


def test_subfolders_are_left_alone_unless_they_are_wanted(watched: Watched) -> None:
    watched.put("他/1.jpg")

    assert watched.found() == []


def test_stored_files_are_put_away_and_none_is_written_over(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "scans", done=tmp_path / "scans" / "済")
    for content in (JPEG, JPEG + b"\0"):
        watched.put("a.jpg", content)
        watched.settle_all()

    assert (tmp_path / "scans" / "済" / "a.jpg").read_bytes() == JPEG
    assert (tmp_path / "scans" / "済" / "a (2).jpg").read_bytes() == JPEG + b"\0"
    assert watched.found() == []


def test_huge_file_stays_and_the_rest_goes_on(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "scans", limit_bytes=1_000)
    watched.put("a.tif", bytes(2_000))
    watched.put("b.jpg")

    assert watched.problems() == [ScanFileTooLarge]
    assert watched.names() == ["b.jpg"]


def test_same_file_dropped_twice_comes_twice(watched: Watched) -> None:
    path = watched.put("a.jpg")
    os.utime(path, ns=(10**18, 10**18))
    watched.settle_all()
    os.utime(watched.put("a.jpg"), ns=(10**18, 10**18))

    assert watched.names() == ["a.jpg"]


def test_file_that_took_the_place_of_a_stored_one_is_not_deleted(watched: Watched) -> None:
    watched.put("scan0001.jpg")
    [file] = watched.files()
    watched.put("scan0001.jpg", JPEG + b"another letter \xff\xd9")

    watched.source.settle([file])

    assert watched.files()[0].content != file.content


def test_folder_may_go_and_come_back(watched: Watched) -> None:
    watched.put("a.jpg")
    shutil.move(watched.folder, watched.folder.with_name("away"))
    with pytest.raises(ScanFolderGone):
        watched.found()

    shutil.move(watched.folder.with_name("away"), watched.folder)

    assert watched.names() == ["a.jpg"]


def test_stored_file_that_nobody_could_delete_is_not_taken_after_a_restart(
    watched: Watched,
) -> None:
    path = watched.put("a.jpg")
    status = path.stat()
    taken = TakenFiles(watched.journal)
    taken.add([("a.jpg", (status.st_size, status.st_mtime_ns))])  # and there the program died

    watched.start()

    assert watched.found() == []
    assert not path.exists()
    assert watched.journal.read_text() == ""


def test_names_of_files_are_not_written_down(watched: Watched) -> None:
    TakenFiles(watched.journal).add([("髙橋花子様.jpg", (1, 2))])

    assert "髙橋" not in watched.journal.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems store no such names")
def test_name_in_another_encoding_is_taken(watched: Watched) -> None:
    raw = os.fsencode(watched.folder) + b"/" + "髙橋.jpg".encode("cp932")
    Path(os.fsdecode(raw)).write_bytes(JPEG)

    assert watched.names() == ["髙橋.jpg"]
    watched.settle_all()
    assert watched.found() == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_link_to_a_file_elsewhere_is_not_followed(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "秘密.jpg").write_bytes(JPEG)
    (watched.folder / "a.jpg").symlink_to(tmp_path / "秘密.jpg")

    assert watched.found() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders there")
def test_pipe_in_the_folder_is_left_alone(watched: Watched) -> None:
    os.mkfifo(watched.folder / "a.jpg")

    assert watched.found() == []


def test_longest_name_and_strange_signs_are_taken(watched: Watched) -> None:
    watched.put("あ" * 83 + ".jpg")
    watched.put("a b;$(id)'%.jpg")

    assert watched.names() == ["a b;$(id)'%.jpg", "あ" * 83 + ".jpg"]
    watched.settle_all()
    assert watched.found() == []


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Have no rights of an administrator for a while, where this is one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def open_to_all(folder: Path) -> Watched:
    folder.chmod(0o755)
    (folder / "scans").mkdir()
    return Watched(folder / "scans")


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such rights there")
def test_file_that_may_not_be_read_is_told_and_the_rest_goes_on() -> None:
    with TemporaryDirectory() as name:
        watched = open_to_all(Path(name))
        watched.put("a.jpg").chmod(0)
        watched.put("b.jpg")

        with as_somebody_else():
            assert watched.problems() == [ScanFileUnreadable]
            assert watched.names() == ["b.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights there")
def test_stored_file_in_a_folder_that_may_not_be_written_is_told_and_not_taken_again() -> None:
    with TemporaryDirectory() as name:
        watched = open_to_all(Path(name))
        watched.put("a.jpg").chmod(0o644)
        watched.folder.chmod(0o555)

        with as_somebody_else():
            [file] = watched.files()
            with pytest.raises(ScanFileStuck):
                watched.source.settle([file])
            assert watched.found() == []


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights there")
def test_folder_that_may_not_be_looked_into_is_told() -> None:
    with TemporaryDirectory() as name:
        watched = open_to_all(Path(name))
        watched.folder.chmod(0)

        with as_somebody_else(), pytest.raises(ScanFolderGone):
            watched.found()
