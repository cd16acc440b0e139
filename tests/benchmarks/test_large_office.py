from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine

from crm_desktop.database.schema import differences
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.domain.demo_office.cast import FAMILY_NUMBER, SHOWCASE_NUMBER
from crm_desktop.domain.phone_number import parse_phone_number
from tests.benchmarks.large_office import LoadTimes, large_office, load_large_office

CUSTOMERS = 1200


@pytest.fixture(scope="module")
def loaded(database_url: str) -> LoadTimes:
    return load_large_office(database_url, CUSTOMERS, pattern_customers=400)


@pytest.fixture
def connection(loaded: LoadTimes, database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(database_url) as connection:
        yield connection


def test_there_are_ten_orders_a_customer(loaded: LoadTimes) -> None:
    assert loaded.customers == CUSTOMERS
    assert 9 * CUSTOMERS < loaded.orders < 12 * CUSTOMERS


def test_what_is_there_is_not_loaded_again(loaded: LoadTimes, database_url: str) -> None:
    assert large_office(database_url, CUSTOMERS) == loaded


def test_indexes_and_keys_are_back(loaded: LoadTimes, engine: Engine) -> None:
    with engine.connect() as connection:
        assert differences(connection) == []


def test_search_keys_are_those_of_the_names(connection: psycopg.Connection[Any]) -> None:
    for name, kana, *keys in connection.execute(
        "SELECT name, name_kana, name_key, kana_key, given_name_key, given_kana_key FROM customer"
    ):
        right = customer_keys(name, kana)
        assert keys == [
            right.name_key,
            right.kana_key,
            right.given_name_key,
            right.given_kana_key,
        ]


def test_nearly_all_numbers_are_in_the_numbering_plan(
    connection: psycopg.Connection[Any],
) -> None:
    numbers = connection.execute("SELECT number FROM customer_phone ").fetchall()

    strange = sum(parse_phone_number(number).warning is not None for (number,) in numbers)
    assert strange < len(numbers) / 100


def test_few_numbers_are_shared(connection: psycopg.Connection[Any]) -> None:
    people = Counter(connection.execute("SELECT number FROM customer_phone").fetchall())

    assert 0.02 < sum(count > 1 for count in people.values()) / len(people) < 0.05


def test_the_cast_of_the_demo_is_there_once(connection: psycopg.Connection[Any]) -> None:
    def names(number: str) -> list[str]:
        query = "SELECT name FROM customer JOIN customer_phone p ON customer.id = customer_id"
        found = connection.execute(f"{query} WHERE number = %s ORDER BY name", [number])
        return [name for (name,) in found]

    assert names(SHOWCASE_NUMBER) == ["髙橋 美智子"]
    assert len(names(FAMILY_NUMBER)) == 3
