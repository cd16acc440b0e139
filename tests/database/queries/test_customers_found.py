from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from crm_desktop.database.queries.customers import FoundCustomer, customers_found
from tests.builders import HOME, MOBILE, a_customer, an_order


def names(session: Session, words: str) -> list[str]:
    return [found.name for found in customers_found(session, words)]


@pytest.mark.parametrize(
    "words",
    [
        "高橋",
        "髙橋　美",
        "高橋美智子",
        "美智子",
        "橋美",
        "智子",
        "橋美智",
        "たかはし",
        "ﾀｶﾊｼ ﾐﾁ",
        "みち",
        "カハ",
    ],
)
def test_name_is_found_from_its_start_and_inside(session: Session, words: str) -> None:
    a_customer(session)
    a_customer(session, "佐藤 一郎", "サトウ イチロウ")

    assert names(session, words) == ["髙橋 美智子"]


@pytest.mark.parametrize("words", ["高橋 みち", "髙橋　ミチコ", "たかはし 美智子", "ﾀｶﾊｼ 美"])
def test_name_is_found_half_in_kanji_half_in_kana(session: Session, words: str) -> None:
    a_customer(session)
    a_customer(session, "髙橋 幸子", "タカハシ サチコ")

    assert names(session, words) == ["髙橋 美智子"]


def test_reading_is_found_however_its_long_sound_is_written(session: Session) -> None:
    a_customer(session, "大野 ヨーコ", "オオノ ヨーコ")

    assert names(session, "おーの") == ["大野 ヨーコ"]
    assert names(session, "ようこ") == ["大野 ヨーコ"]
    assert names(session, "ヨーコ") == ["大野 ヨーコ"]


def test_whole_name_comes_before_family_name_before_beginning_before_inside(
    session: Session,
) -> None:
    for name in ("大林 一", "林田 一", "林 一", "林"):
        a_customer(session, name, "")

    assert names(session, "林") == ["林", "林 一", "林田 一"]
    assert names(session, "林 一") == ["林 一", "大林 一"]


def test_equal_names_are_in_order_of_their_reading(session: Session) -> None:
    for kana in ("コウノ ユウコ", "カワノ ユウコ", "カワノ アイ"):
        a_customer(session, "河野 裕子", kana)

    kanas = [found.name_kana for found in customers_found(session, "河野")]

    assert kanas == ["カワノ アイ", "カワノ ユウコ", "コウノ ユウコ"]


@pytest.mark.parametrize(
    "words",
    ["0901234", "090-1234", "０９０ー１２３４", "+81 90 1234", "5678", "345678", "090-1234-5678"],
)
def test_phone_is_found_by_its_beginning_and_its_last_digits(session: Session, words: str) -> None:
    a_customer(session, phones=(HOME, MOBILE))

    found = customers_found(session, words)

    assert [(one.matched, one.phone_end) for one in found] == [("phone", "5678")]


@pytest.mark.parametrize("words", ["C-004182", "c-4182", "C4182", "4182", "００４１８２", "C-0041"])
def test_customer_is_found_by_code_with_or_without_zeros(session: Session, words: str) -> None:
    a_customer(session, code="C-004182")

    assert [one.matched for one in customers_found(session, words)] == ["code"]


@pytest.mark.parametrize("words", ["J261120-0042", "j261120", "2611200042", "ABC-77", "abc-77"])
def test_customer_is_found_by_our_and_the_shops_order_number(session: Session, words: str) -> None:
    customer = a_customer(session)
    an_order(session, customer, number="J261120-0042", shop="eccube", shop_order_number="ABC-7781")

    assert [one.matched for one in customers_found(session, words)] == ["order"]


@pytest.mark.parametrize("words", ["160", "160-0", "1600023", "〒160-0023", "１６０ー００２３"])
def test_customer_is_found_by_postal_code(session: Session, words: str) -> None:
    a_customer(session, postal_code="1600023")

    assert [one.matched for one in customers_found(session, words)] == ["postal"]


def test_customer_found_in_several_ways_is_shown_once_by_the_best(session: Session) -> None:
    customer = a_customer(session, code="C-004182", phones=("+81353214182",))
    an_order(session, customer, number="4182")

    assert [one.matched for one in customers_found(session, "4182")] == ["code"]


def test_result_tells_the_people_apart(session: Session) -> None:
    customer = a_customer(session, phones=(HOME, MOBILE), postal_code="1600023", code="C-000007")
    bought = an_order(session, customer)
    an_order(session, customer, status="cancelled", ordered_at=bought.ordered_at.replace(year=2027))

    assert customers_found(session, "高橋") == [
        FoundCustomer(
            customer.id, "C-000007", "髙橋 美智子", "タカハシ ミチコ", None, "新宿区", "",
            bought.ordered_at, "name", phone_end="1111",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["", "　", "・", "%", "_", "100%", "\0", "\ud800", "'; --", "\\"])
def test_signs_find_nothing(session: Session, words: str) -> None:
    a_customer(session, phones=(MOBILE,), postal_code="1600023")

    assert customers_found(session, words) == []


def test_signs_of_patterns_are_ordinary_letters(session: Session) -> None:
    a_customer(session, "100%_青汁", "")
    a_customer(session, "100円青汁", "")

    assert names(session, "0%_青") == ["100%_青汁"]


def test_merged_customer_is_not_found(session: Session) -> None:
    kept = a_customer(session, "髙橋 花子", "タカハシ ハナコ")
    a_customer(session, "高橋 花子", "タカハシ ハナコ", merged_into_id=kept.id)

    assert names(session, "高橋") == ["髙橋 花子"]


def test_at_most_as_many_as_asked_for_come_back(session: Session) -> None:
    for _ in range(60):
        a_customer(session)

    assert len(customers_found(session, "高橋")) == 50
    assert len(customers_found(session, "橋美", limit=3)) == 3
