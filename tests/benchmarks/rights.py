"""What the guard costs: opening and reading a card at a desk, beside its bare read as owner."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from time import perf_counter
from typing import Any, Final

import psycopg
from sqlalchemy import text

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import customer_card
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.domain.opening import OpeningReason
from tests.benchmarks.measures import bare_connection, summary

CARDS_EACH: Final = 80
WARM_UP: Final = 10
SEED: Final = 20261122
_TABLES: Final = text("""
SELECT o.number, o.ordered_at, o.total_yen, l.product_name, l.quantity, y.amount_yen, y.paid_on
  FROM customer c JOIN customer_order o ON o.customer_id = c.id
  JOIN order_line l ON l.order_id = o.id LEFT JOIN payment y ON y.order_id = o.id
 WHERE c.id = :customer_id ORDER BY o.ordered_at DESC, l.position LIMIT 100
""")


def bench_rights(admin_url: str, desks: Sequence[str]) -> dict[str, Any]:
    """Open `CARDS_EACH` random cards at each of the ``desks`` (addresses of operators); in ms.

    For each card: ``owner`` is the statement of the card prepared on a bare connection of the
    owner, its answer not even read; ``owner_read`` the program's own reading of it as the owner;
    ``opened_read`` the same as an operator who has opened it before; ``opening`` what a desk does:
    open and read. ``tables_owner`` and ``tables_opened`` read the same orders with their lines
    from the bare tables, without and under row-level security. The order alternates; the ratios
    are quotients of medians, of what comes first (or last) on its connection with each card.
    """
    times: dict[str, list[float]] = {}
    with ExitStack() as stack:
        owner = stack.enter_context(bare_connection(admin_url))
        owner_database = stack.enter_context(Database(admin_url, pool_size=1))
        for address in desks:
            desk = stack.enter_context(Database(address, pool_size=1))
            for place, customer_id in enumerate(_customers(owner, CARDS_EACH, address)):
                found = _times(owner, owner_database, desk, customer_id)
                if place >= WARM_UP:
                    for name, took in found.items():
                        times.setdefault(name, []).append(took)
    figures: dict[str, Any] = {name: summary(some) for name, some in times.items()}
    for name, floor in [
        ("opening", "owner_read"),
        ("opening", "owner"),
        ("tables_opened", "tables_owner"),
    ]:
        ratio = figures[name]["p50"] / figures[floor]["p50"]
        figures[f"{name}_to_{floor}"] = round(ratio, 2)
    return figures


def _times(
    owner: psycopg.Connection[Any], owner_database: Database, desk: Database, customer_id: int
) -> dict[str, float]:
    def bare() -> None:
        owner.execute("SELECT card_of(%s)", [customer_id], prepare=True).fetchone()

    def read_by(database: Database) -> Callable[[], None]:
        def read() -> None:
            with database.asking() as session:
                customer_card(session, customer_id)

        return read

    def opening() -> None:
        with desk.asking() as session:
            open_card(session, customer_id, OpeningReason.SEARCH)

    def tables_by(database: Database) -> Callable[[], None]:
        def read() -> None:
            with database.asking() as session:
                session.execute(_TABLES, {"customer_id": customer_id}).all()

        return read

    as_owner = {
        "owner": bare,
        "owner_read": read_by(owner_database),
        "tables_owner": tables_by(owner_database),
    }
    as_desk = {
        "opening": opening,
        "opened_read": read_by(desk),
        "tables_opened": tables_by(desk),
    }
    turns = [as_desk, as_owner] if customer_id % 2 else [as_owner, as_desk]
    if customer_id % 2:
        bare()  # whoever is first brings the pages in
    return {name: _time_ms(ask) for turn in turns for name, ask in turn.items()}


def _customers(connection: psycopg.Connection[Any], count: int, seed: str) -> list[int]:
    row = connection.execute("SELECT max(id) FROM customer").fetchone()
    assert row is not None
    picked = random.Random(f"{SEED}{seed[-40:]}").sample(range(1, row[0] + 1), 2 * count)
    some = connection.execute(
        "SELECT id FROM customer WHERE id = ANY(%s) AND merged_into_id IS NULL"
        " AND NOT restricted LIMIT %s",
        [picked, count],
    )
    return [customer_id for (customer_id,) in some]


def _time_ms(ask: Callable[[], None]) -> float:
    began = perf_counter()
    ask()
    return (perf_counter() - began) * 1000
