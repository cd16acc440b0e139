from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop import resources


def test_folders_are_found_in_the_repository() -> None:
    assert (resources.migrations_folder() / "env.py").is_file()
    assert resources.resource("translations").is_dir()


def test_folders_are_found_in_the_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_migrations").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)

    assert resources.migrations_folder() == tmp_path / "_migrations"
    assert resources.resource("icons", "phone.svg") == tmp_path.parent / "resources/icons/phone.svg"
