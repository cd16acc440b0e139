"""Heavy reading on a real hot standby, and on the primary where that is away or too far behind."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo
from sqlalchemy import text

from crm_desktop.actions.exports import export_customers
from crm_desktop.actions.floor_exports import export_floor
from crm_desktop.app.customer_moves_questions import CustomerMovesQuestions
from crm_desktop.app.floor import FloorQuestions
from crm_desktop.app.openings_page import OpeningsQuestions
from crm_desktop.database import replica as replica_module
from crm_desktop.database.engine import Database
from crm_desktop.database.replica import Replica
from crm_desktop.database.roles import EXPORTER, SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.stopping import Stopping
from tests.builders import a_customer
from tests.faults.replicated import Replicated, replicated

STANDBY = text("SELECT pg_is_in_recovery()")
DAY = date(2026, 11, 22)

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pair is killed by signals"),
    pytest.mark.slow,
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def pair() -> Iterator[Replicated]:
    """A primary with one customer, and a standby that confirms."""
    with replicated() as pair:
        with Database(pair.primary.address()) as owner, owner.writing() as session:
            a_customer(session, "髙橋 美智子", "タカハシ ミチコ")
        yield pair


@pytest.fixture
def supervisor(
    pair: Replicated, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A supervisor who may export, with the standby for reports, five minutes behind at most."""
    monkeypatch.setattr(replica_module, "CATCHES_UP_WITHIN_S", 60.0)
    login = f"s{abs(hash(request.node.name)) % 10**8}"
    pair.person(login, (SUPERVISOR, EXPORTER))
    pair.until(lambda: is_known_to_standby(pair, login))
    with Database(pair.primary.address(login)) as database:
        follow(database, pair.standby.port)
        yield database


def is_known_to_standby(pair: Replicated, login: str) -> bool:
    """Whether the standby, which confirms what it has not replayed yet, lets ``login`` in."""
    with pair.standby.owner() as standby:
        found = standby.execute(
            "SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(oid, %s, 'member')",
            [login, EXPORTER],
        )
        return found.fetchone() is not None


def follow(database: Database, port: int, *, most_lag_s: float = 300) -> None:
    dsn = make_conninfo("", host="127.0.0.1", port=port, dbname="crm_desktop")
    database.read_reports_from(Replica(database, dsn, most_lag_s=most_lag_s))


def on_standby(database: Database, *, fresh: bool = False) -> bool:
    with database.reporting(fresh=fresh) as session:
        return bool(session.scalar(STANDBY))


def test_report_is_read_on_the_standby_with_the_same_login(supervisor: Database) -> None:
    assert on_standby(supervisor)
    assert on_standby(supervisor, fresh=True)


def test_export_is_recorded_on_the_primary_and_read_on_the_standby(
    supervisor: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_reading_the_primary(supervisor, monkeypatch)

    summary = export_customers(supervisor, "年末のはがき", tmp_path / "customers.csv")

    assert summary.customers == summary.recorded == 1
    with (tmp_path / "customers.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["name"] == "髙橋 美智子"


def refuse_reading_the_primary(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "reading", lambda: pytest.fail("the primary was read"))


def test_figures_are_read_on_the_standby(
    supervisor: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_reading_the_primary(supervisor, monkeypatch)
    moves, nobody = CustomerMovesQuestions(supervisor, 1), CustomerFilter()

    assert FloorQuestions(supervisor).read_people(DAY, DAY) == []
    assert export_floor(supervisor, "月次の報告", (DAY, DAY), tmp_path / "floor.csv") == 0
    assert OpeningsQuestions(supervisor).read_day(DAY).people == ()
    assert moves.count(nobody, Stopping()).customers == 1


def test_standby_that_lags_is_read_when_minutes_do_not_matter(
    pair: Replicated, supervisor: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica_module, "CATCHES_UP_WITHIN_S", 0.1)
    assert on_standby(supervisor)
    with pair.standby.owner() as standby:
        standby.execute("SELECT pg_wal_replay_pause()")
        pair.until(lambda: paused(pair))
        pair.person("late")

        assert on_standby(supervisor)
        assert not on_standby(supervisor, fresh=True)
        follow(supervisor, pair.standby.port, most_lag_s=0)
        assert not on_standby(supervisor)

        standby.execute("SELECT pg_wal_replay_resume()")


def paused(pair: Replicated) -> bool:
    with pair.standby.owner() as standby:
        row = standby.execute("SELECT pg_get_wal_replay_pause_state()").fetchone()
    return row == ("paused",)


def test_server_that_follows_nobody_is_not_read(pair: Replicated, supervisor: Database) -> None:
    follow(supervisor, pair.primary.port)

    assert supervisor._replica is not None
    with supervisor.reporting() as session:
        assert session.scalar(text("SHOW application_name")) == "crm-desktop"


def test_standby_that_is_away_is_done_without(pair: Replicated, supervisor: Database) -> None:
    pair.primary.set("synchronous_standby_names", "")
    pair.standby.stop()

    assert not on_standby(supervisor)

    pair.confirm()
    assert on_standby(supervisor)


def test_changed_password_holds_for_reports_too(pair: Replicated) -> None:
    dsn, new = pair.person("sakamoto", (SUPERVISOR,)), "さくら咲く三月の朝に"
    with Database(dsn) as database:
        follow(database, pair.standby.port)
        with pair.owner() as owner:
            owner.execute(f"ALTER ROLE sakamoto PASSWORD '{new}'")
        database.use_password(new)

        pair.until(lambda: on_standby(database))
