from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.ari_settings import AriSettings
from crm_desktop.errors.files import SettingsError
from crm_desktop.settings import Settings, load_settings


def loaded(folder: Path, text: str, **environment: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file), **environment})


def test_exchanges_are_read_from_their_tables(tmp_path: Path) -> None:
    text = (
        '[ari."大阪"]\nhost = "192.0.2.1"\nuser = "髙橋"\nport = 8089\ntls = true\napp = "crm-2"\n'
    )

    settings = loaded(tmp_path, text)

    assert settings.ari == {"大阪": AriSettings("192.0.2.1", "髙橋", 8089, tls=True, app="crm-2")}


def test_secret_comes_from_the_environment_and_is_not_shown(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "", CRM_DESKTOP_ARI_SECRET_OSAKA="ひみつ")

    assert settings.ari_secrets["osaka"].value == "ひみつ"
    assert "ひみつ" not in repr(settings)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('user = "crm"', 2),
        ('host = "a"\nuser = "crm:x"', 4),
        ('host = "a"\nuser = "crm"\nport = 70000', 5),
        ('host = "a"\nuser = "crm"\nca_file = "ca.pem"', 5),
        ('host = "a"\nuser = "crm"\napp = "a,b"', 5),
        ('host = "a"\nuser = "crm"\nplain = true', 5),
        ('host = "a"\nuser = "crm"\nextension_pattern = "("', 5),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, lines: str, line: int) -> None:
    with pytest.raises(SettingsError) as refused:
        loaded(tmp_path, f"\n[ari.pbx]\n{lines}\n")

    assert refused.value.line == line


def test_two_exchanges_of_one_name_are_refused(tmp_path: Path) -> None:
    exchange = 'host = "a"\nuser = "crm"\n'

    with pytest.raises(SettingsError):
        loaded(tmp_path, f"[ami.pbx]\n{exchange}[ari.pbx]\n{exchange}")
