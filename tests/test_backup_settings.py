from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.settings import Settings, load_settings


def settings_of(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "設定.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file)})


def test_nights_are_backed_up_unless_the_office_says_otherwise(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "").backup.nightly
    assert not settings_of(tmp_path, "[backup]\nnightly = false").backup.nightly


def test_office_chooses_place_hour_and_how_many_stay(tmp_path: Path) -> None:
    backup = settings_of(
        tmp_path, '[backup]\nfolder = "/控え"\nhour = 23\nkeep_weekly = 0\nkeep_monthly = 24'
    ).backup

    assert (backup.folder, backup.hour) == ("/控え", 23)
    assert (backup.keep_daily, backup.keep_weekly, backup.keep_monthly) == (7, 0, 24)


@pytest.mark.parametrize("line", ["hour = 24", "keep_daily = 0", "nightly = 1", "when = 2"])
def test_what_cannot_be_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings_of(tmp_path, f"[backup]\n{line}")

    assert refused.value.line == 2
