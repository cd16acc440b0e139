from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.scanning import (
    FeederEmpty,
    ScannerFailed,
    ScannerSilent,
    ScanProgramMissing,
)
from crm_desktop.scanning.command import CommandSource
from crm_desktop.scanning.source import ScannedFile, ScanOrder
from tests.scanning.scan_programs import script

WRITES = """
import pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
for number in (2, 10, 1):
    (folder / f"頁{number}.jpg").write_bytes(b"page %d" % number)
(folder / "x.tmp").write_bytes(b"")
(folder / "sub").mkdir()
"""


def source(folder: Path, text: str, timeout_s: float = 60.0) -> CommandSource:
    return CommandSource("複合機", [*script(folder, text), "{folder}"], timeout_s=timeout_s)


def test_pages_come_in_the_order_of_their_names_as_one_batch(tmp_path: Path) -> None:
    pages = list(source(tmp_path, WRITES).scan(ScanOrder()))

    files = [page for page in pages if isinstance(page, ScannedFile)]
    assert [file.content for file in files] == [b"page 1", b"page 2", b"page 10"]
    assert len({file.batch for file in files}) == 1
    assert files[0].name == "複合機-0001.jpg"


@pytest.mark.parametrize(
    ("ending", "error", "timeout_s"),
    [
        ("sys.exit('kein Papier 紙なし')", ScannerFailed, 60.0),
        ("time.sleep(600)", ScannerSilent, 5.0),
    ],
)
def test_pages_before_a_failure_are_handed_over(
    tmp_path: Path, ending: str, error: type[Exception], timeout_s: float
) -> None:
    pages = source(tmp_path, WRITES + ending, timeout_s).scan(ScanOrder())

    assert len([next(pages) for _ in range(3)]) == 3
    with pytest.raises(error):
        next(pages)


def test_program_that_writes_nothing_had_no_paper(tmp_path: Path) -> None:
    with pytest.raises(FeederEmpty):
        list(source(tmp_path, "").scan(ScanOrder()))


def test_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScanProgramMissing):
        list(CommandSource("複合機", [str(tmp_path / "NAPS2"), "{folder}"]).scan(ScanOrder()))


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "秘密.jpg").write_bytes(b"secret")
    text = f"import os, sys\nos.symlink({str(tmp_path / '秘密.jpg')!r}, sys.argv[1] + '/1.jpg')"

    with pytest.raises(FeederEmpty):
        list(source(tmp_path, text).scan(ScanOrder()))
