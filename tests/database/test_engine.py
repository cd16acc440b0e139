from __future__ import annotations

import os
import tempfile
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import (
    ConnectionKind,
    Database,
    connection_text,
    make_engine,
)
from crm_desktop.database.models.customer import Tag
from crm_desktop.errors.access import RightMissing, SignInRefused
from crm_desktop.errors.database import (
    BadServerAddress,
    DatabaseMissing,
    DatabaseUnreachable,
    RecordChanged,
    ServerDiskFull,
    TookTooLong,
)

ONE = text("SELECT 1")


def driver(session: Session) -> psycopg.Connection:
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    return connection


def questions_sent(way: str, database: Database) -> int:
    """Return how often a session that asks one thing waits for the server."""
    opened = database.asking if way == "asking" else database.reading
    with tempfile.TemporaryFile() as trace:
        with opened() as session:
            traced = driver(session).pgconn
            traced.trace(trace.fileno())
            session.execute(ONE)
        traced.untrace()
        os.lseek(trace.fileno(), 0, os.SEEK_SET)
        return trace.read().count(b"ReadyForQuery")


def test_asking_is_one_round_trip(database: Database) -> None:
    assert questions_sent("asking", database) == 1


def test_reading_is_a_transaction(database: Database) -> None:
    assert questions_sent("reading", database) >= 2


def test_whoever_reads_cannot_write(database: Database) -> None:
    with (
        pytest.raises(DBAPIError, match="read-only transaction"),
        database.reading() as session,
    ):
        session.execute(text("INSERT INTO tag (label) VALUES ('新聞広告')"))


def test_writing_commits_at_the_end_of_its_block(own_database: Database) -> None:
    with own_database.writing() as session:
        session.add(Tag(label="新聞広告"))

    with own_database.asking() as session:
        assert session.scalars(select(Tag.label)).all() == ["新聞広告"]


def test_settling_keeps_what_was_recorded_of_a_refusal(own_database: Database) -> None:
    with pytest.raises(RightMissing), own_database.settling() as session:
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
        session.execute(text("INSERT INTO tag (label) VALUES ('断り')"))
        raise RightMissing("断り")

    with own_database.asking() as session:
        assert session.scalars(select(Tag.label)).all() == ["断り"]
        assert session.scalar(text("SHOW synchronous_commit")) == "off"


def test_writing_that_fails_leaves_nothing(own_database: Database) -> None:
    with pytest.raises(ZeroDivisionError), own_database.writing() as session:
        session.add(Tag(label="テレビ"))
        session.flush()
        raise ZeroDivisionError

    with own_database.asking() as session:
        assert session.scalars(select(Tag.label)).all() == []


def test_statement_over_its_limit_took_too_long(database_url: str) -> None:
    with (
        Database(database_url, statement_timeout_ms=20) as impatient,
        pytest.raises(TookTooLong),
        impatient.asking() as session,
    ):
        session.execute(text("SELECT pg_sleep(20)"))


def test_full_disk_of_the_server_is_told(database: Database) -> None:
    full = "DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$"

    with pytest.raises(ServerDiskFull), database.writing() as session:
        session.execute(text(full))


def test_exhausted_pool_took_too_long(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine(database_url, pool_size=1)
    monkeypatch.setattr(engine.pool, "_timeout", 0.01)
    monkeypatch.setattr(engine.pool, "_max_overflow", 0)
    database = Database(database_url)
    database._askers.configure(bind=engine)

    with database.asking() as first, pytest.raises(TookTooLong), database.asking() as second:
        first.execute(ONE)
        second.execute(ONE)
    engine.dispose()


@pytest.mark.parametrize("way", ["asking", "reading", "writing"])
def test_connection_that_died_idle_is_replaced_unnoticed(way: str, own_database: Database) -> None:
    with getattr(own_database, way)() as session:
        end_backend(own_database.dsn, driver(session).info.backend_pid, after=session)

    with getattr(own_database, way)() as session:
        assert session.scalar(ONE) == 1


def end_backend(dsn: str, pid: int, *, after: Session) -> None:
    after.commit()
    with psycopg.connect(dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_connection_that_dies_at_work_is_unreachable(own_database: Database) -> None:
    with pytest.raises(DatabaseUnreachable), own_database.reading() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        session.execute(ONE)

    with own_database.reading() as session:
        assert session.scalar(ONE) == 1


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://x@127.0.0.1:1/x",
        "host=/nowhere dbname=x",
        "postgresql://x@no-such-host.invalid/x",
    ],
)
def test_no_server_is_unreachable(dsn: str) -> None:
    with Database(dsn) as nowhere, pytest.raises(DatabaseUnreachable), nowhere.asking() as session:
        session.execute(ONE)


def test_wrong_password_is_a_refusal_that_names_the_login(server: EmbeddedServer) -> None:
    dsn = server.url_for("髙橋", "違う")
    with (
        Database(dsn) as database,
        pytest.raises(SignInRefused) as refusal,
        database.asking() as session,
    ):
        session.execute(ONE)

    assert refusal.value.login == "髙橋"
    assert "違う" not in str(refusal.value)


def test_unknown_database_is_named(server: EmbeddedServer) -> None:
    dsn = server.url_for("postgres", "", database="存在しない")
    with (
        Database(dsn) as database,
        pytest.raises(DatabaseMissing) as refusal,
        database.asking() as session,
    ):
        session.execute(ONE)

    assert refusal.value.name == "存在しない"


def test_address_that_cannot_be_read_is_refused_at_once() -> None:
    with pytest.raises(BadServerAddress):
        Database("localhost")


def test_what_the_address_says_wins_over_our_own() -> None:
    text = connection_text("postgresql+psycopg://x/y?connect_timeout=9", ConnectionKind())

    assert "connect_timeout=9" in text
    assert "statement_timeout=5000" in text


def test_row_changed_meanwhile_is_a_record_changed(own_database: Database) -> None:
    with pytest.raises(RecordChanged), own_database.writing() as session:
        tag = Tag(label="はがき")
        session.add(tag)
        session.flush()
        session.execute(text("DELETE FROM tag"))
        tag.label = "葉書"


def test_failing_statement_does_not_tell_its_values(session: Session) -> None:
    session.add(Tag(label="内緒"))
    session.flush()
    session.add(Tag(label="内緒"))

    with pytest.raises(IntegrityError) as failure:
        session.flush()

    assert "[parameters:" not in str(failure.value)


def test_program_is_named_to_the_server(database_url: str) -> None:
    with Database(database_url, program="gateway") as database, database.asking() as session:
        assert session.scalar(text("SHOW application_name")) == "gateway"


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    Database(f"host={tmp_path} dbname=x").close()
