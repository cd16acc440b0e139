"""The whole card for a number, beside the same data as one prepared raw statement."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

import psycopg

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.opened_cards import open_caller
from tests.benchmarks.measures import bare_connection, summary

WARM_UP: Final = 50
SEED: Final = 20261120
_FLOOR: Final = """
SELECT card_of((SELECT p.customer_id FROM customer_phone p WHERE p.number = %s LIMIT 1))
"""
_NUMBERS_OF_ONE: Final = """
SELECT number FROM (
    SELECT (SELECT p.number FROM customer_phone p WHERE p.customer_id = c.id
             ORDER BY p.position LIMIT 1) AS number
      FROM customer c WHERE c.id = ANY(%s) AND c.merged_into_id IS NULL) first
 WHERE (SELECT count(DISTINCT customer_id) FROM customer_phone q
         WHERE q.number = first.number) = 1
"""


def bench_card(dsn: str, admin_url: str, *, n: int) -> dict[str, Any]:
    """Ask for the cards of ``n`` random numbers that one customer each has; times in ms.

    ``dsn`` signs an operator in, for whom each card is opened. ``floor`` is the statement of the
    card alone, prepared on a bare psycopg connection of the owner, its answer not even read; which
    of the two goes first alternates, so that neither always finds warm pages. ``ratio`` is the
    quotient of the medians.
    """
    card_ms: list[float] = []
    floor_ms: list[float] = []
    with Database(dsn) as database, bare_connection(admin_url) as bare:
        numbers = _numbers(bare, n + WARM_UP)
        cursor = bare.cursor()

        def card(number: str) -> None:
            with database.asking() as session:
                assert open_caller(session, number, None).card is not None

        def floor(number: str) -> None:
            cursor.execute(_FLOOR, [number], prepare=True)
            cursor.fetchone()

        for place, number in enumerate(numbers):
            pair = [(card, card_ms), (floor, floor_ms)]
            for ask, times in pair if place % 2 else reversed(pair):
                times.append(_time_ms(ask, number))
    card_figures, floor_figures = summary(card_ms[WARM_UP:]), summary(floor_ms[WARM_UP:])
    ratio = round(card_figures["p50"] / floor_figures["p50"], 2)
    return {**card_figures, "floor": floor_figures, "ratio": ratio}


def _numbers(connection: psycopg.Connection[Any], count: int) -> list[str]:
    row = connection.execute("SELECT max(id) FROM customer").fetchone()
    assert row is not None
    picked = random.Random(SEED).sample(range(1, row[0] + 1), min(3 * count, row[0]))
    return [number for (number,) in connection.execute(_NUMBERS_OF_ONE, [picked])][:count]


def _time_ms(ask: Callable[[str], None], number: str) -> float:
    began = perf_counter()
    ask(number)
    return (perf_counter() - began) * 1000
