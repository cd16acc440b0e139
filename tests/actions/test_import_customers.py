from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import (
    PUT_AWAY_FROM,
    Customer,
    CustomerAddress,
    CustomerPhone,
    CustomerShopAccount,
)
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.maps.postal_directory import PostalDirectory
from tests.actions.imported_files import MEMBER, counts, imported, reasons
from tests.builders import HOME, MOBILE, a_customer

GENERIC = "顧客コード,氏名,フリガナ,電話番号,携帯電話,郵便番号,生年月日,メモ\n"


@pytest.fixture
def places() -> Iterator[PlaceIndex]:
    with PostalDirectory() as directory:
        yield PlaceIndex(directory)


def only_customer(session: Session) -> Customer:
    customer = session.scalars(select(Customer)).one()
    session.expunge(customer)
    return customer


def only_address(session: Session) -> CustomerAddress:
    address = session.scalars(select(CustomerAddress)).one()
    session.expunge(address)
    return address


def phones(session: Session) -> list[tuple[str, str]]:
    return [
        (phone.number, phone.label)
        for phone in session.scalars(select(CustomerPhone).order_by(CustomerPhone.position))
    ]


def codes(session: Session) -> list[str]:
    return list(session.scalars(select(Customer.code).order_by(Customer.id)))


def test_member_becomes_a_customer_who_can_be_searched(
    own_database: Database, tmp_path: Path
) -> None:
    tally = imported(own_database, tmp_path, "customers", [MEMBER])

    with own_database.reading() as session:
        customer = only_customer(session)
    keys = customer_keys("髙橋 花子", "タカハシ ハナコ")
    assert counts(tally) == {"created": 1}
    assert (customer.code, customer.name, customer.name_kana) == (
        "EC-1",
        "髙橋 花子",
        "タカハシ ハナコ",
    )
    assert (customer.name_key, customer.given_kana_key) == (keys.name_key, keys.given_kana_key)
    assert (customer.sex, customer.birthday) == ("female", date(1950, 3, 5))
    assert customer.customer_since == date(2019, 1, 2)


def test_address_in_two_lines_is_parted_as_the_post_office_does(
    own_database: Database, tmp_path: Path, places: PlaceIndex
) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER], places=places)

    with own_database.reading() as session:
        address = only_address(session)
    assert (address.prefecture, address.city, address.town) == ("大阪府", "大阪市北区", "梅田")
    assert (address.block, address.building) == ("2-4-9", "ブリーゼタワー")


def test_same_file_again_changes_nothing(own_database: Database, tmp_path: Path) -> None:
    rows = [MEMBER, MEMBER | {"会員ID": "2", "お名前(名)": "一郎"}]
    imported(own_database, tmp_path, "customers", rows)

    again = imported(own_database, tmp_path, "customers", rows)

    with own_database.reading() as session:
        assert set(session.scalars(select(Customer.revision))) == {1}
    assert counts(again) == {"unchanged": 2}


def test_row_that_changed_updates_its_customer(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])

    again = imported(
        own_database, tmp_path, "customers", [MEMBER | {"お名前(姓)": "﨑山", "TEL": "0353211111"}]
    )

    with own_database.reading() as session:
        customer = only_customer(session)
        assert phones(session) == [(MOBILE, "other"), (HOME, "other")]
    assert counts(again) == {"updated": 1}
    assert (customer.name, customer.revision) == ("﨑山 花子", 2)
    assert customer.name_key == customer_keys("﨑山 花子", "").name_key


def test_blank_cells_never_empty_what_is_there(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])
    blank = dict.fromkeys(MEMBER, "") | {
        "会員ID": "1",
        "お名前(姓)": "髙橋",
        "お名前(名)": "花子",
    }

    again = imported(own_database, tmp_path, "customers", [blank])

    with own_database.reading() as session:
        customer = only_customer(session)
        assert phones(session) == [(MOBILE, "other")]
    assert counts(again) == {"unchanged": 1}
    assert (customer.birthday, customer.email) == (date(1950, 3, 5), "hanako@example.co.jp")


def test_unchanged_row_does_not_undo_what_a_person_changed(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])
    with own_database.writing() as session:
        session.execute(update(Customer).values(name="髙橋 華子", attention_memo="耳が遠い"))

    again = imported(own_database, tmp_path, "customers", [MEMBER])

    with own_database.reading() as session:
        assert only_customer(session).name == "髙橋 華子"
    assert counts(again) == {"unchanged": 1}


