from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from crm_desktop import __main__ as program
from crm_desktop.errors.database import DatabaseUnreachable


@pytest.mark.parametrize("command", program.COMMANDS)
def test_command_can_be_asked_for_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        program.main([command, "--help"])

    assert end.value.code == 0
    assert f"crm-desktop {command}" in capsys.readouterr().out


def test_help_lists_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--help"]) == 0

    told = capsys.readouterr().out
    assert all(command in told for command in program.COMMANDS)


def test_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["でんわ"]) == 2

    assert "でんわ" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["--extension", "201"]])
def test_without_a_command_the_desk_opens(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = ModuleType("crm_desktop.app.desk")
    opened: list[list[str]] = []
    desk.main = lambda given: opened.append(given) or 7  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setitem(sys.modules, "crm_desktop.app.desk", desk)

    assert program.main(words) == 7
    assert opened == [words]


def test_refusal_is_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_words: list[str]) -> int:
        raise DatabaseUnreachable("no route to host")

    monkeypatch.setattr(program, "run_desk", refuse)

    assert program.main([]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "crm-desktop: the database cannot be reached: no route to host"
    ]


def test_help_loads_neither_database_nor_qt() -> None:
    line = (
        "import sys; from crm_desktop.__main__ import main; main(['--help']);"
        "sys.exit('sqlalchemy' in sys.modules or 'PySide6' in sys.modules)"
    )

    run = subprocess.run([sys.executable, "-c", line], check=False, capture_output=True)

    assert run.returncode == 0
