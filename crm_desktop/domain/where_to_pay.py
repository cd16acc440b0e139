"""Where a payment can be made: at which places, until when, or why nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.place_chain import JAPAN_POST
from crm_desktop.domain.place_kind import PlaceKind

USUAL_SLIP_CHAINS: Final = (
    "seven_eleven",
    "family_mart",
    "lawson",
    "ministop",
    "daily_yamazaki",
    "seicomart",
    "poplar",
)


class Nowhere(StrEnum):
    """Why there is no place to go to."""

    PAID = "paid"
    FREE = "free"
    PAID_AT_THE_DOOR = "paid_at_the_door"
    PAID_BY_CARD = "paid_by_card"
    SLIP_EXPIRED = "slip_expired"
    NOBODY_TAKES_SLIPS = "nobody_takes_slips"


@dataclass(frozen=True, slots=True)
class SlipTakers:
    """Who takes this office's slips: convenience chains (keys), and post offices or not."""

    chains: tuple[str, ...] = USUAL_SLIP_CHAINS
    post_office: bool = True


@dataclass(frozen=True, slots=True)
class TakenAt:
    """One kind of places that takes a payment; no ``chains``: whichever chain they are of."""

    kind: PlaceKind
    chains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhereToPay:
    """The places that take a payment; ``nowhere`` says why ``taken_at`` is empty, else None.

    ``last_on`` is the last day on which a slip is taken, in the past for one that is expired;
    None when there is no slip or its day is not known.
    """

    taken_at: tuple[TakenAt, ...] = ()
    last_on: date | None = None
    nowhere: Nowhere | None = None


def where_to_pay(
    method: PaymentMethod,
    takers: SlipTakers,
    *,
    today: date,
    slip_expires_on: date | None = None,
    paid_on: date | None = None,
) -> WhereToPay:
    """Return where to go with a payment ``today``; a slip is good on its last day still."""
    if paid_on is not None:
        return WhereToPay(nowhere=Nowhere.PAID)
    if method in _NO_PLACE:
        return WhereToPay(nowhere=_NO_PLACE[method])
    if method is PaymentMethod.BANK_TRANSFER:
        return WhereToPay((TakenAt(PlaceKind.BANK), TakenAt(PlaceKind.ATM)))
    if slip_expires_on is not None and today > slip_expires_on:
        return WhereToPay(last_on=slip_expires_on, nowhere=Nowhere.SLIP_EXPIRED)
    places = tuple(_postal() if method is PaymentMethod.POSTAL_TRANSFER else _slip(takers))
    nowhere = None if places else Nowhere.NOBODY_TAKES_SLIPS
    return WhereToPay(places, slip_expires_on, nowhere)


def _postal() -> Iterable[TakenAt]:
    return (TakenAt(kind, (JAPAN_POST,)) for kind in _POSTAL_KINDS)


def _slip(takers: SlipTakers) -> Iterable[TakenAt]:
    if takers.chains:
        yield TakenAt(PlaceKind.CONVENIENCE, takers.chains)
    if takers.post_office:
        yield TakenAt(PlaceKind.POST_OFFICE, (JAPAN_POST,))


_POSTAL_KINDS: Final = (PlaceKind.POST_OFFICE, PlaceKind.ATM, PlaceKind.BANK)
_NO_PLACE: Final = {
    PaymentMethod.CASH_ON_DELIVERY: Nowhere.PAID_AT_THE_DOOR,
    PaymentMethod.CARD: Nowhere.PAID_BY_CARD,
    PaymentMethod.FREE: Nowhere.FREE,
}
