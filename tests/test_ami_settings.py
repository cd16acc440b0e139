from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.ami_settings import AmiSettings
from crm_desktop.errors.files import SettingsError
from crm_desktop.settings import Settings, load_settings


def loaded(folder: Path, text: str, **environment: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file), **environment})


def test_exchanges_are_read_from_their_tables(tmp_path: Path) -> None:
    text = (
        '[ami.honsha]\nhost = "pbx.example"\nuser = "crm"\ntls = true\n'
        'outside_contexts = ["from-pstn"]\n[ami."大阪"]\n'
    )
    settings = loaded(tmp_path, text + 'host = "192.0.2.1"\nuser = "髙橋"\nport = 5039\n')

    assert settings.ami == {
        "honsha": AmiSettings("pbx.example", "crm", tls=True, outside_contexts=("from-pstn",)),
        "大阪": AmiSettings("192.0.2.1", "髙橋", port=5039),
    }


def test_secret_comes_from_the_environment_and_is_not_shown(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "", CRM_DESKTOP_AMI_SECRET_HONSHA="ひみつ")

    assert settings.ami_secrets["honsha"].value == "ひみつ"
    assert "ひみつ" not in repr(settings)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('user = "crm"', 2),
        ('host = "a"\nuser = "crm"\nsecret = "x"', 5),
        ('host = "a"\nuser = "crm"\nport = 0', 5),
        ('host = "a"\nuser = "crm"\nport = "5038"', 5),
        ('host = "a"\nuser = "crm"\nport = true', 5),
        ('host = "a"\nuser = "crm"\ntls = 1', 5),
        ('host = "a"\nuser = "crm"\nca_file = "ca.pem"', 5),
        ('host = "a"\nuser = "crm\\r\\nAction: Logoff"', 4),
        ('host = "a"\nuser = "crm"\ndial_context = "x\\nExten: 110"', 5),
        ('host = "a"\nuser = "crm"\ndial_channel = "PJSIP/201"', 5),
        ('host = "a"\nuser = "crm"\nextension_pattern = "PJSIP/([0-9"', 5),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, lines: str, line: int) -> None:
    with pytest.raises(SettingsError) as refused:
        loaded(tmp_path, f"\n[ami.pbx]\n{lines}\n")

    assert refused.value.line == line


@pytest.mark.parametrize("text", ["ami = 1", 'ami = ["pbx"]', "[ami]\npbx = 1"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        loaded(tmp_path, text)
