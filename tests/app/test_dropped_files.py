from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from crm_desktop.actions.intake import IntakeResult, TakenLetter
from crm_desktop.app.dropped_files import TOGETHER, DroppedFile, DroppedFiles, DropProgress
from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.papers import PaperEmpty, PaperRefused


class Office:
    """Takes what is not empty in as letters, each once."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.known: set[bytes] = set()
        self.is_away = False

    def take_in(self, files: Sequence[DroppedFile]) -> IntakeResult:
        if self.is_away:
            raise DatabaseUnreachable
        self.batches.append([file.name for file in files])
        refused: tuple[PaperRefused, ...] = tuple(
            PaperEmpty(file.name) for file in files if not file.content
        )
        letters = tuple(self._letter(file.content) for file in files if file.content)
        return IntakeResult(letters, refused, 0)

    def _letter(self, content: bytes) -> TakenLetter:
        added = content not in self.known
        self.known.add(content)
        return TakenLetter(1, added, False, "", None, 1, 0, 0)


@pytest.fixture
def office() -> Office:
    return Office()


def dropped(office: Office, jobs: Jobs, *paths: Path) -> list[DropProgress]:
    drops = DroppedFiles(office.take_in, jobs)
    told: list[DropProgress] = []
    drops.progressed.connect(told.append)
    drops.take([str(path) for path in paths])
    return told


def test_folder_is_taken_in_by_name_without_what_is_hidden(
    office: Office, inline_jobs: Jobs, tmp_path: Path
) -> None:
    for name in ("b.png", "a.png", ".DS_Store", "下/c.png"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(name.encode())
    (tmp_path / "link.png").symlink_to("/etc/hostname")

    told = dropped(office, inline_jobs, tmp_path)

    assert office.batches == [["a.png", "b.png", "c.png"]]
    assert told[-1] == DropProgress(3, 3, letters=3, is_over=True)


def test_bad_known_and_missing_files_are_counted_apart(
    office: Office, inline_jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "空.pdf").write_bytes(b"")
    (tmp_path / "一.png").write_bytes(b"1")
    (tmp_path / "同じ.png").write_bytes(b"1")

    told = dropped(office, inline_jobs, *sorted(tmp_path.iterdir()), tmp_path / "消えた.png")

    assert told[-1].outcome == (1, 1, 1, 1)


def test_many_files_are_taken_in_by_portions_and_can_be_stopped_between(
    office: Office, inline_jobs: Jobs, tmp_path: Path
) -> None:
    for number in range(TOGETHER * 3):
        (tmp_path / f"{number:03}.png").write_bytes(bytes([number]))
    drops = DroppedFiles(office.take_in, inline_jobs)
    told: list[DropProgress] = []
    drops.progressed.connect(told.append)
    drops.progressed.connect(lambda now: drops.stop() if now.done == TOGETHER else None)

    drops.take([str(tmp_path)])

    assert [len(batch) for batch in office.batches] == [TOGETHER]
    assert told[-1].is_over
    assert told[-1].total == TOGETHER * 3


def test_what_is_left_stays_when_the_database_is_away(
    office: Office, inline_jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "一.png").write_bytes(b"1")
    office.is_away = True
    drops = DroppedFiles(office.take_in, inline_jobs)
    failed: list[Exception] = []
    drops.failed.connect(failed.append)

    drops.take([str(tmp_path)])

    assert [type(error) for error in failed] == [DatabaseUnreachable]
    assert (tmp_path / "一.png").exists()
