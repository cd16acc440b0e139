from __future__ import annotations

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from crm_desktop.database.engine import ConnectionKind, Database, connection_text
from crm_desktop.database.tls import system_roots
from crm_desktop.errors.access import TlsDowngradeRefused

DSN = "postgresql://hana@db.example/crm"
FULL = {"sslmode": "verify-full", "gssencmode": "disable", "require_auth": "scram-sha-256"}


def settings_of(dsn: str) -> dict[str, str]:
    given = conninfo_to_dict(connection_text(dsn, ConnectionKind()))
    named = (*FULL, "sslrootcert")
    return {name: str(given[name]) for name in named if name in given}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSSLMODE", "PGSSLROOTCERT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", "/our/roots.pem")


@pytest.mark.parametrize("dsn", [DSN, "host=db.example", "host=localhost,db.example"])
def test_other_computer_must_prove_itself(dsn: str) -> None:
    assert settings_of(dsn) == {**FULL, "sslrootcert": "system"}


@pytest.mark.parametrize("dsn", ["host=/tmp", "postgresql://127.0.0.1/crm", "host=localhost"])
def test_this_computer_is_left_as_it_is(dsn: str) -> None:
    assert settings_of(dsn) == {}


def test_this_computer_may_do_without_tls() -> None:
    assert settings_of("host=localhost sslmode=disable") == {"sslmode": "disable"}


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca", "nonsense"])
@pytest.mark.parametrize("host", ["db.example", "localhost,db.example"])
def test_asking_for_less_is_refused(mode: str, host: str) -> None:
    with pytest.raises(TlsDowngradeRefused) as refusal:
        Database(f"host={host} sslmode={mode}")

    assert (refusal.value.host, refusal.value.asked) == ("db.example", f"sslmode={mode}")


@pytest.mark.parametrize("mode", ["disable", "prefer", "verify-ca"])
def test_environment_that_asks_for_less_is_refused(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLMODE", mode)

    with pytest.raises(TlsDowngradeRefused, match=f"sslmode={mode}"):
        settings_of(DSN)
    assert settings_of(f"{DSN}?sslmode=verify-full") == {**FULL, "sslrootcert": "system"}


def test_service_that_asks_for_less_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "services.conf"
    file.write_text("[shop]\nhost=db.example\nsslmode=require\n", encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(file))

    with pytest.raises(TlsDowngradeRefused, match="sslmode=require"):
        settings_of("service=shop")


@pytest.mark.parametrize("where", ["address", "environment"])
def test_encryption_without_a_certificate_is_refused(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "?gssencmode=require" if where == "address" else ""
    if where == "environment":
        monkeypatch.setenv("PGGSSENCMODE", "require")

    with pytest.raises(TlsDowngradeRefused, match="gssencmode=require"):
        settings_of(DSN + asked)


def test_address_may_name_its_own_authorities_and_way_to_sign_in() -> None:
    given = settings_of(f"{DSN}?sslrootcert=/office/ca.pem&require_auth=none")

    assert given == {**FULL, "sslrootcert": "/office/ca.pem", "require_auth": "none"}


def test_environment_may_name_the_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGSSLROOTCERT", "/office/ca.pem")

    assert settings_of(DSN)["sslrootcert"] == "/office/ca.pem"


def test_authorities_of_the_system_are_found_where_it_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ca-certificates.crt"
    file.touch()
    assert system_roots([str(file)]) == "system"
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)

    assert system_roots(["/nowhere.pem", str(file)]) == str(file)
    assert system_roots(["/nowhere.pem"]) == "system"
