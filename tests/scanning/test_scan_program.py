from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from crm_desktop.errors.scanning import ScannerSilent, ScanProgramMissing
from crm_desktop.scanning.scan_program import ScanProgram, memory_folder
from crm_desktop.scanning.source import ScanOrder
from tests.scanning.scan_programs import script

HANGS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print("begun", flush=True)
time.sleep(600)
"""


def lines(words: list[str], order: ScanOrder | None = None) -> list[str]:
    with ScanProgram("窓口", words) as program:
        return list(program.lines(order or ScanOrder(), timeout_s=60))


def test_lines_complaints_and_percents_are_told_apart(tmp_path: Path) -> None:
    heard: list[int] = []
    text = """
import sys
sys.stderr.write("Progress: 12.5%\\rProgress: 100.0%\\rカバー\\n")
print("髙橋 1.jpg")
sys.exit(8)
"""
    with ScanProgram("窓口", script(tmp_path, text)) as program:
        said = list(program.lines(ScanOrder(on_percent=heard.append), timeout_s=60))

    assert (said, program.last_words, program.exit_code) == (["髙橋 1.jpg"], ["カバー"], 8)
    assert heard == [12, 100]


def test_arguments_go_through_no_shell(tmp_path: Path) -> None:
    words = script(tmp_path, "import sys\nprint(sys.argv[1:])")
    strange = ["$(touch x)", "; rm -rf /", "`id`", "a b", "髙橋"]

    assert lines([*words, *strange]) == [str(strange)]


def test_program_that_is_missing_is_told() -> None:
    with pytest.raises(ScanProgramMissing):
        lines(["/nowhere/scan"])


def test_silent_program_is_given_up_and_ended(tmp_path: Path) -> None:
    program = ScanProgram("窓口", script(tmp_path, HANGS))

    with pytest.raises(ScannerSilent), program:
        list(program.lines(ScanOrder(), timeout_s=1.0))

    assert program.exit_code != 0


def test_program_that_hangs_after_its_last_words_is_ended(tmp_path: Path) -> None:
    text = HANGS.replace("print(", "print('it is over', file=sys.stderr, flush=True)\nprint(")
    with ScanProgram("窓口", script(tmp_path, text)) as program:
        said = list(program.lines(ScanOrder(), timeout_s=600, farewell=re.compile("over")))

    assert (said, program.last_words) == (["begun"], ["it is over"])
    assert program.exit_code != 0


def test_cancelled_program_is_ended_even_if_it_does_not_want_to(tmp_path: Path) -> None:
    order = ScanOrder()
    with ScanProgram("窓口", script(tmp_path, HANGS)) as program:
        for _line in program.lines(order, timeout_s=60):
            order.stop.set()

    assert program.exit_code != 0


def test_our_passwords_are_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "ひみつ")
    monkeypatch.setenv("CRM_DESKTOP_DATABASE_DSN", "postgresql://x:ひみつ@y/z")

    said = lines(script(tmp_path, "import os\nprint(sorted(os.environ.values()))"))

    assert "ひみつ" not in str(said)


def test_flood_without_line_ends_is_cut(tmp_path: Path) -> None:
    said = lines(script(tmp_path, "import sys\nsys.stdout.write('x' * 1_000_000)"))

    assert sum(map(len, said)) == 1_000_000
    assert max(map(len, said)) < 20_000


def test_folder_for_pages_is_private_and_goes() -> None:
    with memory_folder() as name:
        mode = Path(name).stat().st_mode & 0o777

    assert os.name == "nt" or mode == 0o700
    assert not Path(name).exists()
