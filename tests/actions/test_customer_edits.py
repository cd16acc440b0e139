from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.address_edits import (
    USUAL_ADDRESS,
    KnownAddress,
    address_field,
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
from crm_desktop.actions.customers import NewAddress, NewPhone
from crm_desktop.database.models.customer import PUT_AWAY_FROM, Customer, CustomerAddress
from crm_desktop.database.queries.customer_card import customer_card
from crm_desktop.database.queries.customers import customers_found
from crm_desktop.database.queries.homes import homes_of
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.builders import HOME, MOBILE, a_customer

SEEN = CustomerFields("髙橋 美智子", "タカハシ ミチコ", None, "unknown", "", "")
FAX = "+81353211112"
SHINJUKU = NewAddress("1600023", "東京都", "新宿区", "西新宿", "2-8-1")


def test_changed_name_is_found(session: Session) -> None:
    customer = a_customer(session)
    wanted = replace(SEEN, name="渡邉 美智子", name_kana="ワタナベ ミチコ")

    revision = update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, SEEN))

    assert revision == 2
    assert [one.name for one in customers_found(session, "渡辺")] == ["渡邉 美智子"]
    assert customers_found(session, "たかはし") == []


def test_nothing_changed_keeps_the_revision(session: Session) -> None:
    customer = a_customer(session)

    assert update_customer(session, CustomerEdit(uuid4(), customer.id, SEEN, SEEN)) == 1


def test_changes_of_two_people_in_different_fields_are_both_kept(session: Session) -> None:
    customer = a_customer(session)
    theirs, mine = replace(SEEN, email="m@example.jp"), replace(SEEN, attention_memo="耳が遠い")
    update_customer(session, CustomerEdit(uuid4(), customer.id, theirs, SEEN))

    update_customer(session, CustomerEdit(uuid4(), customer.id, mine, SEEN))

    card = customer_card(session, customer.id)
    assert (card.email, card.attention_memo) == ("m@example.jp", "耳が遠い")


def test_same_change_by_two_people_is_no_conflict(session: Session) -> None:
    customer = a_customer(session)
    wanted = replace(SEEN, sex="female")
    update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, SEEN))

    assert update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, SEEN)) == 2


def test_change_over_somebodys_change_tells_what_they_changed(session: Session) -> None:
    customer = a_customer(session)
    theirs = replace(SEEN, name="髙橋 美知子", email="m@example.jp")
    update_customer(session, CustomerEdit(uuid4(), customer.id, theirs, SEEN))

    with pytest.raises(RecordChanged) as refused:
        update_customer(
            session, CustomerEdit(uuid4(), customer.id, replace(SEEN, name="髙橋 道子"), SEEN)
        )

    assert refused.value.now_stored == {"name": "髙橋 美知子", "email": "m@example.jp"}
    assert customer_card(session, customer.id).name == "髙橋 美知子"


def test_deleted_customer_cannot_be_changed(session: Session) -> None:
    with pytest.raises(RecordGone):
        update_customer(session, CustomerEdit(uuid4(), 404, SEEN, SEEN))


def phones_of(session: Session, customer_id: int) -> list[tuple[str, str]]:
    return [(phone.number, phone.label) for phone in customer_card(session, customer_id).phones]


def with_phones(*phones: NewPhone) -> CustomerFields:
    return replace(SEEN, phones=phones)


def test_numbers_that_two_people_add_are_both_there(session: Session) -> None:
    customer = a_customer(session, phones=(HOME,))
    home = NewPhone(HOME, "other")
    seen = with_phones(home)
    theirs, mine = with_phones(home, NewPhone(MOBILE, "mobile")), with_phones(NewPhone(FAX), home)

    for wanted in (theirs, mine):
        update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    assert phones_of(session, customer.id) == [
        (FAX, "home"),
        (HOME, "other"),
        (MOBILE, "mobile"),
    ]


def test_changed_number_keeps_its_place(session: Session) -> None:
    customer = a_customer(session, phones=(HOME, MOBILE))
    seen = with_phones(NewPhone(HOME, "other"), NewPhone(MOBILE, "other"))
    wanted = with_phones(NewPhone(FAX, "home"), NewPhone(MOBILE, "other"))

    revision = update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    assert revision == 2
    assert phones_of(session, customer.id) == [(FAX, "home"), (MOBILE, "other")]


