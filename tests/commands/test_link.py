from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_desktop.__main__ import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    return tmp_path


def test_links_are_registered_and_removed_on_command(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(["link", action]) for action in ("status", "register", "status", "remove")]

    assert codes == [0, 0, 0, 0]
    assert [line.split()[2:5] for line in capsys.readouterr().out.splitlines()] == [
        ["are", "not", "opened."],
        ["now", "open", "on"],
        ["are", "opened", "on"],
        ["are", "no", "longer"],
    ]


def test_other_systems_say_what_to_do_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    assert main(["link", "register"]) == 1
    assert "crm-desktop call" in capsys.readouterr().err
