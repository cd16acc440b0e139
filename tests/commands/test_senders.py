from __future__ import annotations

import io
from pathlib import Path

import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands.senders import dialects_of
from crm_desktop.settings import GatewaySettings, Secret
from crm_desktop.source_settings import SourceSettings
from crm_desktop.telephony.dialects import ZAMMAD

PLACETEL = {"cloud": SourceSettings("placetel")}


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_each_source_with_a_token_has_its_dialect() -> None:
    settings = GatewaySettings(speaking=PLACETEL, secrets={"cloud": Secret("s3cret")})

    dialects = dialects_of(settings, {"pbx": "a", "cloud": "b"})

    assert dialects["pbx"] == ZAMMAD
    assert dialects["cloud"] != ZAMMAD


def test_gateway_without_a_needed_secret_says_where_to_put_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        '[gateway]\nsources = ["cloud"]\n[gateway.source.cloud]\ndialect = "placetel"\n'
    )
    monkeypatch.setenv("CRM_DESKTOP_SETTINGS", str(file))
    monkeypatch.setenv("CRM_DESKTOP_GATEWAY_TOKEN_CLOUD", "long-enough")

    assert main(["gateway", "--port", "0", "--dsn", "postgresql://x@127.0.0.1:1/x"]) == 1
    assert "CRM_DESKTOP_GATEWAY_SECRET_CLOUD" in capsys.readouterr().err


def test_secret_that_no_keyring_keeps_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))

    assert main(["gateway", "--secret", "cloud"]) == 1
    told = capsys.readouterr()
    assert "CRM_DESKTOP_GATEWAY_SECRET_CLOUD" in told.err
    assert "s3cret" not in told.err + told.out
