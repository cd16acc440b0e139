"""Search as you type: every kind of text, as operators type it, on what is really there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter
from typing import Any, Final

import psycopg
from psycopg.types.json import Jsonb

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customers import MOST_FOUND, customers_found, terms_of
from crm_desktop.domain.search_words import search_words
from tests.benchmarks.measures import bare_connection, summary

WARM_UP: Final = 20
SEED: Final = 20261120
_NOTE: Final = "SELECT outcome FROM search_noted(%s, %s)"
_SEARCH: Final = "SELECT * FROM customers_searched(%s, %s)"
_PEOPLE: Final = """
SELECT c.code, c.name, c.name_kana, c.name_key, c.kana_key, c.given_name_key, p.number,
       coalesce((SELECT a.postal_code FROM customer_address a
                  WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1), ''),
       o.number, o.shop_order_number
  FROM customer c
  JOIN LATERAL (SELECT number FROM customer_phone
                 WHERE customer_id = c.id ORDER BY position LIMIT 1) p ON true
  JOIN LATERAL (SELECT number, shop_order_number FROM customer_order WHERE customer_id = c.id
                 ORDER BY shop_order_number IS NULL, ordered_at DESC LIMIT 1) o ON true
 WHERE c.id = ANY(%s) AND c.merged_into_id IS NULL ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class _Person:
    code: str
    name: str
    name_kana: str
    name_key: str
    kana_key: str
    given_name_key: str
    phone: str
    postal_code: str
    order_number: str
    shop_order_number: str | None


def bench_search(desks: Sequence[str], owner_dsn: str, *, n: int) -> dict[str, Any]:
    """Search ``n`` times for each kind of text; times in ms, ``kinds`` one by one.

    The kinds take turns at ``desks``: whoever searches has a record, which is counted each time.
    The figures at the top are of all searches together, ``worst_p99`` the highest of the kinds.
    ``floor`` is the same two statements with the same values, prepared on a bare connection.
    """
    kinds: dict[str, dict[str, float]] = {}
    all_ms: list[float] = []
    floor_ms: list[float] = []
    with bare_connection(owner_dsn) as owner:
        people = _people(owner, n + WARM_UP)
    for desk, (kind, texts) in zip(cycle(desks), _texts(people).items()):
        with Database(desk) as database, bare_connection(desk) as bare:
            times, floor = _measure(database, bare, texts)
        kinds[kind] = summary(times)
        all_ms += times
        floor_ms += floor
    worst = max(figures["p99"] for figures in kinds.values())
    return {**summary(all_ms), "worst_p99": worst, "floor": summary(floor_ms), "kinds": kinds}


def _measure(
    database: Database, bare: psycopg.Connection[Any], texts: list[str]
) -> tuple[list[float], list[float]]:
    times: list[float] = []
    floor: list[float] = []
    for text in texts:
        began = perf_counter()
        with database.asking() as session:
            customers_found(session, text)
        between = perf_counter()
        terms = Jsonb(terms_of(search_words(text)))
        bare.execute(_NOTE, [terms, text], prepare=True).fetchall()
        bare.execute(_SEARCH, [terms, MOST_FOUND], prepare=True).fetchall()
        times.append((between - began) * 1000)
        floor.append((perf_counter() - between) * 1000)
    return times[WARM_UP:], floor[WARM_UP:]


def _texts(people: list[_Person]) -> dict[str, list[str]]:
    """Return what is typed of these people, kind by kind; each has as many as there are people."""
    family_kanas = [one.name_kana.partition(" ")[0] or one.kana_key for one in people]
    return {
        "kanji, first character": [one.name_key[:1] for one in people],
        "kanji, first two": [one.name_key[:2] for one in people],
        "kanji, given name": [one.given_name_key[:2] or one.name_key for one in people],
        "kanji, whole name": [one.name for one in people],
        "kanji, two inside": _inside((one.name_key for one in people), 2, len(people)),
        "kanji, three inside": _inside((one.name_key for one in people), 3, len(people)),
        "kana, first character": [one.kana_key[:1] for one in people],
        "kana, first two": [one.kana_key[:2] for one in people],
        "kana, family name": family_kanas,
        "kana, whole name": [one.name_kana for one in people],
        "kana, two inside": _inside((one.kana_key for one in people), 2, len(people)),
        "kana, three inside": _inside((one.kana_key for one in people), 3, len(people)),
        "kanji and kana": [
            f"{one.name[:2]} {one.name_kana.rpartition(' ')[2][:2]}" for one in people
        ],
        "nobody": [f"{one.name_key[:2]}黴" for one in people],
        "phone, beginning": list(_beginnings(one.phone for one in people)),
        "phone, last four": [one.phone[-4:] for one in people],
        "phone, whole": [f"0{one.phone[3:]}" for one in people],
        "code": [one.code for one in people],
        "code, digits": [one.code.partition("-")[2].lstrip("0") or "1" for one in people],
        "order number": [one.order_number for one in people],
        "order number, beginning": [one.order_number[:8] for one in people],
        "order number of the shop": [one.shop_order_number or one.order_number for one in people],
        "postal code": [f"〒{one.postal_code or '1600023'}" for one in people],
        "postal code, beginning": [one.postal_code[:3] or "160" for one in people],
    }


def _beginnings(phones: Iterable[str]) -> Iterator[str]:
    """Cut each number somewhere between the third digit and the last."""
    for place, phone in enumerate(phones):
        national = f"0{phone[3:]}"
        yield national[: 3 + place % (len(national) - 2)]


def _inside(keys: Iterable[str], length: int, count: int) -> list[str]:
    """Return pieces from within names, half of them the commonest: the hardest to search for."""
    pieces = [
        key[start : start + length]
        for key in keys
        for start in range(1, max(len(key) - length, 1) + 1)
        if len(key) > length
    ]
    commonest = [piece for piece, _ in Counter(pieces).most_common(count // 2)]
    others = random.Random(SEED).choices(pieces, k=count - len(commonest))
    return [*commonest, *others]


def _people(connection: psycopg.Connection[Any], count: int) -> list[_Person]:
    row = connection.execute("SELECT max(id) FROM customer").fetchone()
    assert row is not None
    picked = random.Random(SEED).sample(range(1, row[0] + 1), min(3 * count, row[0]))
    return [_Person(*one) for one in connection.execute(_PEOPLE, [picked])][:count]
