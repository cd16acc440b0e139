"""Eight hours of an office in five minutes: nothing grows that should not, nobody complains."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import linear_regression

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY, OPERATOR
from tests.builders import a_customer
from tests.database.test_retention import BUSINESS, FORGOTTEN, KEPT_ON_PURPOSE
from tests.faults.counts import count
from tests.faults.crowd import Crowd, outcome, seated
from tests.faults.killable_server import KillableServer
from tests.faults.scripted_desk import ScriptedDesk
from tests.faults.soaking import SPEED, Telephones, table_rows, work_at

DESKS, PROCESSES = 50, 5
NOTES_AN_HOUR = 12
KNOWN, CALLERS = 2_000, 3_000
"""As among the 4,800 callers of a day: were they few, their cards would grow with every call."""
WARM_UP = 0.3
MOST_MB = 10.0
TROUBLE = re.compile(r"ERROR|FATAL|PANIC|Traceback|CRITICAL")
EXTENSION = "201"


@pytest.fixture
def server(short_folder: Path) -> Iterator[KillableServer]:
    server = KillableServer(short_folder / "cluster", max_connections="300")
    server.start()
    try:
        yield server
    finally:
        server.remove()


def customers_of_real_desk(server: KillableServer) -> list[int]:
    """Return new customers; as many cards may be opened in an hour as hours go by faster."""
    limits = [
        ("openings_per_hour", {"crm_operator": 90 * SPEED}),
        ("openings_warned_at", 90 * SPEED),
    ]
    with server.owner() as owner, owner.cursor() as cursor:
        rows = [(key, json.dumps(value)) for key, value in limits]
        cursor.executemany("INSERT INTO office_setting (key, value) VALUES (%s, %s)", rows)
    with Database(server.server.admin_url) as database, database.writing() as session:
        return [a_customer(session, phones=(number,)).id for number in numbers(KNOWN)]


def numbers(count: int) -> list[str]:
    return [f"+8135321{number:04}" for number in range(count)]


def swing(weights: list[dict[str, float]], began: float, seconds: float) -> float:
    """Return by how many MB the desk's memory went up or down after the warm-up.

    All of it (RSS): how much it has to itself (USS), or with its share of what others use too
    (PSS), changes whenever another desk starts or ends on this computer, and RSS does not.
    """
    warm = [one["rss"] for one in warmed_up(weights, began, seconds)]
    return max(abs(one - warm[0]) for one in warm)


def warmed_up(
    weights: list[dict[str, float]], began: float, seconds: float
) -> list[dict[str, float]]:
    return [one for one in weights if one["at"] - began > WARM_UP * seconds]


def by_thousand_cards(weights: list[dict[str, float]], fact: str) -> float:
    """Return by how much ``fact`` rises with 1,000 cards: the slope of the best line."""
    cards, values = ([one[name] for one in weights] for name in ("served", fact))
    return 1_000 * linear_regression(cards, values).slope


def server_log(server: KillableServer) -> str:
    return server.server.log_file.read_text(encoding="utf-8")


def trouble(log: str) -> list[str]:
    return [line for line in log.splitlines() if TROUBLE.search(line)]


def growth(before: dict[str, int], after: dict[str, int]) -> str:
    lines = []
    for table in sorted(after):
        if after[table] > before.get(table, 0):
            kept = "kept: what the office knows" if table in BUSINESS.split() else ""
            kept = kept or ("kept on purpose" if table in KEPT_ON_PURPOSE.split() else "")
            why = FORGOTTEN.get(table, kept or "NO RETENTION")
            lines.append(f"{table:24} {before.get(table, 0):8} -> {after[table]:8}  {why}")
    return "\n".join(lines)


@pytest.mark.faults
def test_eight_hours_leave_no_trace_but_what_was_done(
    server: KillableServer, tmp_path: Path
) -> None:
    seconds = count("CRM_SOAK_SECONDS", usual=8 * 3600 // SPEED, whole=8 * 3600 // SPEED)
    customers = customers_of_real_desk(server)
    seats = seated(server, tmp_path, DESKS, rest_s=3600 / SPEED / NOTES_AN_HOUR)
    gateway = server.person("soakgateway", (GATEWAY,))
    operator = server.person("soakdesk", (OPERATOR,), extension=EXTENSION)
    phones = [EXTENSION, *(str(300 + number) for number in range(DESKS - 1))]
    telephones = Telephones(gateway, phones, numbers(CALLERS))
    with Crowd(seats, PROCESSES) as crowd, ScriptedDesk(operator, tmp_path / "real") as desk:
        crowd.wait_for_all(time.monotonic())
        before, began = table_rows(server), time.monotonic()
        logged = len(server_log(server))
        with telephones.ringing():
            weights = list(work_at(desk, customers, began + seconds))
        crowd.finish()
        events = crowd.events()
    after = table_rows(server)

    found = outcome(events, server)
    for one in weights:
        print(
            f"{one['at'] - began:6.0f} s  {one['served']:5.0f} cards  {one['rss']:6.1f} MB, of it"
            f" {one['own']:6.1f} its own; {one['objects']:7.0f} objects, {one['qt']:5.0f} of Qt"
        )
    warm = warmed_up(weights, began, seconds)
    for fact in ("rss", "own", "objects", "qt"):
        print(f"with 1,000 cards {fact} rises by {by_thousand_cards(warm, fact):.1f}")
    print(f"{telephones.calls} calls; swing {swing(weights, began, seconds):.1f} MB; {found}")
    print(growth(before, after))
    assert found.is_clean
    assert telephones.problems == []
    assert trouble(server_log(server)[logged:]) == []
    assert trouble(desk.log.read_text(encoding="utf-8")) == []
    assert "NO RETENTION" not in growth(before, after)
    assert swing(weights, began, seconds) <= MOST_MB