def test_memo_of_the_shop_never_replaces_one_of_ours(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])
    with own_database.writing() as session:
        session.execute(update(Customer).values(attention_memo="耳が遠い"))

    imported(own_database, tmp_path, "customers", [MEMBER | {"ショップ用メモ欄": "要確認"}])

    with own_database.reading() as session:
        assert only_customer(session).attention_memo == "耳が遠い"


def test_address_that_moved_forgets_its_place_on_the_map(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])
    with own_database.writing() as session:
        session.add(AddressPosition(address_id=only_address(session).id, source="towns"))

    imported(own_database, tmp_path, "customers", [MEMBER | {"住所2": "1-1-1"}])

    with own_database.reading() as session:
        address = only_address(session)
        positions = session.scalar(select(func.count()).select_from(AddressPosition))
    assert (address.block, address.building, positions) == ("1-1-1", "", 0)


@pytest.mark.parametrize("place", [1, PUT_AWAY_FROM])
def test_address_that_is_not_the_usual_one_any_more_is_not_brought_back(
    own_database: Database, tmp_path: Path, place: int
) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])
    with own_database.writing() as session:
        before = session.scalars(select(CustomerAddress)).one()
        before.position = place
        session.add(CustomerAddress(customer_id=before.customer_id, city="髙山市", town="本町"))

    changed = MEMBER | {"住所2": "２－４－９　ブリーゼタワー", "TEL": "0353211111"}
    imported(own_database, tmp_path, "customers", [changed])

    with own_database.reading() as session:
        stored = session.scalars(select(CustomerAddress).order_by(CustomerAddress.position)).all()
        assert [(one.position, one.city) for one in stored] == [
            (0, "髙山市"),
            (place, "大阪市北区梅田"),
        ]


def test_letter_lost_on_the_way_does_not_spoil_the_name(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])

    again = imported(own_database, tmp_path, "customers", [MEMBER | {"お名前(姓)": "?橋"}])

    with own_database.reading() as session:
        assert only_customer(session).name == "髙橋 花子"
    assert again.warning_count == 1


def test_code_finds_a_customer_of_the_office(own_database: Database, tmp_path: Path) -> None:
    with own_database.writing() as session:
        a_customer(session, code="A-7")

    tally = imported(
        own_database,
        tmp_path,
        "customers",
        f"{GENERIC}A-7,髙橋 美智子,,03-5321-1111,090-1234-5678,,昭和25年3月5日,\n",
        profile_name="generic",
    )

    with own_database.reading() as session:
        assert only_customer(session).birthday == date(1950, 3, 5)
        assert phones(session) == [(HOME, "other"), (MOBILE, "mobile")]
    assert counts(tally) == {"updated": 1}


def test_row_without_a_code_is_found_again_by_name_and_number(
    own_database: Database, tmp_path: Path
) -> None:
    text = "氏名,電話番号\n髙橋　花子,03-5321-1111\n髙橋　一郎,03-5321-1111\n"
    imported(own_database, tmp_path, "customers", text, profile_name="generic")

    again = imported(own_database, tmp_path, "customers", text, profile_name="generic")

    assert counts(again) == {"unchanged": 2}


def test_name_alone_is_refused_as_it_would_come_in_twice(
    own_database: Database, tmp_path: Path
) -> None:
    tally = imported(
        own_database, tmp_path, "customers", "氏名,電話番号\n髙橋,\n", profile_name="generic"
    )

    assert reasons(tally) == [(2, "a customer needs a code, a phone number or an e-mail address")]


def test_namesakes_on_one_number_are_told_not_merged(
    own_database: Database, tmp_path: Path
) -> None:
    with own_database.writing() as session:
        a_customer(session, "高橋 花子", "", code="A-1", phones=(MOBILE,))

    tally = imported(own_database, tmp_path, "customers", [MEMBER])

    with own_database.reading() as session:
        assert codes(session) == ["A-1", "EC-1"]
    assert [note.text for note in tally.warnings] == [
        "髙橋 花子 is probably the same person as A-1: both are kept"
    ]


