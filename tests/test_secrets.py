"""No password and no token where others can read it: repository, output, logs, reports, ``ps``."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keyring
import psutil
import pytest
from keyring.backends.fail import Keyring
from keyring.errors import PasswordSetError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crm_desktop.credentials import store_password
from crm_desktop.database.engine import Database, make_engine
from crm_desktop.database.roles import GATEWAY
from crm_desktop.errors.base import CrmError
from crm_desktop.settings import load_settings
from crm_desktop.ui.error_display import bug_report
from tests.conftest import LoginOf

ROOT = Path(__file__).resolve().parent.parent
INVENTED = {
    "geheim",
    "100%geheim",
    "ge",
    "p",
    "x",
    "…",
    "password",
    "PASSWORD",
    "k7wd-m2xp-9hqt-ve4c",
}
"""What stands for a password in tests and help; Japanese words do as well."""

SECRETS = (
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    re.compile(r"://[^\s/:@'\"]*:(?P<value>[^\s/@'\"{}]+)@"),
    re.compile(r"(?:host|user|dbname)=.*\bpassword=(?P<value>[^\s'\"{}&)]+)"),
    re.compile(r"\bPGPASSWORD=(?P<value>[^\s'\"{}]+)"),
    re.compile(
        r"(?i)(?:secret|token|api_?key|passw(?:or)?d)s?['\"]?\]?\s*[:=]\s*[rbf]?['\"]"
        r"(?P<value>(?=[^'\"]*[0-9])(?=[^'\"]*[a-z])[\w+/=.~-]{12,})['\"]"
    ),
    re.compile(
        r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{15,}"
        r"|xox[abprs]-[\w-]{10,}|sk-[\w-]{20,}|AIza[\w-]{30,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,})"
        r"|SCRAM-SHA-256\$\d+:[\w+/=]{20,}"
    ),
)


def secrets_in(text: str) -> list[str]:
    found = [match for pattern in SECRETS for match in pattern.finditer(text)]
    return [
        match[0]
        for match in found
        if (value := match.groupdict().get("value", match[0])) not in INVENTED and value.isascii()
    ]


def tracked_files() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_of_the_repository_holds_a_secret() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {secret}"
        for path in tracked_files()
        if path.is_file() and path.suffix not in {".qm", ".png", ".ico", ".jpg"}
        for secret in secrets_in(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_no_file_of_the_repository_is_a_key() -> None:
    names = {".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".env"}

    assert [p for p in tracked_files() if {p.suffix, p.name} & names or p.name == ".pgpass"] == []


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN " + "EC PRIVATE KEY-----",
        "postgresql://owner:" + "Tr0ub4dor@db.example/crm",
        "host=db.example user=o pass" + "word=Tr0ub4dor",
        "export PGPASSWORD=" + "Tr0ub4dor",
        "API_" + "KEY = 'a1b2c3d4e5f6a7b8'",
        "ghp" + "_" + "a1B2" * 9,
        "SCRAM-SHA-256" + "$4096:" + "aB3/" * 6,
    ],
)
def test_secret_would_be_found(line: str) -> None:
    assert secrets_in(line) != []


@pytest.fixture
def marker() -> str:
    return f"marker{secrets.token_hex(12)}"


@pytest.fixture
def environment(tmp_path: Path, marker: str) -> dict[str, str]:
    """Everything is logged, into folders of the test's own, and nobody has a keyring."""
    return {
        **{name: text for name, text in os.environ.items() if name[:2] != "PG"},
        "PGPASSWORD": marker,
        "CRM_DESKTOP_LOG_LEVEL": "debug",
        "CRM_DESKTOP_DATA_FOLDER": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
    }


def program(*words: str) -> list[str]:
    return [sys.executable, "-X", "dev", "-m", "crm_desktop", *words]


def told_by(line: list[str], environment: dict[str, str], folder: Path) -> str:
    """Return all that a program says and writes; one that stays open is ended after a while."""
    process = subprocess.Popen(
        line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    )
    try:
        told, _ = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.terminate()
        told, _ = process.communicate(timeout=30)
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return told + b"".join(written).decode(errors="replace")


def without_password(dsn: str) -> tuple[str, str]:
    """Return the address to be given in an argument, and the password for the environment."""
    given = conninfo_to_dict(dsn)
    password = str(given.pop("password"))
    return make_conninfo("", **given), password


