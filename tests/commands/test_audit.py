from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import audit
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN
from tests.builders import a_customer
from tests.conftest import LoginOf

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(audit, "start_logging", lambda _level: None)


@pytest.fixture
def owner(own_database: Database) -> Iterator[psycopg.Connection[Any]]:
    """An owner without triggers, in a database with a record of three entries."""
    for _ in range(3):
        with own_database.writing() as session:
            a_customer(session)
    with psycopg.connect(own_database.dsn, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def verify(database: Database, *words: str | Path) -> int:
    return main(["audit", "verify", "--dsn", database.dsn, *map(str, words)])


@pytest.mark.usefixtures("owner")
def test_whole_record_says_so(own_database: Database, capsys: Capture) -> None:
    assert verify(own_database) == 0

    told = capsys.readouterr().out
    assert "3 entries in 1 chains" in told
    assert "Whole: every entry is as it was recorded." in told


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE audit_entry SET login = 'x' WHERE place = 2", "entry 2 was changed"),
        ("DELETE FROM audit_entry WHERE place = 2", "entry 2 missing"),
        ("DELETE FROM audit_entry WHERE place > 1", "entries 2 to 3 missing at the end"),
        ("TRUNCATE audit_entry", "entries 1 to 3 missing at the end"),
    ],
)
def test_broken_record_says_what_and_where(
    statement: str,
    words: str,
    own_database: Database,
    owner: psycopg.Connection[Any],
    capsys: Capture,
) -> None:
    owner.execute(statement.encode())

    assert verify(own_database) == audit.BROKEN

    told = capsys.readouterr().out
    assert "postgres#" in told
    assert words in told


@pytest.mark.usefixtures("owner")
def test_heads_are_written_and_compared_with(
    own_database: Database, tmp_path: Path, capsys: Capture
) -> None:
    heads = tmp_path / "heads.json"

    assert [verify(own_database, "--heads", heads) for _ in range(2)] == [0, 0]

    told = capsys.readouterr().out
    assert "is new: the next check compares with it" in told
    assert "agrees with all 1 heads" in told


def test_rewriting_is_seen_and_the_heads_are_kept(
    own_database: Database, owner: psycopg.Connection[Any], tmp_path: Path, capsys: Capture
) -> None:
    heads = tmp_path / "heads.json"
    verify(own_database, "--heads", heads)
    written = heads.read_bytes()
    owner.execute("TRUNCATE audit_entry, audit_chain")

    assert verify(own_database) == 0
    assert verify(own_database, "--heads", heads) == audit.BROKEN
    assert heads.read_bytes() == written
    assert "entry 3 was there at the last check and is gone" in capsys.readouterr().out


@pytest.mark.usefixtures("owner")
def test_record_that_grew_brings_the_heads_up_to_date(
    own_database: Database, tmp_path: Path
) -> None:
    heads = tmp_path / "heads.json"
    verify(own_database, "--heads", heads)
    with own_database.writing() as session:
        a_customer(session)

    assert verify(own_database, "--heads", heads) == 0
    assert [head["place"] for head in json.loads(heads.read_text())["heads"]] == [4]


@pytest.mark.parametrize(
    "content", ["", "nonsense", "[]", '{"heads": [1]}', '{"heads": [{"chain": "a"}]}']
)
def test_file_that_holds_no_heads_is_refused_and_kept(
    content: str, own_database: Database, tmp_path: Path, capsys: Capture
) -> None:
    heads = tmp_path / "heads.json"
    heads.write_text(content)

    assert verify(own_database, "--heads", heads) == 2
    assert heads.read_text() == content
    assert "was not written by this command" in capsys.readouterr().err


def test_heads_that_cannot_be_written_are_a_sentence(
    own_database: Database, tmp_path: Path, capsys: Capture
) -> None:
    assert verify(own_database, "--heads", tmp_path / "nowhere" / "heads.json") == 2
    assert "The record is whole, but" in capsys.readouterr().err


def test_one_json_object_for_programs(
    own_database: Database, owner: psycopg.Connection[Any], capsys: Capture
) -> None:
    owner.execute("DELETE FROM audit_entry WHERE place = 2")

    assert verify(own_database, "--json") == audit.BROKEN

    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["entries"], told["complete"]) == (False, 2, True)
    assert [(one["damage"], one["place"]) for one in told["damages"]] == [("gap", 2)]


def test_whoever_does_not_see_all_is_told_so(login_of: LoginOf, capsys: Capture) -> None:
    assert main(["audit", "verify", "--json", "--dsn", login_of(ADMIN)]) == 7

    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["problem"]) == (None, "RecordHidden")


def test_server_that_is_away_is_a_sentence(capsys: Capture) -> None:
    assert main(["audit", "verify", "--dsn", "postgresql://o@127.0.0.1:1/crm"]) == 3
    assert "cannot be reached" in capsys.readouterr().err