def test_namesakes_are_linked_when_that_is_asked_for(
    own_database: Database, tmp_path: Path
) -> None:
    with own_database.writing() as session:
        a_customer(session, "高橋 花子", "", code="A-1", phones=(MOBILE,))

    tally = imported(own_database, tmp_path, "customers", [MEMBER], links_same_person=True)
    again = imported(own_database, tmp_path, "customers", [MEMBER], links_same_person=True)

    with own_database.reading() as session:
        assert codes(session) == ["A-1"]
        assert session.scalars(select(CustomerShopAccount.shop_customer_number)).all() == ["1"]
    assert (counts(tally), counts(again)) == ({"updated": 1}, {"unchanged": 1})


def test_row_that_may_mean_two_customers_is_refused(own_database: Database, tmp_path: Path) -> None:
    with own_database.writing() as session:
        a_customer(session, "髙橋 花子", code="A-1", phones=(MOBILE,))
        a_customer(session, "高橋 花子", code="A-2", phones=(MOBILE,))

    tally = imported(
        own_database,
        tmp_path,
        "customers",
        "氏名,電話番号\n髙橋花子,090-1234-5678\n",
        profile_name="generic",
    )

    assert reasons(tally) == [(2, "several customers have this name and number: A-1, A-2")]


def test_number_and_code_of_two_customers_are_refused(
    own_database: Database, tmp_path: Path
) -> None:
    text = "会員番号,顧客コード,氏名,電話番号\n"
    text += "1,A-1,髙橋,0353211111\n2,A-2,山﨑,0353211111\n1,A-2,髙橋,0353211111\n"

    tally = imported(own_database, tmp_path, "customers", text, profile_name="generic")

    assert reasons(tally) == [(4, "1 and A-2 are different customers")]


def test_merged_customer_leads_to_who_is_left(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])
    with own_database.writing() as session:
        left = a_customer(session, "髙橋 花子", code="A-9").id
        session.execute(update(Customer).where(Customer.code == "EC-1").values(merged_into_id=left))

    imported(own_database, tmp_path, "customers", [MEMBER | {"メールアドレス": "new@example.jp"}])

    with own_database.reading() as session:
        emails = dict(session.execute(select(Customer.code, Customer.email)).all())
    assert emails == {"EC-1": "hanako@example.co.jp", "A-9": "new@example.jp"}


def test_two_shops_may_use_the_same_number(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])

    other = MEMBER | {"お名前(名)": "一郎", "TEL": "0353211111"}
    imported(own_database, tmp_path, "customers", [other], shop="青山店")

    with own_database.reading() as session:
        assert codes(session) == ["EC-1", "青山店-1"]


def test_customer_who_stands_twice_in_a_file_is_one(own_database: Database, tmp_path: Path) -> None:
    rows = [MEMBER, MEMBER | {"メールアドレス": "zweite@example.jp"}, MEMBER | {"会員ID": "2"}]

    tally = imported(own_database, tmp_path, "customers", rows)

    assert counts(tally) == {"created": 2, "updated": 1}


def test_dry_run_says_the_same_and_keeps_nothing(own_database: Database, tmp_path: Path) -> None:
    rows = [MEMBER, MEMBER | {"メールアドレス": "zweite@example.jp"}, MEMBER | {"TEL": "12"}]

    tally = imported(own_database, tmp_path, "customers", rows, dry_run=True)

    with own_database.reading() as session:
        assert codes(session) == []
    assert counts(tally) == {"created": 1, "updated": 1, "rejected": 1}
    assert counts(tally) == counts(imported(own_database, tmp_path, "customers", rows))


def test_row_the_database_refuses_takes_no_other_along(
    own_database: Database, tmp_path: Path
) -> None:
    with own_database.writing() as session:
        session.connection().exec_driver_sql(
            "ALTER TABLE customer ADD CONSTRAINT no_boss CHECK (name <> '社長 様子')"
        )
    rows = [MEMBER | {"会員ID": str(number), "お名前(姓)": "髙橋"} for number in range(1, 6)]
    rows[2] |= {"お名前(姓)": "社長", "お名前(名)": "様子"}

    tally = imported(own_database, tmp_path, "customers", rows)

    assert counts(tally) == {"created": 4, "rejected": 1}
    assert [line for line, _reason in reasons(tally)] == [4]
