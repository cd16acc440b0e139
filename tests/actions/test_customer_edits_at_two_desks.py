"""Two desks change one customer in any order: no change is lost that was not shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from crm_desktop.actions.address_edits import (
    USUAL_ADDRESS,
    KnownAddress,
    UsualAddress,
    address_field,
    address_of_field,
)
from crm_desktop.actions.customer_edits import (
    CustomerEdit,
    CustomerFields,
    fields_by_name,
    merge_customers,
    phone_field,
    update_customer,
    with_fields,
)
from crm_desktop.actions.customers import NewAddress
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.queries.customer_card import customer_card
from crm_desktop.database.roles import OPERATOR
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.customer_edit.form_reading import seen_on
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginOf

NAMES = st.sampled_from(["髙橋 美智子", "﨑山 美智子", "渡邉 美智子"])
LABELS = st.sampled_from([None, "home", "work", "fax"])
PARTS = st.sampled_from([NewAddress(), NewAddress(city="港区"), NewAddress("1600023")])
ADDRESSES = ("1st", "2nd", "3rd")  # under their ids once they have them
FIELDS = ("name", "email", "attention_memo", phone_field(HOME), phone_field(MOBILE), USUAL_ADDRESS)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "email": st.sampled_from(["", "m@example.jp", "n@example.jp"]),
        "attention_memo": st.sampled_from(["", "耳が遠い", "ゆっくり"]),
        phone_field(HOME): LABELS,
        phone_field(MOBILE): LABELS,
        **{address_field(one): st.tuples(PARTS, st.booleans()) for one in ADDRESSES},
        USUAL_ADDRESS: st.sampled_from(ADDRESSES),
    },
)
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.booleans(), CHANGES, st.booleans()), min_size=2, max_size=8
)


@dataclass
class Desk:
    """A person who has read the card, and knows what they were shown of each field."""

    database: Database
    seen: CustomerFields
    shown: dict[str, set[object]] = field(default_factory=dict)

    def look(self, customer_id: int) -> None:
        with self.database.reading() as session:
            self.seen = seen_on(customer_card(session, customer_id))
        seen = fields_by_name(self.seen)
        self.remember({name: seen.get(name) for name in {*FIELDS, *seen}})

    def remember(self, values: dict[str, object]) -> None:
        for name, value in values.items():
            self.shown.setdefault(name, set()).add(value)


@pytest.fixture
def desks(database: Database, login_of: LoginOf) -> Iterator[list[Desk]]:
    """Two operators."""
    empty = CustomerFields("", "", None, "unknown", "", "")
    with ExitStack() as closing:
        yield [
            Desk(closing.enter_context(Database(login_of(OPERATOR), pool_size=1)), empty)
            for _ in range(2)
        ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_nothing_is_overwritten_that_was_not_shown(
    database: Database, desks: list[Desk], steps: list[tuple[int, bool, dict[str, Any], bool]]
) -> None:
    with database.writing() as session:
        customer_id = a_customer(session, phones=(HOME,)).id
        rows = [CustomerAddress(customer_id=customer_id, position=n) for n in range(3)]
        session.add_all(rows)
        session.flush()
        ids = {one: str(row.id) for one, row in zip(ADDRESSES, rows, strict=True)}
    for desk in desks:
        with desk.database.asking() as asking:
            asking.execute(text(f"SELECT open_card({customer_id}, 'search')"))
        desk.shown.clear()
        desk.look(customer_id)

    for who, looks_first, changes, takes_theirs in steps:
        desk = desks[who]
        if looks_first:
            desk.look(customer_id)
        edited(desk, customer_id, as_typed(desk.seen, changes, ids), takes_theirs=takes_theirs)


def as_typed(seen: CustomerFields, drawn: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """Return changes that the form lets through: the usual address is always in use."""
    changes: dict[str, Any] = {}
    usual = next(one.key for one in seen.addresses)
    if USUAL_ADDRESS in drawn:
        usual = ids[drawn[USUAL_ADDRESS]]
        chosen = next(one for one in seen.addresses if one.key == usual)
        changes[USUAL_ADDRESS] = UsualAddress(usual, chosen.parts)
        changes[address_field(usual)] = replace(chosen, put_away=False)
    for name, value in drawn.items():
        one = address_of_field(name)
        if one is not None:
            key = ids[one]
            away = value[1] and key != usual
            changes[address_field(key)] = KnownAddress(key, value[0], put_away=away)
        elif name != USUAL_ADDRESS:
            changes[name] = value
    return changes


def edited(desk: Desk, customer_id: int, changes: dict[str, Any], *, takes_theirs: bool) -> None:
    """Save, look at what collides and choose, save again; check what was overwritten."""
    before = stored(desk, customer_id)
    seen, wanted = desk.seen, with_fields(desk.seen, changes)
    try:
        save(desk, CustomerEdit(uuid4(), customer_id, wanted, seen))
    except RecordChanged as collision:
        desk.remember(collision.now_stored)
        theirs = collision.now_stored
        if takes_theirs:
            torn = merge_customers(seen, wanted, with_fields(seen, theirs)).colliding
            changes = {n: value for n, value in changes.items() if n not in {*theirs, *torn}}
        seen = with_fields(seen, theirs)
        save(desk, CustomerEdit(uuid4(), customer_id, with_fields(seen, changes), seen))
    after = stored(desk, customer_id)
    for name in {*FIELDS, *before}:
        was, now = before.get(name), after.get(name)
        assert was == now or was in desk.shown[name]
    asked_for = fields_by_name(with_fields(seen, changes))
    mine = {n: v for n, v in asked_for.items() if v != fields_by_name(seen).get(n)}
    assert {name: after.get(name) for name in mine} == mine


def save(desk: Desk, edit: CustomerEdit) -> None:
    with desk.database.writing() as session:
        update_customer(session, edit)


def stored(desk: Desk, customer_id: int) -> dict[str, object]:
    with desk.database.reading() as session:
        return fields_by_name(seen_on(customer_card(session, customer_id)))
