from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.lasting_names import sync_folder


def test_names_of_a_folder_are_kept(tmp_path: Path) -> None:
    (tmp_path / "髙橋様のお手紙.jpg").touch()
    sync_folder(tmp_path)


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")
