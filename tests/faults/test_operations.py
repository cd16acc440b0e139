"""The runbook is true: what ``docs/operations.md`` has somebody type is tried on real servers."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.database.embedded_files import installation
from crm_desktop.settings import load_settings
from tests.faults.replicated import Replicated, replicated

RUNBOOK = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str, place: str | None = None) -> list[str]:
    """Return the blocks of a kind, such as ``sql``, and of the place behind it, in their order."""
    found = BLOCK.findall(RUNBOOK.read_text(encoding="utf-8"))
    return [text for named, where, text in found if named == kind and place in (None, where)]


def statements(place: str) -> list[str]:
    return [part for text in blocks("sql", place) for part in re.split(r";\s*\n", text) if part]


def commands(program: str) -> list[list[str]]:
    lines = "".join(blocks("sh")).replace("\\\n", " ").splitlines()
    return [line.split()[1:] for line in lines if line.split()[:1] == [program]]


@pytest.fixture(scope="module")
def pair() -> Iterator[Replicated]:
    with replicated() as pair:
        yield pair


@pytest.mark.slow
def test_each_statement_runs_where_it_is_meant_to(pair: Replicated) -> None:
    nodes = {"primary": pair.primary, "standby": pair.standby, "standby last": pair.standby}
    assert len(blocks("sql")) == sum(len(blocks("sql", place)) for place in nodes)

    for place, node in nodes.items():
        with node.owner() as owner:
            for statement in statements(place):
                owner.execute(statement.encode())
    with pair.standby.owner() as promoted:
        assert promoted.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)


@pytest.mark.slow
def test_each_setting_of_the_server_is_known_and_its_value_taken(pair: Replicated) -> None:
    lines = [line for text in blocks("ini") for line in text.splitlines() if "=" in line]

    with pair.primary.owner() as owner:
        for line in lines:
            name, _, value = line.partition("=")
            # Checks name and value, and writes them into a file that is read at the next start.
            alter = psycopg.sql.SQL("ALTER SYSTEM SET {} = {}").format(
                psycopg.sql.Identifier(name.strip()), value.strip().strip("'")
            )
            owner.execute(alter)


def test_settings_of_the_program_are_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(blocks("toml")[0], encoding="utf-8")

    read = load_settings({"CRM_DESKTOP_SETTINGS": str(tmp_path / "settings.toml")}).database

    assert set(tomllib.loads(blocks("toml")[0])["database"]) == {
        name for name in ("dsn", "reports", "reports_lag_minutes", "ca_file") if getattr(read, name)
    }
    assert "node_b.example" in read.choices[0].reports


@pytest.mark.parametrize("words", commands("crm-desktop"), ids=" ".join)
def test_each_command_is_one(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*words, "--help"])

    assert end.value.code == 0


@pytest.mark.parametrize("program", ["pg_basebackup", "pg_rewind"])
def test_options_of_programs_are_theirs(program: str) -> None:
    line = [str(installation().programs / program), "--help"]
    helped = subprocess.run(line, capture_output=True, text=True, check=True).stdout

    options = [
        word.partition("=")[0]
        for words in commands(program)
        for word in words
        if word.startswith("-")
    ]
    assert options
    assert [option for option in options if f"  {option}" not in helped] == []
