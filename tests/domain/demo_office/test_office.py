from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.domain.demo_office import rows
from crm_desktop.domain.demo_office.cast import (
    FAMILY_NUMBER,
    SHOWCASE_NUMBER,
    UNKNOWN_NUMBER,
    showcase_id,
)
from crm_desktop.domain.demo_office.office import demo_rows
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.towns import DemoTown, town_choice
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.domain.payment import PaymentStanding, payment_standing
from crm_desktop.domain.phone_number import PhoneKind, parse_phone_number

TODAY = date(2026, 11, 22)
CUSTOMERS = 800
TOWNS = (
    DemoTown("0640820", "北海道", "札幌市中央区", "大通西", has_chome=True),
    DemoTown("1600023", "東京都", "新宿区", "西新宿", has_chome=True),
    DemoTown("1840004", "東京都", "小金井市", "本町", has_chome=True),
    DemoTown("6048135", "京都府", "京都市中京区", "三文字町", has_chome=False),
    DemoTown("0288322", "岩手県", "下閉伊郡普代村", "天拝坂", has_chome=False),
)
REFERENCES = {
    "customer_id": rows.CustomerRow,
    "order_id": rows.OrderRow,
    "product_id": rows.ProductRow,
    "subscription_id": rows.SubscriptionRow,
    "shipment_id": rows.ShipmentRow,
    "enclosure_id": rows.EnclosureRow,
    "mailing_id": rows.MailingRow,
    "document_id": rows.DocumentRow,
    "call_id": rows.CallRow,
    "staff_id": rows.StaffRow,
    "category_id": rows.NoteCategoryRow,
    "tag_id": rows.TagRow,
}

OfficeRows = dict[type[Any], list[Any]]


def plan(customers: int = CUSTOMERS) -> OfficePlan:
    return OfficePlan(datetime(2026, 11, 22, 17, tzinfo=JAPAN_TIME), customers, town_choice(TOWNS))


def sorted_rows(found: Sequence[rows.DemoRow]) -> OfficeRows:
    tables: OfficeRows = defaultdict(list)
    for row in found:
        tables[type(row)].append(row)
    return tables


@pytest.fixture(scope="module")
def office() -> OfficeRows:
    return sorted_rows(list(demo_rows(plan())))


def test_same_plan_makes_the_same_office() -> None:
    assert list(demo_rows(plan(40))) == list(demo_rows(plan(40)))


def test_every_row_comes_after_those_it_refers_to() -> None:
    seen: dict[type[Any], set[int]] = defaultdict(set)
    for row in demo_rows(plan(60)):
        for column, kind in REFERENCES.items():
            target = getattr(row, column, None)
            assert target is None or target in seen[kind], row
        if "id" in row._fields:
            seen[type(row)].add(row.id)  # type: ignore[union-attr]


def test_there_are_as_many_customers_as_asked_for(office: OfficeRows) -> None:
    assert {row.id for row in office[rows.CustomerRow]} == set(range(1, CUSTOMERS + 1))


def test_nothing_happens_after_now(office: OfficeRows) -> None:
    now = plan().now

    assert all(row.ordered_at < now for row in office[rows.OrderRow])
    assert all(row.ended_at < now for row in office[rows.CallRow])
    assert all(row.happened_at < now for row in office[rows.NoteRow])


def test_numbers_are_valid_and_full_of_fives(office: OfficeRows) -> None:
    for row in office[rows.PhoneRow]:
        number = parse_phone_number(row.number)
        assert number.kind in {PhoneKind.FIXED, PhoneKind.MOBILE}
        assert number.warning is None
        assert "55" in number.national


def test_some_numbers_are_shared_by_a_household(office: OfficeRows) -> None:
    people = Counter(row.number for row in office[rows.PhoneRow])

    shared = sum(count > 1 for count in people.values()) / len(people)
    assert 0.01 < shared < 0.06
    assert people[FAMILY_NUMBER] == 3
    assert people[UNKNOWN_NUMBER] == 0


def test_a_household_lives_under_one_roof(office: OfficeRows) -> None:
    homes = {row.customer_id: row for row in office[rows.AddressRow] if row.position == 0}
    sharing = defaultdict(set)
    for row in office[rows.PhoneRow]:
        home = homes[row.customer_id]
        sharing[row.number].add((home.town, home.block, home.building))

    assert all(len(addresses) == 1 for addresses in sharing.values())


@pytest.fixture(scope="module")
def many_names() -> str:
    return "".join(row.name for row in demo_rows(plan(2500)) if isinstance(row, rows.CustomerRow))


@pytest.mark.parametrize("letter", ["髙", "﨑", "𠮷", "邉", "ﾀ", "株式会社"])
def test_names_are_awkward(letter: str, many_names: str) -> None:
    assert letter in many_names


def test_kyoto_addresses_have_their_streets(office: OfficeRows) -> None:
    towns = [row.town for row in office[rows.AddressRow] if row.city == "京都市中京区"]

    assert towns
    assert all("通" in town and town.endswith("三文字町") for town in towns)


