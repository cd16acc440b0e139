"""Search words: whatever is typed is looked for as it stands, and is never a statement."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.domain.japanese_text import name_key
from tests.hostile.conftest import HostileDesk
from tests.hostile.hostile_texts import ENDLESS, TEXTS, UNSTORABLE

ALL = {**TEXTS, **UNSTORABLE, "endless": ENDLESS}
WILD = ("%", "_", "%%", "__", "\\", "*", "?", ".*", "[", "^", "$", "%\\", "\\_", "山%", "山_")


@pytest.mark.parametrize("name", ALL)
def test_typing_it_changes_nothing(desk: HostileDesk, database: Database, name: str) -> None:
    desk.program.questions.find_customers(ALL[name])

    with database.reading() as session:
        assert session.scalar(select(func.count(Customer.id))) == len(desk.customers)


@pytest.mark.parametrize("words", WILD)
def test_wildcard_is_a_letter_like_others(desk: HostileDesk, words: str) -> None:
    for found in desk.program.questions.find_customers(words):
        everything = f"{found.name}{found.name_kana}{found.code}"
        assert name_key(words) in name_key(everything) or words in everything


@pytest.mark.parametrize("name", ["bold", "wildcards", "end of a statement", "dollar quotes"])
def test_hostile_name_is_found_by_itself(desk: HostileDesk, name: str) -> None:
    found = desk.program.questions.find_customers(TEXTS[name])

    assert desk.customers[name] in [one.customer_id for one in found]
