from __future__ import annotations

import argparse
import json
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import db
from crm_desktop.commands.database_refusals import OTHER, exit_code_of, sentences_of
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import ServerTooOld

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, so that nobody's real database is touched."""
    folder = Path(tempfile.gettempdir()) / f"crm-test-{secrets.token_hex(8)}"
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(folder))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr(db, "start_logging", lambda _level: None)
    yield folder
    rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_dsn(server: EmbeddedServer) -> Iterator[str]:
    """The address of a database that does not exist yet."""
    name = f"cli_{secrets.token_hex(6)}"
    maintenance = server.url_for("postgres", "", database="postgres")
    yield server.url_for("postgres", "", database=name)
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def test_init_makes_database_tables_and_roles(new_dsn: str, capsys: Capture) -> None:
    assert main(["db", "init", "--dsn", new_dsn]) == 0
    assert main(["db", "status", "--dsn", new_dsn]) == 0

    assert "is ready: PostgreSQL" in capsys.readouterr().out


def test_init_may_be_repeated(new_dsn: str) -> None:
    assert [main(["db", "init", "--dsn", new_dsn]) for _ in range(2)] == [0, 0]


def test_embedded_database_from_nothing_to_ready(data_folder: Path, capsys: Capture) -> None:
    assert main(["db", "status"]) == 11
    assert not data_folder.exists()
    assert main(["db", "init"]) == 0
    assert main(["db", "upgrade"]) == 0
    assert main(["db", "status"]) == 0

    assert "(embedded) is ready" in capsys.readouterr().out


def test_status_for_programs_is_one_json_object(new_dsn: str, capsys: Capture) -> None:
    main(["db", "init", "--dsn", new_dsn])
    capsys.readouterr()

    assert main(["db", "status", "--json", "--dsn", new_dsn]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["ready"] is True
    assert told["encoding"] == "UTF8"
    assert told["problem"] is None


def test_refusal_for_programs_is_one_json_object(new_dsn: str, capsys: Capture) -> None:
    assert main(["db", "status", "--json", "--dsn", new_dsn]) == 10

    told = json.loads(capsys.readouterr().out)
    assert (told["ready"], told["problem"]) == (False, "DatabaseMissing")


def test_upgrade_makes_no_database(new_dsn: str, capsys: Capture) -> None:
    assert main(["db", "upgrade", "--dsn", new_dsn]) == 10

    assert "crm-desktop db init" in capsys.readouterr().err


def change(*statements: str) -> Callable[[str], str]:
    """Return what spoils a database: it takes the address and returns the one to use then."""

    def spoil(dsn: str) -> str:
        main(["db", "init", "--dsn", dsn])
        with psycopg.connect(dsn, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
        return dsn

    return spoil


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (lambda _dsn: "postgresql://o:geheim@127.0.0.1:1/crm", 3, "cannot be reached"),
        (lambda dsn: dsn.replace("postgres@", "nobody:geheim@"), 4, "refused the login 'nobody'"),
        (
            change(
                "UPDATE schema_compatibility SET incompatible = 99",
                "UPDATE alembic_version SET version_num = '9999'",
            ),
            6,
            "A newer CRM Desktop",
        ),
        (lambda _dsn: "nonsense", 2, "cannot be read"),
        (lambda _dsn: "postgresql://o:geheim@db.example/x?sslmode=require", 17, "sslmode=require"),
        (change("UPDATE alembic_version SET version_num = '0000'"), 12, "db upgrade"),
        (change("DROP TABLE alembic_version"), 13, "another program"),
        (change("DROP TABLE alembic_version, customer CASCADE"), 11, "db init"),
    ],
)
def test_status_says_what_is_wrong_and_what_to_do(
    spoil: Callable[[str], str], code: int, words: str, new_dsn: str, capsys: Capture
) -> None:
    dsn = spoil(new_dsn)
    capsys.readouterr()

    assert main(["db", "status", "--dsn", dsn]) == code

    told = "".join(capsys.readouterr())
    assert words in told
    assert "geheim" not in told


def test_wrong_locale_is_explained(new_dsn: str, server: EmbeddedServer, capsys: Capture) -> None:
    name = new_dsn.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(
        server.url_for("postgres", "", database="postgres"), autocommit=True
    ) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'".encode()
        )

    assert main(["db", "init", "--dsn", new_dsn]) == 9

    assert "Japanese names cannot be searched" in capsys.readouterr().err


def test_address_may_come_from_the_settings(new_dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_DESKTOP_DATABASE_DSN", new_dsn)

    assert main(["db", "init"]) == 0


def test_old_server_is_told_from_everything_else() -> None:
    error = ServerTooOld("14.11", "15")

    assert exit_code_of(error) == 5
    assert sentences_of(error) == "The server is PostgreSQL 14.11. CRM Desktop needs 15 or newer."


def test_refusal_without_words_of_its_own_is_told_all_the_same() -> None:
    assert exit_code_of(CrmError("odd")) == OTHER
    assert sentences_of(CrmError("odd")) == "odd."


def test_action_must_be_named() -> None:
    parser = argparse.ArgumentParser()
    db.add_parser(parser.add_subparsers())

    with pytest.raises(SystemExit):
        parser.parse_args(["db"])
