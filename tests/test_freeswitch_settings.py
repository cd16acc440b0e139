from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.freeswitch_settings import FreeSwitchSettings
from crm_desktop.settings import Settings, load_settings


def loaded(folder: Path, text: str, **environment: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file), **environment})


def test_exchanges_are_read_from_their_tables(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        '[freeswitch."福岡"]\nhost = "192.0.2.1"\nuser = "crm@office.example"\nport = 8022\n',
        CRM_DESKTOP_FREESWITCH_SECRET_PBX="ひみつ",
    )

    assert settings.freeswitch == {
        "福岡": FreeSwitchSettings("192.0.2.1", "crm@office.example", 8022)
    }
    assert settings.freeswitch_secrets["pbx"].value == "ひみつ"
    assert "ひみつ" not in repr(settings)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("port = 8021", 2),
        ('host = "a"\nuser = "crm"', 4),
        ('host = "a"\nport = 0', 4),
        ('host = "a"\ntls = true', 4),
        ('host = "a"\nextension_pattern = "("', 4),
        ('host = "a"\nextension_pattern = "sofia/internal/[0-9]+"', 4),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, lines: str, line: int) -> None:
    with pytest.raises(SettingsError) as refused:
        loaded(tmp_path, f"\n[freeswitch.pbx]\n{lines}\n")

    assert refused.value.line == line