def test_number_that_one_removes_and_the_other_renames_collides(session: Session) -> None:
    customer = a_customer(session, phones=(HOME,))
    seen = with_phones(NewPhone(HOME, "other"))
    update_customer(session, CustomerEdit(uuid4(), customer.id, SEEN, seen))

    with pytest.raises(RecordChanged) as refused:
        wanted = with_phones(NewPhone(HOME, "work"))
        update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    assert refused.value.now_stored == {phone_field(HOME): None}


def with_addresses(*addresses: KnownAddress) -> CustomerFields:
    return replace(SEEN, addresses=addresses)


def an_address(session: Session, customer: Customer, position: int, **facts: str) -> KnownAddress:
    """Store an address and return it as it is seen."""
    row = CustomerAddress(customer_id=customer.id, position=position, **facts)
    session.add(row)
    session.flush()
    label = facts.pop("label", "home")
    facts.pop("delivery_note", None)
    return KnownAddress(str(row.id), NewAddress(**facts), label)


def cities(session: Session, customer: Customer) -> tuple[list[str], list[str]]:
    """Return the cities on the card, and those put away."""
    card = customer_card(session, customer.id)
    return [a.city for a in card.addresses], [a.city for a in card.addresses_put_away]


def test_address_is_one_field_and_keeps_its_delivery_note(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区", delivery_note="裏口")
    seen, wanted = with_addresses(home), with_addresses(replace(home, parts=SHINJUKU))
    update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    with pytest.raises(RecordChanged) as refused:
        other = with_addresses(replace(home, parts=NewAddress(city="港区", building="髙橋ビル")))
        update_customer(session, CustomerEdit(uuid4(), customer.id, other, seen))

    assert refused.value.now_stored[address_field(home.key)] == wanted.addresses[0]
    (address,) = customer_card(session, customer.id).addresses
    assert (address.town, address.delivery_note) == ("西新宿", "裏口")


def test_first_address_is_added_and_emptied(session: Session) -> None:
    customer = a_customer(session)
    added = with_addresses(KnownAddress("+1", SHINJUKU))
    update_customer(session, CustomerEdit(uuid4(), customer.id, added, SEEN))
    assert [one.block for one in customer_card(session, customer.id).addresses] == ["2-8-1"]

    emptied = with_addresses(KnownAddress("+1"))
    update_customer(session, CustomerEdit(uuid4(), customer.id, emptied, added))

    assert [one.block for one in customer_card(session, customer.id).addresses] == [""]


def test_two_people_change_two_addresses(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, 1, city="清須市", label="delivery")
    seen = with_addresses(home, parents)
    mine = with_addresses(replace(home, parts=SHINJUKU), parents)
    theirs = with_addresses(home, replace(parents, parts=NewAddress(city="髙山市")))

    for wanted in (theirs, mine):
        update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    assert cities(session, customer) == (["新宿区", "髙山市"], [])


def test_addresses_that_two_people_add_are_both_there(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    seen = with_addresses(home)

    for city in ("清須市", "髙山市"):
        wanted = with_addresses(home, KnownAddress("+1", NewAddress(city=city), "delivery"))
        update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    assert cities(session, customer) == (["港区", "清須市", "髙山市"], [])


def test_address_put_away_is_stored_still_and_comes_back(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, 1, city="清須市", delivery_note="裏口")
    seen = with_addresses(home, parents)
    away = with_addresses(home, replace(parents, put_away=True))

    update_customer(session, CustomerEdit(uuid4(), customer.id, away, seen))
    assert cities(session, customer) == (["港区"], ["清須市"])
    assert [one.city for one in homes_of(session, customer.id)] == ["港区"]

    update_customer(session, CustomerEdit(uuid4(), customer.id, seen, away))
    card = customer_card(session, customer.id)
    assert [(one.city, one.delivery_note) for one in card.addresses] == [
        ("港区", ""),
        ("清須市", "裏口"),
    ]


def test_another_address_becomes_the_usual_one(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, 1, city="清須市")
    wanted = with_addresses(parents, home)

    edit = CustomerEdit(uuid4(), customer.id, wanted, with_addresses(home, parents))
    update_customer(session, edit)

    assert cities(session, customer) == (["清須市", "港区"], [])


def test_usual_address_that_is_put_away_leaves_its_place(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, 1, city="清須市")
    wanted = with_addresses(parents, replace(home, put_away=True))

    edit = CustomerEdit(uuid4(), customer.id, wanted, with_addresses(home, parents))
    update_customer(session, edit)

    assert cities(session, customer) == (["清須市"], ["港区"])
    assert session.scalar(select(CustomerAddress.city).filter_by(position=0)) == "清須市"


@pytest.mark.parametrize("mine_is_putting_away", [True, False])
def test_address_that_one_puts_away_and_the_other_makes_usual_collides(
    session: Session, *, mine_is_putting_away: bool
) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, 1, city="清須市")
    seen = with_addresses(home, parents)
    away = with_addresses(home, replace(parents, put_away=True))
    usual = with_addresses(parents, home)
    theirs, mine = (usual, away) if mine_is_putting_away else (away, usual)
    update_customer(session, CustomerEdit(uuid4(), customer.id, theirs, seen))

    with pytest.raises(RecordChanged) as refused:
        update_customer(session, CustomerEdit(uuid4(), customer.id, mine, seen))

    now = with_fields(seen, refused.value.now_stored)
    torn = address_field(parents.key) if mine_is_putting_away else USUAL_ADDRESS
    assert merge_customers(seen, mine, now).colliding == (torn,)
    update_customer(session, CustomerEdit(uuid4(), customer.id, over(now, mine, torn), now))


def over(now: CustomerFields, mine: CustomerFields, torn: str) -> CustomerFields:
    """Return what is stored ``now`` with my value of one field."""
    return with_fields(now, {torn: fields_by_name(mine)[torn]})


def test_two_people_never_put_all_addresses_away(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, 1, city="清須市")
    seen = with_addresses(home, parents)
    theirs = with_addresses(home, replace(parents, put_away=True))
    mine = with_addresses(replace(home, put_away=True), replace(parents, put_away=True))
    update_customer(session, CustomerEdit(uuid4(), customer.id, theirs, seen))

    update_customer(session, CustomerEdit(uuid4(), customer.id, mine, theirs))

    assert cities(session, customer) == (["港区"], ["清須市"])


def test_new_address_that_is_changed_again_before_it_is_read_is_the_same(
    session: Session,
) -> None:
    customer = a_customer(session)
    first = with_addresses(KnownAddress("+1", NewAddress(city="港区")))
    second = with_addresses(KnownAddress("+1", SHINJUKU, "work"))
    update_customer(session, CustomerEdit(uuid4(), customer.id, first, SEEN))

    update_customer(session, CustomerEdit(uuid4(), customer.id, second, first))

    (address,) = customer_card(session, customer.id).addresses
    assert (address.label, address.city) == ("work", "新宿区")


def test_same_address_that_two_people_add_is_one(session: Session) -> None:
    customer = a_customer(session)
    mine = with_addresses(KnownAddress("+1", SHINJUKU, "delivery"))
    theirs = replace(mine, email="m@example.jp")

    for wanted in (theirs, mine):
        update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, SEEN))

    assert cities(session, customer) == (["新宿区"], [])


