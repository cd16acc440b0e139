from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.sip_settings import SipSettings
from tests.test_ami_settings import loaded


def test_exchanges_are_read_from_their_tables(tmp_path: Path) -> None:
    text = '[sip.honsha]\nhost = "pbx.example"\nuser = "crm"\nextensions = ["201", "202"]\n'
    settings = loaded(tmp_path, text + 'transport = "tls"\nexpires = 60\n')

    assert settings.sip == {
        "honsha": SipSettings(
            "pbx.example", "crm", transport="tls", extensions=("201", "202"), expires=60
        )
    }


def test_secret_comes_from_the_environment_and_is_not_shown(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "", CRM_DESKTOP_SIP_SECRET_HONSHA="ひみつ")

    assert settings.sip_secrets["honsha"].value == "ひみつ"
    assert "ひみつ" not in repr(settings)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('user = "crm"', 2),
        ('host = "a b"\nuser = "crm"', 3),
        ('host = "a"\nuser = "crm>\\r\\nX: y"', 4),
        ('host = "a"\nuser = "crm"\ntransport = "sctp"', 5),
        ('host = "a"\nuser = "crm"\nexpires = 5', 5),
        ('host = "a"\nuser = "crm"\nexpires = "60"', 5),
        ('host = "a"\nuser = "crm"\nextensions = ["201", "総務"]', 5),
        ('host = "a"\nuser = "crm"\nextensions = [201]', 5),
        ('host = "a"\nuser = "crm"\nca_file = "ca.pem"', 5),
        ('host = "a"\nuser = "crm"\ninside = "("', 5),
        ('host = "a"\nuser = "crm"\nport = 70000', 5),
        ('host = "a"\nuser = "crm"\nsecret = "x"', 5),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, lines: str, line: int) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, f"\n[sip.honsha]\n{lines}\n")

    assert caught.value.line == line


@pytest.mark.parametrize("other", ["ami.Honsha", "source.honsha"])
def test_name_of_two_exchanges_is_refused(tmp_path: Path, other: str) -> None:
    place = 'host = "a"\nuser = "crm"\n'

    with pytest.raises(SettingsError, match="has this name too"):
        loaded(tmp_path, f"[sip.honsha]\n{place}[{other}]\n{place}")
