"""What was said on the telephone over the years, and by whom it was written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final, NamedTuple
from uuid import UUID

from crm_desktop.domain.demo_office.calls import PastCall, answered_call
from crm_desktop.domain.demo_office.categories import category_rows
from crm_desktop.domain.demo_office.note_phrases import NotePhrases
from crm_desktop.domain.demo_office.numbering import Numbering
from crm_desktop.domain.demo_office.orders import PlacedOrder
from crm_desktop.domain.demo_office.people import Person
from crm_desktop.domain.demo_office.plan import OfficePlan, office_time
from crm_desktop.domain.demo_office.products import GIFT_CODE
from crm_desktop.domain.demo_office.rows import NoteRow, StaffRow
from crm_desktop.domain.order import OrderChannel

NEW_ORDER: Final = "新規注文"
REPEAT_ORDER: Final = "追加注文"
_CALL_KEPT_CHANCE: Final = 0.35
_ORDER_NOTE_CHANCE: Final = 0.4
_YEARLY_INQUIRIES: Final = 0.7
_BY_CALL_CHANCE: Final = 0.85
_OUTGOING_CHANCE: Final = 0.12
_OPEN_DAYS: Final = 4
_OPEN_CHANCE: Final = 0.4
_ABOUT_A_YEAR: Final = 365
_ORDERS: Final = frozenset({NEW_ORDER, REPEAT_ORDER})
_OF_SUBSCRIBERS: Final = frozenset({"周期・数量の変更", "定期の休止", "定期の解約"})
_RARE_CHANCE: Final = 0.4
_A_GIFT: Final = "季節の贈り物"
_RARE: Final = frozenset(
    {"キャンセル", "定期の解約", "返品", "交換", "ご家族からの連絡", "苦情", "注文変更"}
)


class Contact(NamedTuple):
    """A call, a note about it, or one without the other."""

    call: PastCall | None
    note: NoteRow | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers, and the words they write down."""

    staff: Sequence[StaffRow]
    phrases: NotePhrases
    category_ids: dict[str, int]

    def anyone(self, rng: Random) -> StaffRow:
        """Return one of those who work here now."""
        return rng.choice(self.staff)


def open_desk(staff: Sequence[StaffRow]) -> Desk:
    """Return the desk of those of ``staff`` who have not left."""
    return Desk(
        [row for row in staff if row.active],
        NotePhrases(),
        {row.label_ja: row.id for row in category_rows()},
    )


def order_contacts(
    rng: Random, numbering: Numbering, desk: Desk, person: Person, orders: Sequence[PlacedOrder]
) -> Iterator[Contact]:
    """Yield the calls by which orders came in, those that were kept."""
    for position, placed in enumerate(orders):
        if placed.order.channel != OrderChannel.PHONE or rng.random() > _CALL_KEPT_CHANCE:
            continue
        staff = desk.staff[(placed.order.staff_id or 1) - 1]
        call = answered_call(rng, numbering, staff, _caller(rng, person), placed.order.ordered_at)
        note = None
        if rng.random() < _ORDER_NOTE_CHANCE:
            category = REPEAT_ORDER if position else NEW_ORDER
            body = desk.phrases.compose(rng, category, _talked_about(placed))
            note = new_note(numbering, desk, call, category, body)
        yield Contact(call, note)


def inquiry_contacts(
    rng: Random,
    plan: OfficePlan,
    numbering: Numbering,
    desk: Desk,
    person: Person,
    orders: Sequence[PlacedOrder],
) -> Iterator[Contact]:
    """Yield what else was talked about between the first order and today."""
    first_on = orders[0].order.ordered_at.date()
    days = (plan.today - first_on).days
    repeats = any(placed.order.subscription_id for placed in orders)
    excluded = _ORDERS if repeats else _ORDERS | _OF_SUBSCRIBERS
    for _ in range(_how_many(rng, _YEARLY_INQUIRIES * days / _ABOUT_A_YEAR)):
        at = office_time(rng, first_on + timedelta(days=rng.randrange(max(days, 1))))
        product = _talked_about(rng.choice(orders))
        category = _inquiry(rng, desk, excluded)
        outgoing = rng.random() < _OUTGOING_CHANCE
        call = answered_call(
            rng, numbering, desk.anyone(rng), _caller(rng, person), at, outgoing=outgoing
        )
        note = new_note(
            numbering, desk, call, category, desk.phrases.compose(rng, category, product)
        )
        note = note._replace(state=_state(rng, at.date(), plan.today))
        if rng.random() < _BY_CALL_CHANCE:
            yield Contact(call, note)
        else:
            yield Contact(None, note._replace(call_id=None))


def new_note(numbering: Numbering, desk: Desk, call: PastCall, category: str, body: str) -> NoteRow:
    """Return a finished note about ``call`` by who answered it."""
    note_id = next(numbering.notes)
    happened_at: datetime = call.call.ended_at
    return NoteRow(
        id=note_id,
        operation_id=UUID(int=note_id),
        customer_id=call.call.customer_id or 0,
        call_id=call.call.id,
        staff_id=call.leg.staff_id or 1,
        category_id=desk.category_ids[category],
        body=body,
        state="done",
        happened_at=happened_at,
        created_at=happened_at,
    )


def _caller(rng: Random, person: Person) -> tuple[int, str]:
    return person.customer_id, rng.choice(person.phones).number


def _talked_about(placed: PlacedOrder) -> str:
    line = placed.lines[0]
    return _A_GIFT if line.product_code.startswith(GIFT_CODE) else line.product_name


def _inquiry(rng: Random, desk: Desk, excluded: frozenset[str]) -> str:
    while True:
        category = rng.choice(desk.phrases.categories)
        rarely = category in _RARE and rng.random() > _RARE_CHANCE
        if category not in excluded and not rarely:
            return category


def _how_many(rng: Random, mean: float) -> int:
    """Return a count that follows Poisson's law: the arrivals within one unit of time."""
    arrivals, passed = -1, 0.0
    while passed < mean:
        passed += rng.expovariate(1)
        arrivals += 1
    return max(arrivals, 0)


def _state(rng: Random, day: date, today: date) -> str:
    if (today - day).days > _OPEN_DAYS or rng.random() > _OPEN_CHANCE:
        return "done"
    return rng.choice(("open", "in_progress"))
