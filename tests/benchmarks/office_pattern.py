"""The pattern of which a large office is made: a small one, and names and towns to vary it with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from crm_desktop.actions.demo_office import TABLES
from crm_desktop.domain.demo_office.cast import cast_numbers
from crm_desktop.domain.demo_office.names import name_choice
from crm_desktop.domain.demo_office.office import demo_rows
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.rows import AddressRow, CustomerRow, PhoneRow
from crm_desktop.domain.demo_office.surnames import surnames
from crm_desktop.domain.demo_office.towns import DemoTown, town_choice
from crm_desktop.domain.japanese_text import kana_key, name_key
from crm_desktop.domain.phone_number import parse_phone_number
from crm_desktop.maps.demo_towns import demo_towns

YEARS = 6
SURNAME_SLOTS = 20_000
GIVEN_SLOTS = 64
FIRST_YEAR, LAST_YEAR = 1928, 2003
_OWN_TABLES = """
CREATE TABLE pattern.person (
    id bigint, recombined boolean, cast_member boolean, blank text,
    sex text, birth_year int);
CREATE TABLE pattern.surname (slot int, name text, kana text, name_key text, kana_key text);
CREATE TABLE pattern.given (
    sex text, birth_year int, slot int, name text, kana text, name_key text, kana_key text);
CREATE TABLE pattern.town (
    region text, n int, postal_code text, prefecture text, city text, town text,
    has_chome boolean);
CREATE TABLE pattern.address_region (customer_id bigint, position int, region text);
CREATE TABLE pattern.area (beginning text, area_code text);
"""


def write_pattern(connection: psycopg.Connection[Any], now: datetime, customers: int) -> OfficePlan:
    """Fill the schema ``pattern`` with an office of ``customers`` as it stands at ``now``."""
    towns = demo_towns(every=1)
    plan = OfficePlan(now, customers, town_choice(towns), years=YEARS)
    tables: dict[type[Any], list[Any]] = defaultdict(list)
    for row in demo_rows(plan):
        tables[type(row)].append(row)
    connection.execute(_OWN_TABLES)
    for kind, model in TABLES.items():
        name = model.__tablename__
        connection.execute(
            sql.SQL("CREATE TABLE pattern.{} AS SELECT {} FROM public.{} LIMIT 0").format(
                sql.Identifier(name),
                sql.SQL(", ").join(map(sql.Identifier, kind._fields)),
                sql.Identifier(name),
            )
        )
        _copy(connection, name, tables[kind])
    _copy(connection, "person", list(_people(tables[CustomerRow], tables[PhoneRow])))
    _copy(connection, "surname", _surname_slots())
    _copy(connection, "given", list(_given_slots()))
    _copy(connection, "town", list(_towns(towns)))
    _copy(connection, "address_region", [_region_row(row) for row in tables[AddressRow]])
    _copy(connection, "area", _areas(tables[PhoneRow]))
    connection.execute("ANALYZE")
    return plan


def _people(
    customers: Sequence[CustomerRow], phones: Sequence[PhoneRow]
) -> Iterator[tuple[Any, ...]]:
    """Yield whose name may be recombined: those with a listed surname, a blank, a given name."""
    known = {name.written for name in surnames()}
    in_the_cast = {row.customer_id for row in phones if row.number in cast_numbers()}
    rng = Random(1)
    for row in customers:
        parts = row.name.replace("\u3000", " ").split(" ")
        plain = len(parts) == 2 and parts[0] in known
        born = row.birthday.year if row.birthday else rng.randint(1940, 1975)
        yield (
            row.id,
            plain,
            row.id in in_the_cast,
            "\u3000" if "\u3000" in row.name else " ",
            "male" if row.sex == "male" else "female",
            min(max(born, FIRST_YEAR), LAST_YEAR),
        )


def _surname_slots() -> list[tuple[Any, ...]]:
    """Return each surname in as many slots as people bear it."""
    names = surnames()
    total = sum(name.weight for name in names)
    ends = [round(SURNAME_SLOTS * weight / total) for weight in accumulate(n.weight for n in names)]
    begins = [0, *ends[:-1]]
    return [
        (slot, name.written, name.kana, name_key(name.written), kana_key(name.kana))
        for name, begin, end in zip(names, begins, ends, strict=True)
        for slot in range(begin, end)
    ]


def _given_slots() -> Iterator[tuple[Any, ...]]:
    names, rng = name_choice(), Random(2)
    for sex in ("female", "male"):
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for slot in range(GIVEN_SLOTS):
                name = names.given_name(rng, sex, year)
                keys = name_key(name.written), kana_key(name.kana)
                yield sex, year, slot, name.written, name.kana, *keys


def _towns(towns: Sequence[DemoTown]) -> Iterator[tuple[Any, ...]]:
    counts: dict[str, int] = defaultdict(int)
    for town in towns:
        region = _region(town.prefecture, town.city)
        yield region, counts[region], *town
        counts[region] += 1


def _region_row(row: AddressRow) -> tuple[int, int, str]:
    return row.customer_id, row.position, _region(row.prefecture, row.city)


def _region(prefecture: str, city: str) -> str:
    """Return where the same area codes are used: the wards of Tokyo are apart from the rest."""
    return f"{prefecture}{'区' if prefecture == '東京都' and '区' in city else ''}"


def _areas(phones: Sequence[PhoneRow]) -> list[tuple[str, str]]:
    """Return the area code for each beginning (8 characters of E.164) of fixed numbers."""
    fixed = {row.number[:8]: row.number for row in phones if row.label != "mobile"}
    return [
        (beginning, parse_phone_number(number).national.split("-")[0][1:])
        for beginning, number in fixed.items()
    ]


def _copy(connection: psycopg.Connection[Any], table: str, rows: Sequence[Any]) -> None:
    statement = sql.SQL("COPY pattern.{} FROM STDIN").format(sql.Identifier(table))
    with connection.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
