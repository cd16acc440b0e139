from __future__ import annotations

import getpass
import json
import re
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import staff
from crm_desktop.commands.text_table import text_table
from crm_desktop.database.embedded import EmbeddedServer
from tests.conftest import LoginOf
from tests.new_logins import NewLogin, new_logins

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, so that nobody's real database is touched."""
    folder = Path(tempfile.gettempdir()) / f"crm-test-{secrets.token_hex(8)}"
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(folder))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr(staff, "start_logging", lambda _level: None)
    yield folder
    rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_login(database_url: str) -> Iterator[NewLogin]:
    with new_logins(database_url) as new_login:
        yield new_login


def added(dsn: str, login: str, *words: str) -> int:
    line = ["staff", "add", login, "--dsn", dsn, "--name", "髙橋 花子", *words]
    return main(line if "--roles" in words else [*line, "--roles", "operator"])


def listed(dsn: str, capsys: Capture) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["staff", "list", "--json", "--dsn", dsn]) == 0
    return {row["login"]: row for row in json.loads(capsys.readouterr().out)}


def test_the_first_admin_is_made_by_the_owner_and_signs_in_with_the_printed_password(
    database_url: str, new_login: NewLogin, server: EmbeddedServer, capsys: Capture
) -> None:
    login = new_login()

    assert added(database_url, login, "--roles", "admin,supervisor") == 0

    password = capsys.readouterr().out.splitlines()[-1]
    name = str(psycopg.conninfo.conninfo_to_dict(database_url)["dbname"])
    with psycopg.connect(server.url_for(login, password, database=name)) as connection:
        row = connection.execute("SELECT groups, password_due FROM sign_in('psql')").fetchone()
    assert row == (["crm_admin", "crm_supervisor"], True)


def test_admins_add_staff_too(login_of: LoginOf, new_login: NewLogin, capsys: Capture) -> None:
    dsn, login = login_of("crm_admin"), new_login()

    assert added(dsn, login, "--kana", "たかはし", "--extension", "441") == 0

    row = listed(dsn, capsys)[login]
    assert (row["name_kana"], row["extension"], row["roles"]) == ("タカハシ", "441", ["operator"])


def test_a_password_that_was_asked_for_is_not_printed(
    database_url: str, new_login: NewLogin, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    typed = iter(["一度目の合言葉です", "まちがえた合言葉", *["きょうは雨が降っている"] * 2])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))

    assert added(database_url, new_login(), "--ask-password") == 0

    told = capsys.readouterr()
    assert "differ" in told.err
    assert "must change the password" in told.out
    assert "雨" not in told.out


def test_who_was_deactivated_can_be_taken_back(
    database_url: str, new_login: NewLogin, capsys: Capture
) -> None:
    login = new_login()
    added(database_url, login)
    word = ["--dsn", database_url]

    assert main(["staff", "deactivate", login, *word]) == 0
    assert listed(database_url, capsys)[login]["active"] is False
    assert main(["staff", "reactivate", login, *word]) == 0
    assert listed(database_url, capsys)[login]["active"] is True


def test_a_reset_prints_another_password(
    database_url: str, new_login: NewLogin, capsys: Capture
) -> None:
    login = new_login()
    added(database_url, login)
    first = capsys.readouterr().out.splitlines()[-1]

    assert main(["staff", "reset", login, "--dsn", database_url]) == 0

    second = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(r"[a-z2-9-]{19}", second)
    assert second != first


def test_the_list_stands_in_columns(
    database_url: str, new_login: NewLogin, capsys: Capture
) -> None:
    added(database_url, new_login(), "--roles", "scanner,operator")
    capsys.readouterr()

    assert main(["staff", "list", "--dsn", database_url]) == 0

    told = capsys.readouterr().out
    assert told.startswith("login ")
    assert "operator,scanner" in told


def test_wide_signs_take_two_columns() -> None:
    assert text_table(("a", "b"), [("髙橋", "x"), ("ab", "y")]) == "a     b\n髙橋  x\nab    y"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "crm_x", "--name", "x", "--roles", "operator"], "cannot be a login"),
        (["add", "postgre", "--name", " ", "--roles", "operator"], "name is empty"),
        (["add", "x", "--name", "x", "--kana", "髙", "--roles", "operator"], "kana"),
        (["add", "x", "--name", "x", "--extension", "a", "--roles", "operator"], "an extension"),
        (["deactivate", "nobody_here"], "Nobody has the login 'nobody_here'"),
        (["reset", "nobody_here"], "crm-desktop staff list"),
    ],
)
def test_refusals_say_what_to_do(
    words: list[str], told: str, database_url: str, capsys: Capture
) -> None:
    assert main(["staff", *words, "--dsn", database_url]) == 1

    assert told in capsys.readouterr().err


def test_a_login_or_telephone_that_is_taken_is_named(
    database_url: str, new_login: NewLogin, capsys: Capture
) -> None:
    login = new_login()
    added(database_url, login, "--extension", "442")

    assert added(database_url, login) == 1
    assert f"{login} is taken" in capsys.readouterr().err
    assert added(database_url, new_login(), "--extension", "442") == 1
    assert "442 belongs to 髙橋 花子" in capsys.readouterr().err


def test_an_operator_is_told_who_may(login_of: LoginOf, capsys: Capture) -> None:
    assert main(["staff", "list", "--dsn", login_of("crm_operator")]) == 7

    assert "as an administrator" in capsys.readouterr().err


def test_a_role_that_nobody_may_have_is_wrong_use(database_url: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        added(database_url, "x", "--roles", "operator,owner")

    assert "operator, supervisor" in capsys.readouterr().err


def test_without_an_address_it_is_the_embedded_database(capsys: Capture) -> None:
    assert main(["staff", "list"]) == 11
    assert main(["db", "init"]) == 0
    login = f"new_{secrets.token_hex(4)}"

    assert main(["staff", "add", login, "--name", "田所", "--roles", "admin"]) == 0
    capsys.readouterr()
    assert main(["staff", "list"]) == 0

    assert login in capsys.readouterr().out