def test_web_orders_carry_the_number_of_their_shop(office: OfficeRows) -> None:
    by_shop = {(row.channel, row.shop) for row in office[rows.OrderRow]}

    assert ("web", "eccube") in by_shop
    assert all((shop == "office") == (channel not in {"web", "mall"}) for channel, shop in by_shop)


def test_totals_add_up(office: OfficeRows) -> None:
    goods: dict[int, int] = defaultdict(int)
    for line in office[rows.OrderLineRow]:
        goods[line.order_id] += line.quantity * line.unit_price_yen

    for order in office[rows.OrderRow]:
        assert order.subtotal_yen == goods[order.id]
        assert order.total_yen == goods[order.id] + order.shipping_fee_yen - order.discount_yen


@pytest.mark.parametrize("standing", list(PaymentStanding))
def test_there_are_payments_of_every_standing(
    office: OfficeRows, standing: PaymentStanding
) -> None:
    found = {
        payment_standing(
            paid_on=row.paid_on,
            due_on=row.due_on,
            slip_expires_on=row.slip_expires_on,
            today=TODAY,
        )
        for row in office[rows.PaymentRow]
    }

    assert standing in found


def test_parcels_are_on_the_way_and_being_packed(office: OfficeRows) -> None:
    states = {row.state for row in office[rows.ShipmentRow]}

    assert {"preparing", "on_the_way", "delivered"} <= states


def test_subscriptions_run_rest_and_have_ended(office: OfficeRows) -> None:
    states = {row.state for row in office[rows.SubscriptionRow]}
    due = [row.next_on for row in office[rows.SubscriptionRow] if row.state == "active"]

    assert states == {"active", "paused", "stopped"}
    assert TODAY + timedelta(days=1) in due
    assert min(due) >= TODAY


def test_notes_say_many_different_things(office: OfficeRows) -> None:
    bodies = {row.body for row in office[rows.NoteRow]}

    assert len(bodies) > 300
    assert not any("{" in body for body in bodies)


def test_a_mailing_was_dropped_three_days_ago(office: OfficeRows) -> None:
    dropped = {row.dropped_on for row in office[rows.MailingRecipientRow]}

    assert max(dropped) == TODAY - timedelta(days=3)
    assert len(dropped) > 12


def test_three_calls_were_missed_today(office: OfficeRows) -> None:
    calls = [row for row in office[rows.CallRow] if row.direction == "in"]

    assert [row.began_at.date() for row in calls if row.result == "missed"] == [TODAY] * 3


@pytest.mark.parametrize("days_ago", [0, 1])
def test_log_has_calls_of_every_kind(office: OfficeRows, days_ago: int) -> None:
    day = TODAY - timedelta(days=days_ago)
    calls = [row for row in office[rows.CallRow] if row.began_at.date() == day]
    ids = {row.id for row in calls}

    outcomes = {row.outcome for row in office[rows.CallLegRow] if row.call_id in ids}
    assert {row.direction for row in calls} == {"in", "out", "internal"}
    assert ("out", "missed") in {(row.direction, row.result) for row in calls}
    assert "withheld" in {row.no_number_reason for row in calls}
    assert {"answered", "answered_elsewhere", "transferred"} <= outcomes


def test_no_call_is_still_going_on_now(office: OfficeRows) -> None:
    assert max(row.ended_at for row in office[rows.CallRow]) <= plan().now


def test_tadokoro_has_tasks_for_today_and_late_ones(office: OfficeRows) -> None:
    mine = [row.due_on for row in office[rows.TaskRow] if row.staff_id == 1]

    assert mine.count(TODAY) == 4
    assert sum(due_on < TODAY for due_on in mine) == 2


def test_the_showcase_has_something_in_every_place(office: OfficeRows) -> None:
    herself = showcase_id(CUSTOMERS)
    for kind in (
        rows.AddressRow,
        rows.SubscriptionRow,
        rows.OrderRow,
        rows.LetterRow,
        rows.CallRow,
        rows.NoteRow,
        rows.TaskRow,
        rows.CustomerTagRow,
    ):
        assert any(row.customer_id == herself for row in office[kind]), kind
    numbers = [row.number for row in office[rows.PhoneRow] if row.customer_id == herself]
    assert numbers[0] == SHOWCASE_NUMBER


@pytest.mark.parametrize("customers", [9, 20_001])
def test_impossible_sizes_are_refused(customers: int) -> None:
    with pytest.raises(ValueError, match=str(customers)):
        plan(customers)


@pytest.mark.parametrize("days", [*range(0, 400, 13), 361, 786])
def test_the_showcase_is_urgent_on_any_day(days: int) -> None:
    now = datetime(2026, 1, 4, 8, tzinfo=JAPAN_TIME) + timedelta(days=days)
    found = sorted_rows(list(demo_rows(OfficePlan(now, 10, town_choice(TOWNS)))))
    orders = {row.id for row in found[rows.OrderRow] if row.customer_id == showcase_id(10)}

    expired = [
        row.slip_expires_on
        for row in found[rows.PaymentRow]
        if row.order_id in orders and row.paid_on is None and row.slip_expires_on
    ]
    parcels = {row.state for row in found[rows.ShipmentRow] if row.order_id in orders}
    assert min(expired) < now.date()
    assert "on_the_way" in parcels
