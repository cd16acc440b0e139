from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.errors import access, database
from crm_desktop.errors.base import CrmError
from tests.tls_front import refusing_server, tls_front

certificates = pytest.importorskip("tests.certificates", reason="cryptography makes certificates")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the TLS front needs a unix socket")

PASSWORD = "ひみつ"
Front = Callable[..., AbstractContextManager[int]]
NewLogin = Callable[[str], str]
Refusal = Callable[..., CrmError | None]


@pytest.fixture
def front(server: EmbeddedServer, tmp_path: Path) -> Front:
    """TLS for the tests' PostgreSQL: ``ca.pem`` certifies the host that is named."""
    authority = certificates.new_authority("髙橋商店 CA")
    authority.write_to(tmp_path / "ca.pem")
    certificates.new_authority("Somebody").write_to(tmp_path / "other.pem")
    (tmp_path / "damaged.pem").write_text("これは証明書ではない", encoding="utf-8")

    def start(host: str = "db.example", *, days: int = 30) -> AbstractContextManager[int]:
        paths = tmp_path / "server.pem", tmp_path / "server.key"
        for path, content in zip(
            paths, certificates.certified(authority, host, days=days), strict=True
        ):
            path.write_bytes(content)
        return tls_front(socket_of(server), *paths)

    return start


def socket_of(server: EmbeddedServer) -> Path:
    with psycopg.connect(server.url_for("postgres", "", database="postgres")) as connection:
        return Path(connection.info.host) / f".s.PGSQL.{connection.info.port}"


