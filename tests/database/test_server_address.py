from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.database.server_address import (
    effective_settings,
    host_elsewhere,
    leaves_this_computer,
    read_address,
    shown_dsn,
)
from crm_desktop.errors.database import BadServerAddress


def elsewhere(dsn: str) -> str:
    return host_elsewhere(effective_settings(read_address(dsn)))


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "dsn",
    [
        "",
        "dbname=crm",
        "host=/run/postgresql",
        "host=@abstract",
        "postgresql:///crm",
        "postgresql://%2Frun%2Fpostgresql/crm",
        "postgresql://localhost/crm",
        "host=LocalHost",
        "host=127.0.0.1",
        "host=127.8.0.1",
        "postgresql://[::1]:6432/crm",
        "hostaddr=127.0.0.1",
        "host=localhost,/tmp",
        "host=localhost hostaddr=::1",
    ],
)
def test_this_computer_is_known(dsn: str) -> None:
    assert elsewhere(dsn) == ""
    assert not leaves_this_computer(dsn)


@pytest.mark.parametrize(
    ("dsn", "host"),
    [
        ("postgresql://hana@db.example/crm", "db.example"),
        ("postgresql+psycopg://db.example/crm", "db.example"),
        ("host='db.example' dbname=crm", "db.example"),
        ("host=192.168.1.20", "192.168.1.20"),
        ("postgresql://[2001:db8::1]/crm", "2001:db8::1"),
        ("host=db.example hostaddr=127.0.0.1", "db.example"),
        ("host=localhost hostaddr=203.0.113.5", "203.0.113.5"),
        ("host=/tmp hostaddr=203.0.113.5", "203.0.113.5"),
        ("host=localhost,db.example", "db.example"),
        ("postgresql://localhost:1,db.example:2/crm", "db.example"),
        ("host=localhost.example", "localhost.example"),
        ("host=データベース.example", "データベース.example"),
    ],
)
def test_other_computer_is_named(dsn: str, host: str) -> None:
    assert elsewhere(dsn) == host
    assert leaves_this_computer(dsn)


@pytest.mark.parametrize(
    ("variable", "value"), [("PGHOST", "db.example"), ("PGHOSTADDR", "203.0.113.5")]
)
def test_environment_may_lead_elsewhere(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)

    assert elsewhere("dbname=crm") == value


def test_address_lies_in_hosts_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOSTADDR", "203.0.113.5")

    assert elsewhere("host=localhost") == "203.0.113.5"


@pytest.mark.parametrize("named", ["in the address", "in the environment"])
def test_service_may_lead_elsewhere(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "services.conf"
    file.write_text("[shop]\nhost=db.example\nsslmode=require\n", encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    dsn = "service=shop"
    if named == "in the environment":
        monkeypatch.setenv("PGSERVICE", "shop")
        dsn = ""

    settings = effective_settings(read_address(dsn))

    assert (settings["host"], settings["sslmode"]) == ("db.example", "require")


def test_unknown_service_is_a_bad_address() -> None:
    with pytest.raises(BadServerAddress, match="無い"):
        effective_settings({"service": "無い"})


@pytest.mark.parametrize(
    "dsn",
    [
        "localhost",
        "host=db password=ge heim",
        "host=db password='geheim",
        "postgresql://o:100%geheim@db/crm",
        "postgresql://o:x@[db/geheim",
        "postgresql://o@db/crm?geheim",
        "postgresql://o@db/crm?geheim=1",
    ],
)
def test_address_that_cannot_be_read_is_not_repeated(dsn: str) -> None:
    with pytest.raises(BadServerAddress) as refusal:
        read_address(dsn)

    assert str(refusal.value)
    assert "heim" not in str(refusal.value)
    assert refusal.value.__context__ is None


def test_shown_address_has_no_password() -> None:
    assert shown_dsn("postgresql://owner:geheim@db.example:6432/crm") == "owner@db.example:6432/crm"
    assert shown_dsn("host=db password=geheim dbname=crm user=o") == "o@db/crm"
