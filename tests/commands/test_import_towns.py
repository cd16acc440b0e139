"""``crm-desktop import towns``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from crm_desktop.__main__ import main
from crm_desktop.actions.office_towns import office_towns
from crm_desktop.commands.import_towns import towns_refusal
from crm_desktop.database.engine import Database
from crm_desktop.database.models.place import TownFile
from crm_desktop.domain.position import PositionLevel
from crm_desktop.errors.map import BadTownFile, TownFileProblem
from tests.maps.town_tables import (
    GEOLONIA,
    MINISTRY_BLOCKS,
    block_row,
    geolonia_row,
    write_table,
)


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    rows = [block_row("西新宿二丁目", "8", "35.68950", "139.69170")]
    return write_table(tmp_path / "13_2024.csv", MINISTRY_BLOCKS, rows, "cp932")


def run(database: Database, *words: str | Path) -> int:
    return main(["import", "towns", *map(str, words), "--dsn", database.dsn])


def run_json(
    database: Database, capsys: pytest.CaptureFixture[str], *words: str | Path
) -> tuple[int, dict[str, Any]]:
    code = run(database, *words, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return code, answer


def files(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(TownFile.id))) or 0


def test_desks_find_blocks_once_they_are_in(own_database: Database, blocks: Path) -> None:
    code = run(own_database, blocks)

    with office_towns(own_database) as towns:
        found, credit_ = towns.locate("東京都", "新宿区", "西新宿", "2-8-1"), towns.credit
    assert code == 0
    assert found is not None
    assert found.level is PositionLevel.BLOCK
    assert credit_ == "国土交通省 位置参照情報, Geolonia 住所データ, 日本郵便"


def test_what_is_said_of_the_source_is_kept(
    own_database: Database, blocks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run_json(
        own_database, capsys, blocks, "--fetched-on", "2026-11-01", "--source", "街区 2024"
    )

    assert (code, answer["cities"], answer["towns"], answer["blocks"]) == (0, 1, 1, 1)
    assert (answer["source"], answer["fetched_on"]) == ("街区 2024", "2026-11-01")
    assert answer["changed"] is True


def test_same_file_again_changes_nothing(
    own_database: Database, blocks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(own_database, blocks)
    capsys.readouterr()

    _code, answer = run_json(own_database, capsys, blocks)

    assert answer["changed"] is False
    assert files(own_database) == 1


def test_rehearsal_keeps_nothing(
    own_database: Database, blocks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(own_database, blocks, "--dry-run")

    assert (code, files(own_database)) == (0, 0)
    assert "dry run: nothing was kept" in capsys.readouterr().out


def test_bad_line_is_named_and_what_was_there_stays(
    own_database: Database, blocks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(own_database, blocks)
    rows = [
        geolonia_row("新宿区", "荒木町", "35.69", "139.72"),
        geolonia_row("新宿区", "荒木町", "139.72", "35.69"),
    ]

    code = run(own_database, write_table(tmp_path / "latest.csv", GEOLONIA, rows))

    assert (code, files(own_database)) == (2, 1)
    assert "latest.csv, line 3: latitude and longitude look swapped" in capsys.readouterr().err
    with office_towns(own_database) as towns:
        found = towns.locate("東京都", "新宿区", "西新宿", "2-8-1")
        assert found is not None
        assert found.level is PositionLevel.BLOCK


def test_refusal_for_a_program_is_json(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run_json(own_database, capsys, tmp_path / "none.csv")

    assert (code, answer["problem"]) == (2, "BadTownFile")


@pytest.mark.parametrize("problem", TownFileProblem)
def test_every_problem_has_a_sentence(problem: TownFileProblem) -> None:
    sentence = towns_refusal(BadTownFile("la\x1btest.csv", problem, line=1_234))

    assert "line 1,234" in sentence
    assert "\x1b" not in sentence