def test_command_that_succeeds_keeps_the_password_to_itself(
    login_of: LoginOf, environment: dict[str, str], tmp_path: Path
) -> None:
    dsn, password = without_password(login_of(GATEWAY))
    environment["PGPASSWORD"] = password

    told = told_by(program("db", "status", "--dsn", dsn), environment, tmp_path)

    assert "PostgreSQL 1" in told
    assert password not in told


@pytest.mark.parametrize(
    "words", [("db", "status"), ("db", "upgrade"), ("gateway", "--port", "0"), ()]
)
def test_start_that_fails_keeps_the_password_to_itself(
    words: tuple[str, ...],
    login_of: LoginOf,
    environment: dict[str, str],
    marker: str,
    tmp_path: Path,
) -> None:
    dsn, _password = without_password(login_of(GATEWAY))
    environment["CRM_DESKTOP_GATEWAY_TOKEN_PBX"] = f"token-{marker}"

    told = told_by(program(*words, "--dsn", dsn), environment, tmp_path)

    assert told or not words
    assert marker not in told


@pytest.mark.parametrize("words", [("db", "status"), ("gateway", "--port", "0"), ()])
def test_address_that_cannot_be_read_is_not_repeated(
    words: tuple[str, ...], environment: dict[str, str], marker: str, tmp_path: Path
) -> None:
    environment["CRM_DESKTOP_DATABASE_DSN"] = f"postgresql://o:100%{marker}@db.example/crm"

    assert marker not in told_by(program(*words), environment, tmp_path)


@contextmanager
def running_gateway(dsn: str, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        program("gateway", "--port", "0", "--dsn", dsn),
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().startswith("listening on")
        yield
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def test_list_of_processes_shows_no_password(
    login_of: LoginOf, environment: dict[str, str], marker: str
) -> None:
    dsn, password = without_password(login_of(GATEWAY))
    own = {"PGPASSWORD": password, "CRM_DESKTOP_GATEWAY_TOKEN_PBX": f"token-{marker}"}

    with running_gateway(dsn, environment | own):
        listed = psutil.process_iter(["cmdline"])
        shown = [" ".join(process.info["cmdline"] or []) for process in listed]

    assert any("crm_desktop gateway" in line for line in shown)
    assert not [line for line in shown if password in line or marker in line]


@pytest.mark.parametrize(
    "shown",
    [
        Database,
        make_engine,
        lambda dsn: make_engine(dsn).url,
        lambda dsn: load_settings({"CRM_DESKTOP_DATABASE_DSN": dsn}),
        lambda dsn: load_settings({"CRM_DESKTOP_DATABASE_SERVERS": f"本社={dsn}"}),
        lambda dsn: load_settings({"CRM_DESKTOP_DATABASE_DSN": dsn}).database.choices,
        lambda dsn: load_settings({"CRM_DESKTOP_GATEWAY_TOKEN_PBX": dsn}),
    ],
)
def test_what_holds_a_password_does_not_show_it(shown: Any, marker: str) -> None:
    thing = shown(f"postgresql://hana:{marker}@127.0.0.1:1/crm")

    assert marker not in f"{thing!r} {thing!s}"


def connect_nowhere(dsn: str) -> None:
    with Database(dsn) as database, database.writing() as session:
        session.connection()


def repeat_address(dsn: str) -> None:
    raise RuntimeError(f"cannot use {dsn} of {conninfo_to_dict(dsn)}")


def read_wrongly(dsn: str) -> None:
    Database(f"{dsn}?host")


def ask_for_less(dsn: str) -> None:
    Database(f"{dsn}?sslmode=require&host=db.example")


class Chatty(Keyring):
    def set_password(self, service: str, username: str, password: Any = "") -> None:
        raise PasswordSetError(f"cannot keep {password}")


def keep_in_chatty_keyring(dsn: str) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(Chatty())  # type: ignore[no-untyped-call]
    try:
        store_password("db.example/crm", "髙橋", dsn)
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize(
    "fail", [connect_nowhere, repeat_address, read_wrongly, ask_for_less, keep_in_chatty_keyring]
)
def test_report_of_a_bug_holds_no_password(fail: Any, marker: str, qapp: object) -> None:
    with pytest.raises((CrmError, RuntimeError)) as failure:
        fail(f"postgresql://hana:{marker}@127.0.0.1:1/crm")

    assert marker not in f"{bug_report(failure.value)} {vars(failure.value)}"
