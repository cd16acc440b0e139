"""``python3 run.py bench pop|rights|cti|images|reading|map|reassign``: how fast, how well."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import platformdirs
import psutil
import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import select

from crm_desktop.actions.staff import register_staff
from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.roles import GATEWAY, OPERATOR, SUPERVISOR, WORKER
from tests.benchmarks.card import bench_card
from tests.benchmarks.cti import QUICK, SERVER_SETTINGS, Extent, bench_cti, cti_table
from tests.benchmarks.images import bench_images
from tests.benchmarks.large_office import large_office
from tests.benchmarks.map import bench_map
from tests.benchmarks.pop import bench_pop, numbers_of_one
from tests.benchmarks.reading import bench_reading
from tests.benchmarks.reassign import bench_reassign
from tests.benchmarks.rights import bench_rights
from tests.benchmarks.search import bench_search

LOGIN = "tadokoro"
STARTS = 5
DESKS = 4
SEARCHERS = 24
READERS = 20


def main() -> int:
    """Load the office where it is not there yet, measure, print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments = _arguments()
    if arguments.what == "images":
        return _images(arguments)
    if arguments.what == "reading":
        print(json.dumps(bench_reading(), indent=None if arguments.json else 2, ensure_ascii=False))
        return 0
    folder = arguments.folder or _folder(arguments.customers)
    settings = {"shared_buffers": f"{_memory_mb(arguments.customers)}MB"}
    if arguments.what == "cti":
        settings |= SERVER_SETTINGS
    with EmbeddedServer(folder, settings=settings) as server:
        make_ready(server)
        loaded = large_office(server.admin_url, arguments.customers)
        _read_into_memory(server.admin_url)
        with _no_hourly_limits(server.admin_url):
            figures = {"load": asdict(loaded), **_measure(server, arguments)}
    if arguments.what == "cti" and not arguments.json:
        print(cti_table(figures["cti"]))
    else:
        print(json.dumps(figures, indent=None if arguments.json else 2, ensure_ascii=False))
    return 0


def _images(arguments: argparse.Namespace) -> int:
    """Measure papers in a small office of their own: none of it depends on how many customers."""
    with EmbeddedServer(arguments.folder or _folder(0)) as server:
        make_ready(server)
        figures = {"images": bench_images(server.admin_url, _desk(server, _fresh_login()))}
    print(json.dumps(figures, indent=None if arguments.json else 2, ensure_ascii=False))
    return 0


def _measure(server: EmbeddedServer, arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.what == "rights":
        desks = [_desk(server, _fresh_login()) for _ in range(DESKS)]
        return {"rights": bench_rights(server.admin_url, desks)}
    if arguments.what == "map":
        worker = sign_in_address(server, "bench_worker", (WORKER,))
        return {"map": bench_map(server.admin_url, worker)}
    if arguments.what == "cti":
        return {"cti": bench_cti(server, LOGIN, QUICK if arguments.quick else Extent())}
    if arguments.what == "reassign":
        return {"reassign": _reassign(server)}
    with Database(server.admin_url) as database:
        numbers = numbers_of_one(database, arguments.calls)
    searchers = [_desk(server, f"bench_search_{number}") for number in range(SEARCHERS)]
    dsn = sign_in_address(server, LOGIN)
    gateway = sign_in_address(server, "gateway", (GATEWAY,))
    return {
        "card": bench_card(_desk(server, _fresh_login()), server.admin_url, n=arguments.calls),
        "search": bench_search(searchers, server.admin_url, n=arguments.calls),
        "event_to_painted_ms": bench_pop(dsn, gateway, numbers),
        "start": [_start(dsn) for _ in range(STARTS)],
    }


def _reassign(server: EmbeddedServer) -> dict[str, Any]:
    desks = [_desk(server, _fresh_login()) for _ in range(READERS)]
    with Database(server.admin_url, pool_size=1) as database, database.writing() as session:
        login = _fresh_login()
        register_staff(session, login=login, name="計測", extension="")
        receivers = session.scalars(
            select(Staff.id).where(Staff.login.startswith("bench_")).order_by(Staff.id.desc())
        ).all()
    supervisor = sign_in_address(server, login, (SUPERVISOR,))
    return bench_reassign(server.admin_url, supervisor, desks, receivers[:READERS])


def _fresh_login() -> str:
    """Return one that has opened nothing within the hour: no operator has opened thousands."""
    return f"bench_{secrets.token_hex(4)}"


def _desk(server: EmbeddedServer, login: str) -> str:
    with Database(server.admin_url, pool_size=1) as database, database.writing() as session:
        register_staff(session, login=login, name="計測", extension="")
    return sign_in_address(server, login)


@contextmanager
def _no_hourly_limits(admin_url: str) -> Iterator[None]:
    """Let a desk open and search more in these minutes than anybody does in a day."""
    limits = {"openings_per_hour": {OPERATOR: 1_000_000}, "searches_per_hour": 1_000_000}
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for key, value in limits.items():
            connection.execute(
                "INSERT INTO office_setting VALUES (%s, %s)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, Jsonb(value)],
            )
        yield
        connection.execute("DELETE FROM office_setting WHERE key = ANY(%s)", [list(limits)])


def _start(dsn: str) -> dict[str, float]:
    script = str(Path(__file__).with_name("window_start.py"))
    line = [sys.executable, script, str(time.monotonic())]
    done = subprocess.run(line, input=dsn, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _memory_mb(customers: int) -> int:
    """Return the memory of an office's server: the whole office, or 60 % of the machine."""
    machine_mb = int(psutil.virtual_memory().total) // 2**20
    return min(512 + customers * 16 // 1024, machine_mb * 6 // 10)


def _read_into_memory(admin_url: str) -> None:
    """Bring tables and indexes to where they are on a server that has worked for a day."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        connection.execute("""
            SELECT sum(pg_prewarm(oid)) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')
        """)


def _folder(customers: int) -> Path:
    return platformdirs.user_cache_path("crm-desktop", appauthor=False) / f"bench-{customers}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench")
    kinds = ["pop", "rights", "cti", "images", "reading", "map", "reassign"]
    parser.add_argument("what", choices=kinds)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where the database of the benchmark lies")
    parser.add_argument("--quick", action="store_true", help="cti: some seconds of each part")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