@pytest.fixture
def new_login(server: EmbeddedServer) -> Iterator[NewLogin]:
    """Makes a login with the options of CREATE ROLE and returns its name."""
    made = []
    with psycopg.connect(
        server.url_for("postgres", "", database="postgres"), autocommit=True
    ) as connection:

        def make(options: str) -> str:
            made.append(f"髙橋_{secrets.token_hex(4)}")
            role = sql.SQL("CREATE ROLE {} PASSWORD {} ").format(sql.Identifier(made[-1]), PASSWORD)
            connection.execute(role + sql.SQL(options))
            return made[-1]

        yield make
        for login in made:
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Says why nobody could connect, or None when somebody could."""

    def of(port: int | str, **settings: str) -> CrmError | None:
        given: dict[str, str] = {
            "host": "db.example",
            "hostaddr": "127.0.0.1",
            "dbname": "postgres",
            "user": "hana",
            "password": PASSWORD,
            "sslrootcert": str(tmp_path / "ca.pem"),
        }
        dsn = psycopg.conninfo.make_conninfo("", **{**given, "port": str(port), **settings})
        with Database(dsn) as there:
            try:
                with there.asking() as session:
                    session.connection()
            except CrmError as error:
                return error
        return None

    return of


def test_certified_server_lets_in(front: Front, new_login: NewLogin, refusal: Refusal) -> None:
    with front() as port:
        assert refusal(port, user=new_login("LOGIN")) is None


def test_wrong_password_is_refused(front: Front, new_login: NewLogin, refusal: Refusal) -> None:
    login = new_login("LOGIN")

    with front() as port:
        refused = refusal(port, user=login, password="違う")

    assert isinstance(refused, access.SignInRefused)
    assert refused.login == login
    assert "違う" not in str(refused)


def test_unknown_login_is_not_told_from_a_wrong_password(front: Front, refusal: Refusal) -> None:
    with front() as port:
        assert isinstance(refusal(port, user="居ない"), access.SignInRefused)


@pytest.mark.parametrize(
    ("hosts", "days", "kind", "host"),
    [
        ("db.example,away.example", -1, access.CertificateExpired, "db.example"),
        ("away.example,db2.example", 30, access.CertificateForOtherHost, "db2.example"),
    ],
)
def test_of_several_hosts_each_proves_itself(
    hosts: str, days: int, kind: type[CrmError], host: str, front: Front, refusal: Refusal
) -> None:
    with front(days=days) as port:
        ports = ",".join("1" if name.startswith("away") else str(port) for name in hosts.split(","))
        refused = refusal(ports, host=hosts, hostaddr="127.0.0.1,127.0.0.1")

    assert isinstance(refused, kind)
    assert refused.host == host  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ("LOGIN VALID UNTIL '2020-01-01'", access.SignInRefused),
        ("NOLOGIN", access.LoginLocked),
        ("LOGIN CONNECTION LIMIT 0", access.TooManyLogins),
    ],
)
def test_login_that_may_not_come_in_is_told(
    options: str, kind: type[CrmError], front: Front, new_login: NewLogin, refusal: Refusal
) -> None:
    login = new_login(options)

    with front() as port:
        refused = refusal(port, user=login)

    assert type(refused) is kind
    assert vars(refused) == {"login": login}


def test_server_that_asks_for_no_password_is_not_trusted(front: Front, refusal: Refusal) -> None:
    with front() as port:  # by ``peer``: who runs the tests runs the server
        assert isinstance(refusal(port, user="postgres"), access.UnsafeSignIn)


def test_certificate_of_a_strange_authority_is_refused(
    front: Front, refusal: Refusal, tmp_path: Path
) -> None:
    with front() as port:
        refused = refusal(port, sslrootcert=str(tmp_path / "other.pem"))

    assert isinstance(refused, access.CertificateNotTrusted)
    assert refused.host == "db.example"


def test_certificate_for_another_host_is_refused(front: Front, refusal: Refusal) -> None:
    with front("old.example") as port:
        refused = refusal(port)

    assert isinstance(refused, access.CertificateForOtherHost)
    assert (refused.host, refused.certified) == ("db.example", "old.example")


def test_expired_certificate_is_told_from_a_strange_one(front: Front, refusal: Refusal) -> None:
    with front(days=-1) as port:
        assert isinstance(refusal(port), access.CertificateExpired)


@pytest.mark.parametrize("name", ["none.pem", "damaged.pem", "."])
def test_file_of_authorities_that_cannot_be_read_is_named(
    name: str, front: Front, refusal: Refusal, tmp_path: Path
) -> None:
    with front() as port:
        refused = refusal(port, sslrootcert=str(tmp_path / name))

    assert isinstance(refused, access.CaFileUnreadable)
    assert refused.path == str(tmp_path / name)


def test_server_without_tls_is_refused(refusal: Refusal) -> None:
    with refusing_server("x") as port:
        assert isinstance(refusal(port), access.TlsNotOffered)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('ユーザー"hana"のパスワード認証に失敗しました', access.SignInRefused),
        ('role "hana" does not exist', access.SignInRefused),
        ('Peer authentication failed for user "hana"', access.SignInRefused),
        ('ロール"hana"はログインが許可されていません', access.LoginLocked),
        ('ロール"hana"からの接続が多すぎます', access.TooManyLogins),
        (
            'no pg_hba.conf entry for host "192.0.2.7", user "hana", database "x", SSL encryption',
            access.NotAllowedFromHere,
        ),
        (
            'pg_hba.conf rejects connection for host "192.0.2.7", user "hana", database "x"',
            access.NotAllowedFromHere,
        ),
        (
            'pg_hba.conf にホスト"192.0.2.7"、ユーザー"hana"用のエントリがありません',
            access.NotAllowedFromHere,
        ),
        ("connection requires a valid client certificate", access.ClientCertificateDemanded),
        ('certificate authentication failed for user "hana"', access.ClientCertificateDemanded),
        ('permission denied for database "crm"', access.RightMissing),
        ('database "crm" does not exist', database.DatabaseMissing),
        ('データベース"crm"は存在しません', database.DatabaseMissing),
        ("the database system is starting up", database.ServerStarting),
        ("the database system is in recovery mode", database.ServerStarting),
        ("データベースシステムは起動処理中です", database.ServerStarting),
        ("sorry, too many clients already", database.ServerFull),
        ("remaining connection slots are reserved for roles with …", database.ServerFull),
        ('too many connections for database "crm"', database.ServerFull),
        ("現在クライアント数が多すぎます", database.ServerFull),
        ("なにか別のこと", database.DatabaseUnreachable),
    ],
)
def test_words_of_a_server_are_understood(
    words: str, kind: type[CrmError], refusal: Refusal
) -> None:
    with refusing_server(words) as port:
        assert type(refusal(port, host="127.0.0.1")) is kind


def test_of_several_servers_the_one_that_knows_more_counts(refusal: Refusal) -> None:
    with refusing_server('password authentication failed for user "hana"') as port:
        refused = refusal(f"{port},1", host="127.0.0.1,localhost", hostaddr="127.0.0.1,127.0.0.1")

    assert isinstance(refused, access.SignInRefused)
