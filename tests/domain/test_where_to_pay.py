"""Where a payment can be made."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.where_to_pay import Nowhere, SlipTakers, WhereToPay, where_to_pay

FRIDAY = date(2026, 10, 9)
USUAL = SlipTakers()


def accepts(where: WhereToPay, kind: PlaceKind, chain: str) -> bool:
    """Tell whether such a place is among those that the map looks for."""
    return any(
        taker.kind is kind and (not taker.chains or chain in taker.chains)
        for taker in where.taken_at
    )


@pytest.mark.parametrize(
    "method",
    [PaymentMethod.PAYMENT_SLIP, PaymentMethod.CONVENIENCE_STORE, PaymentMethod.DEFERRED],
)
def test_slip_is_taken_by_the_offices_chains_and_the_post_office(method: PaymentMethod) -> None:
    where = where_to_pay(method, SlipTakers(("lawson",)), today=FRIDAY, slip_expires_on=FRIDAY)

    assert accepts(where, PlaceKind.CONVENIENCE, "lawson")
    assert accepts(where, PlaceKind.POST_OFFICE, "japan_post")
    assert not accepts(where, PlaceKind.CONVENIENCE, "new_days")
    assert not accepts(where, PlaceKind.CONVENIENCE, "")
    assert not accepts(where, PlaceKind.ATM, "japan_post")
    assert (where.last_on, where.nowhere) == (FRIDAY, None)


def test_post_office_takes_no_slip_where_the_office_says_so() -> None:
    where = where_to_pay(PaymentMethod.PAYMENT_SLIP, SlipTakers(post_office=False), today=FRIDAY)

    assert not accepts(where, PlaceKind.POST_OFFICE, "japan_post")


def test_expired_slip_is_taken_nowhere() -> None:
    where = where_to_pay(
        PaymentMethod.DEFERRED, USUAL, today=FRIDAY, slip_expires_on=date(2026, 10, 8)
    )

    assert where.taken_at == ()
    assert (where.nowhere, where.last_on) == (Nowhere.SLIP_EXPIRED, date(2026, 10, 8))


def test_postal_transfer_is_made_at_post_offices_and_their_machines() -> None:
    where = where_to_pay(PaymentMethod.POSTAL_TRANSFER, USUAL, today=FRIDAY)

    assert accepts(where, PlaceKind.ATM, "japan_post")
    assert not accepts(where, PlaceKind.ATM, "みずほ銀行")
    assert not accepts(where, PlaceKind.POST_OFFICE, "")


def test_bank_transfer_is_made_at_any_bank_whatever_became_of_a_slip() -> None:
    where = where_to_pay(
        PaymentMethod.BANK_TRANSFER, USUAL, today=FRIDAY, slip_expires_on=date(2026, 10, 1)
    )

    assert accepts(where, PlaceKind.BANK, "城南信用金庫")
    assert not accepts(where, PlaceKind.CONVENIENCE, "lawson")


@pytest.mark.parametrize(
    ("method", "reason"),
    [
        (PaymentMethod.CASH_ON_DELIVERY, Nowhere.PAID_AT_THE_DOOR),
        (PaymentMethod.CARD, Nowhere.PAID_BY_CARD),
        (PaymentMethod.FREE, Nowhere.FREE),
    ],
)
def test_other_ways_say_why_there_is_no_place(method: PaymentMethod, reason: Nowhere) -> None:
    assert where_to_pay(method, USUAL, today=FRIDAY).nowhere is reason


def test_what_is_paid_needs_no_place() -> None:
    where = where_to_pay(PaymentMethod.DEFERRED, USUAL, today=FRIDAY, paid_on=FRIDAY)

    assert where.nowhere is Nowhere.PAID


def test_office_without_takers_says_so() -> None:
    nobody = SlipTakers((), post_office=False)

    where = where_to_pay(PaymentMethod.PAYMENT_SLIP, nobody, today=FRIDAY)

    assert where.nowhere is Nowhere.NOBODY_TAKES_SLIPS
