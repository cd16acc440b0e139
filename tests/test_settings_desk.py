"""What can be set about the calls that only this PC knows of."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.settings import DeskSettings, load_settings


def desk(tmp_path: Path, text: str, **environment: str) -> DeskSettings:
    file = tmp_path / "設定.toml"
    file.write_text(f"[desk]\n{text}\n", encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file), **environment}).desk


def test_nothing_on_this_pc_tells_of_calls_unless_set(tmp_path: Path) -> None:
    settings = desk(tmp_path, "")

    assert (settings.call_file, settings.caller_id_port, settings.call_clipboard) == ("", "", False)


def test_sources_of_this_pc_are_read(tmp_path: Path) -> None:
    settings = desk(
        tmp_path,
        "call_file = '\\\\server\\共有\\着信.txt'\ncall_file_pattern = 'TEL (?P<number>.*)'\n"
        'call_clipboard = true\ncaller_id_port = "COM3"\ncaller_id_speed = 1200',
    )

    assert settings.call_file == "\\\\server\\共有\\着信.txt"
    assert settings.call_file_pattern == "TEL (?P<number>.*)"
    assert settings.call_clipboard is True
    assert (settings.caller_id_port, settings.caller_id_speed) == ("COM3", 1200)


@pytest.mark.parametrize(("word", "meant"), [("true", True), ("0", False), ("FALSE", False)])
def test_switch_in_the_environment_wins(tmp_path: Path, *, word: str, meant: bool) -> None:
    settings = desk(tmp_path, "call_clipboard = true", CRM_DESKTOP_DESK_CALL_CLIPBOARD=word)

    assert settings.call_clipboard is meant


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("call_file_pattern = '('", "is no regular expression"),
        ("call_file_pattern = '[0-9]+'", "must have a group (?P<number>…)"),
        ("call_file_pattern = '(?P<number>.)(?P<caller>.)'", "has a group 'caller'"),
        ("call_clipboard = 1", "must be true or false"),
        ("caller_id_port = 3", "must be a text in quotes"),
        ("caller_id_speed = 7", "must be from 50 to 4000000"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=r".") as refusal:
        desk(tmp_path, text)

    assert problem in refusal.value.problem
    assert refusal.value.line == 2
