from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import text

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import ConnectionKind, Database, connection_text
from crm_desktop.database.server_address import shown_dsn
from crm_desktop.database.server_hosts import hosts_of, with_host_first
from crm_desktop.errors import access, database
from crm_desktop.errors.base import CrmError
from tests.tls_front import refusing_server

PAIR = "postgresql://hana@127.0.0.1:5432,127.0.0.2:5433/crm"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGTARGETSESSIONATTRS"):
        monkeypatch.delenv(name, raising=False)


def said(dsn: str, kind: ConnectionKind | None = None) -> dict[str, str]:
    return {k: str(v) for k, v in conninfo_to_dict(connection_text(dsn, kind or WRITES)).items()}


BACKEND = text("SELECT pg_backend_pid()")
WRITES = ConnectionKind()
READS = ConnectionKind(read_only=True)


@pytest.mark.parametrize(
    ("dsn", "kind", "wanted"),
    [
        (PAIR, WRITES, "read-write"),
        ("host=127.0.0.1,127.0.0.2", WRITES, "read-write"),
        # A session that reads only would never count as one that takes writes.
        (PAIR, READS, "primary"),
        (f"{PAIR}?target_session_attrs=read-write", READS, "primary"),
        (f"{PAIR}?target_session_attrs=standby", WRITES, "standby"),
        ("host=127.0.0.1 target_session_attrs=read-write", WRITES, "read-write"),
    ],
)
def test_of_several_hosts_the_one_that_writes_is_wanted(
    dsn: str, kind: ConnectionKind, wanted: str
) -> None:
    assert said(dsn, kind)["target_session_attrs"] == wanted


def test_single_host_is_taken_as_it_is() -> None:
    assert "target_session_attrs" not in said("host=127.0.0.1")


def test_environment_says_which_of_several_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "127.0.0.1,127.0.0.2")
    assert said("dbname=crm")["target_session_attrs"] == "read-write"

    monkeypatch.setenv("PGTARGETSESSIONATTRS", "any")

    assert said("dbname=crm")["target_session_attrs"] == "any"


def test_silent_host_is_not_waited_for_long() -> None:
    assert said(PAIR)["connect_timeout"] == said("host=127.0.0.1")["connect_timeout"] == "3"
    assert said(f"{PAIR}?connect_timeout=9")["connect_timeout"] == "9"


def test_each_of_several_hosts_elsewhere_must_prove_itself() -> None:
    assert said("host=db1.example,db2.example")["sslmode"] == "verify-full"


@pytest.mark.parametrize(
    ("host", "port", "turned"),
    [
        ("c", 5432, ("c,a,b", "5432,5432,5433")),
        ("b", 5433, ("b,a,c", "5433,5432,5432")),
        ("a", 5432, ("a,b,c", "5432,5433,5432")),
        ("z", 5432, ("a,b,c", "5432,5433,5432")),
    ],
)
def test_host_that_answered_is_asked_first(host: str, port: int, turned: tuple[str, str]) -> None:
    dsn = with_host_first("host=a,b,c port=5432,5433,5432 dbname=crm", host, port)

    given = conninfo_to_dict(dsn)
    assert (given["host"], given["port"]) == turned


def test_one_port_serves_all_hosts() -> None:
    turned = conninfo_to_dict(with_host_first("host=a,b port=6432", "b", 6432))

    assert (turned["host"], turned["port"]) == ("b,a", "6432,6432")
    assert len(hosts_of({})) == 1


@pytest.mark.parametrize(
    ("dsn", "shown"),
    [
        (PAIR, "hana@127.0.0.1:5432,127.0.0.2:5433/crm"),
        ("host=a,b port=7 user=hana password=ひみつ", "hana@a:7,b:7/"),
        ("host=a,b dbname=crm", "a,b/crm"),
        ("hostaddr=192.0.2.1,192.0.2.2", "192.0.2.1,192.0.2.2/"),
    ],
)
def test_each_host_is_shown_with_its_port(dsn: str, shown: str) -> None:
    assert shown_dsn(dsn) == shown


def test_database_goes_on_with_the_host_that_answered(server: EmbeddedServer) -> None:
    given = conninfo_to_dict(server.url_for("postgres", "", database="postgres"))
    pair = f"host=127.0.0.1,{given['host']} port=1,{given['port']} dbname=postgres user=postgres"
    with Database(pair) as there:
        with there.reading() as session:
            assert session.scalar(text("SELECT 1")) == 1

        assert conninfo_to_dict(there.dsn)["host"] == f"{given['host']},127.0.0.1"
        there.use_password("geheim")
        assert conninfo_to_dict(there.dsn)["password"] == "geheim"


def test_host_that_says_nothing_is_asked_last_from_then_on(server: EmbeddedServer) -> None:
    given = conninfo_to_dict(server.url_for("postgres", "", database="postgres"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ports = f"{silent.getsockname()[1]},{given['port']}"
        pair = f"host=127.0.0.1,{given['host']} port={ports} dbname=postgres user=postgres"
        with Database(f"{pair} connect_timeout=2") as there:
            with there.writing() as session:
                assert session.scalar(text("SELECT 1")) == 1

            assert str(conninfo_to_dict(there.dsn)["host"]).endswith(",127.0.0.1")


def refusal_of(*words: str) -> CrmError:
    """Return what is told when each host refuses with its words; "" is a host that is away."""
    with ExitStack() as stack:
        ports = [str(stack.enter_context(refusing_server(each))) if each else "1" for each in words]
        hosts = ",".join("127.0.0.1" for _ in ports)
        with (
            Database(f"host={hosts} port={','.join(ports)} user=hana dbname=crm") as there,
            pytest.raises(CrmError) as refusal,
            there.asking() as session,
        ):
            session.connection()
    return refusal.value


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("", ""), database.DatabaseUnreachable),
        (("the database system is starting up", ""), database.ServerStarting),
        (("", 'password authentication failed for user "hana"'), access.SignInRefused),
        (('password authentication failed for user "hana"', ""), access.SignInRefused),
        (('database "crm" does not exist', "the database system is starting up"),
         database.DatabaseMissing),
        (("session is read-only", ""), database.NoPrimary),
        (("session is read-only", "sorry, too many clients already"), database.ServerFull),
    ],
)  # fmt: skip
def test_of_several_refusals_the_one_to_act_upon_is_told(
    words: tuple[str, ...], kind: type[CrmError]
) -> None:
    assert type(refusal_of(*words)) is kind


def test_hosts_that_are_all_away_are_all_named() -> None:
    refusal = refusal_of("", "")

    assert isinstance(refusal, database.DatabaseUnreachable)
    assert refusal.reason.count("127.0.0.1") == 2


def test_server_that_takes_no_writes_is_left(own_database: Database) -> None:
    with own_database.writing() as session:
        left = session.scalar(BACKEND)

    with pytest.raises(database.NoPrimary), own_database.writing() as session:
        session.execute(text("SET LOCAL transaction_read_only = on"))
        session.execute(text("INSERT INTO tag (label) VALUES ('新聞広告')"))

    with own_database.writing() as session:
        assert session.scalar(BACKEND) != left
