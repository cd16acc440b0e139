from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from crm_desktop.actions.calls import remember_caller_choice
from crm_desktop.database.queries.customers import CallerMatch, customers_with_phone
from tests.builders import HOME, MOBILE, a_customer, an_order

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


def callers(session: Session, number: str) -> list[CallerMatch]:
    return customers_with_phone(session, number, None)


def test_nobody_has_the_number(session: Session) -> None:
    a_customer(session, phones=(HOME,))

    assert callers(session, MOBILE) == []


def test_match_tells_what_helps_to_decide(session: Session) -> None:
    customer = a_customer(
        session, phones=(HOME,), code="C-7", birthday=date(1954, 3, 1), sex="female"
    )
    an_order(session, customer, date(2026, 10, 1))
    an_order(session, customer, items=(("青汁30包", 2), ("黒酢", 1)))

    assert callers(session, HOME) == [
        CallerMatch(
            customer.id, "C-7", "髙橋 美智子", "タカハシ ミチコ", date(1954, 3, 1), "female", NOON,
            "青汁30包×2、黒酢", False,
        )
    ]  # fmt: skip


def test_cancelled_order_is_no_last_order(session: Session) -> None:
    customer = a_customer(session, phones=(HOME,))
    an_order(session, customer, status="cancelled")
    an_order(session, customer, status="returned")

    (match,) = callers(session, HOME)

    assert (match.last_ordered_at, match.last_order_items) == (None, "")


def test_family_is_in_order_of_the_last_order(session: Session) -> None:
    for name, day in (("花子", 3), ("一郎", 9), ("美智子", None), ("太郎", 5)):
        person = a_customer(session, f"髙橋 {name}", "タカハシ", phones=(HOME,))
        if day:
            an_order(session, person, date(2026, 11, day))

    names = [match.name for match in callers(session, HOME)]

    assert names == ["髙橋 一郎", "髙橋 太郎", "髙橋 花子", "髙橋 美智子"]


def test_person_chosen_last_time_comes_first(session: Session) -> None:
    a_customer(session, "髙橋 一郎", "タカハシ イチロウ", phones=(HOME,))
    chosen = a_customer(session, phones=(HOME,))
    remember_caller_choice(session, HOME, chosen.id)

    matches = callers(session, HOME)

    assert [(match.name, match.last_chosen) for match in matches] == [
        ("髙橋 美智子", True),
        ("髙橋 一郎", False),
    ]


def test_person_who_gave_the_number_up_is_not_guessed(session: Session) -> None:
    former = a_customer(session, phones=(MOBILE,))
    remember_caller_choice(session, HOME, former.id)

    assert callers(session, HOME) == []


def test_merged_customer_does_not_call(session: Session) -> None:
    kept = a_customer(session, phones=(HOME,))
    a_customer(session, phones=(HOME,), merged_into_id=kept.id)

    assert [match.customer_id for match in callers(session, HOME)] == [kept.id]


def test_number_of_very_many_gives_twenty(session: Session) -> None:
    for _ in range(25):
        a_customer(session, phones=("+81312345678",))

    assert len(callers(session, "+81312345678")) == 20
