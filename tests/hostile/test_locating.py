"""Addresses with anything in them are located or are not; one never stops those behind it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.actions.locating import locate_run
from crm_desktop.actions.pins import write_delivery_note
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_directory import TownDirectory
from tests.builders import a_customer
from tests.hostile.hostile_texts import TEXTS
from tests.located_homes import SHIBAURA, now_stored, stored_address

PARTS = ("prefecture", "city", "town", "block")
PLACES = st.text(
    st.sampled_from(
        "東京都港区芝浦大字字丁目番地号ケヶがのノ之々〇一二十百０1-−ー 　上る京都市\u2028'<\\%_"
    )
) | st.text(max_size=30)


@pytest.fixture(scope="module")
def towns() -> Iterator[TownDirectory]:
    with PostalDirectory() as codes, TownDirectory(None, codes) as directory:
        yield directory


def test_any_text_in_any_part_is_passed_by(own_database: Database, towns: TownDirectory) -> None:
    with own_database.writing() as session:
        customer = a_customer(session)
        for position, (text, part) in enumerate(itertools.product(TEXTS.values(), PARTS)):
            values = {**SHIBAURA, part: text}
            session.add(CustomerAddress(customer_id=customer.id, position=position, **values))

    done = locate_run(own_database, towns, IdRun(1, 2**62, 0), Wanted.NEW)

    assert done.read == done.written == len(TEXTS) * len(PARTS)


@settings(max_examples=300, deadline=None)
@given(PLACES, PLACES, PLACES, PLACES)
def test_what_nobody_thought_of_is_located_or_not(
    towns: TownDirectory, prefecture: str, city: str, town: str, block: str
) -> None:
    for known in ((prefecture, city), ("東京都", "港区"), ("京都府", "京都市中京区")):
        towns.locate(*known, town, block, (block, "1080023", ""))


@pytest.mark.parametrize("name", TEXTS)
def test_any_delivery_note_is_kept(database: Database, name: str) -> None:
    home = stored_address(database)
    with database.writing() as session:
        kept = write_delivery_note(session, home.address_id, TEXTS[name], seen="")

    assert now_stored(database, home).delivery_note == kept
    assert kept == TEXTS[name].strip()[:1_000]