def test_usual_address_that_had_lost_the_first_place_gets_it_again(session: Session) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 1, city="港区")
    seen, wanted = with_addresses(home), with_addresses(replace(home, label="work"))

    update_customer(session, CustomerEdit(uuid4(), customer.id, wanted, seen))

    assert session.scalar(select(CustomerAddress.position)) == 0


def test_address_is_never_put_away_because_others_were_the_usual_one_often(
    session: Session,
) -> None:
    customer = a_customer(session)
    home = an_address(session, customer, 0, city="港区")
    parents = an_address(session, customer, PUT_AWAY_FROM - 1, city="清須市")

    edit = CustomerEdit(
        uuid4(), customer.id, with_addresses(parents, home), with_addresses(home, parents)
    )
    update_customer(session, edit)

    assert cities(session, customer) == (["清須市", "港区"], [])


def test_change_that_is_sent_twice_is_made_once(session: Session) -> None:
    customer = a_customer(session)
    operation_id = uuid4()
    mine, theirs = replace(SEEN, email="m@example.jp"), replace(SEEN, email="n@example.jp")
    first = update_customer(session, CustomerEdit(operation_id, customer.id, mine, SEEN))
    update_customer(session, CustomerEdit(uuid4(), customer.id, theirs, mine))

    again = update_customer(session, CustomerEdit(operation_id, customer.id, mine, SEEN))

    assert again == first
    assert customer_card(session, customer.id).email == "n@example.jp"
