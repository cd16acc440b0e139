"""Orders taken at a desk: each once, whole, and only for customers whose card is open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from crm_desktop.actions.orders import WrittenOrder, save_order
from crm_desktop.database.engine import Database
from crm_desktop.database.models.order import Order, OrderLine, Product
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.queries.customer_card import CardOrder, customer_card
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.new_order import OrderedLine, OrderTerms
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.orders import BadOrder, OrderProblem
from tests.builders import a_customer
from tests.conftest import LoginOf

AOJIRU = OrderedLine("AO-30", "青汁30包", 2, 3980)
Desk = Callable[..., Database]


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Desk]:
    """Return a maker of databases as a member of staff reaches them."""
    with ExitStack() as closing:
        yield lambda *groups: closing.enter_context(Database(login_of(*groups), pool_size=2))


@pytest.fixture(scope="module")
def customer_id(database: Database) -> int:
    with database.writing() as session:
        session.add(Product(code="AO-30", name="青汁30包", price_yen=3980))
        return a_customer(session).id


def opened(desk: Database, customer_id: int) -> Database:
    with desk.asking() as session:
        session.execute(text("SELECT open_card(:id, 'search')"), {"id": customer_id})
    return desk


def an_order(customer_id: int, *lines: OrderedLine, **facts: Any) -> WrittenOrder:
    terms = OrderTerms(lines or (AOJIRU,), shipping_fee_yen=500, discount_yen=100)
    return replace(WrittenOrder(uuid4(), customer_id, datetime.now(UTC), terms), **facts)


def taken(desk: Database, order: WrittenOrder) -> int:
    with desk.writing() as session:
        return save_order(session, order, staff_id=session.scalar(select(func.my_staff_id())))


def on_card(desk: Database, customer_id: int, order_id: int) -> CardOrder:
    with desk.asking() as session:
        orders = customer_card(session, customer_id).orders
    (found,) = [order for order in orders if order.order_id == order_id]
    return found


def stored(database: Database, operation_id: UUID) -> tuple[int, int, int]:
    """Return how many orders, lines and payments an operation left behind."""
    with database.reading() as session:
        ids = select(Order.id).where(Order.operation_id == operation_id)
        counts = [
            session.scalar(select(func.count()).select_from(table).where(column.in_(ids)))
            for table, column in (
                (Order, Order.id),
                (OrderLine, OrderLine.order_id),
                (Payment, Payment.order_id),
            )
        ]
    return counts[0] or 0, counts[1] or 0, counts[2] or 0


def test_order_stands_on_the_card_with_its_lines_and_payment(desk: Desk, customer_id: int) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    written = an_order(customer_id, AOJIRU, OrderedLine("", "髙橋様おすすめ品", 1, 0))

    order = on_card(operator, customer_id, taken(operator, replace(written, memo="午前中に")))

    assert (order.total_yen, order.channel, order.status) == (8360, "phone", "new")
    assert [(line.product_code, line.quantity) for line in order.lines] == [("AO-30", 2), ("", 1)]
    assert [(pay.method, pay.amount_yen, pay.paid_on) for pay in order.payments] == [
        ("deferred", 8360, None)
    ]
    assert (order.memo, order.ordered_at) == ("午前中に", written.taken_at)
    assert order.number.endswith(f"-{order.order_id:04}")


def test_known_product_is_linked_by_its_code(
    desk: Desk, customer_id: int, database: Database
) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    order_id = taken(operator, an_order(customer_id, AOJIRU, OrderedLine("X-0", "別の品", 1, 10)))

    with database.reading() as session:
        linked = session.scalars(
            select(OrderLine.product_id)
            .where(OrderLine.order_id == order_id)
            .order_by(OrderLine.position)
        ).all()
    assert [product is not None for product in linked] == [True, False]


def test_sent_twice_is_one_order(desk: Desk, customer_id: int, database: Database) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    written = an_order(customer_id)

    first = taken(operator, written)

    assert taken(operator, replace(written, memo="もう一度")) == first
    assert on_card(operator, customer_id, first).memo == ""
    assert stored(database, written.operation_id) == (1, 1, 1)


def test_sent_again_is_answered_though_the_card_has_closed(
    desk: Desk, customer_id: int, database: Database
) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    written = an_order(customer_id)
    first = taken(operator, written)
    with database.writing() as session:
        session.execute(text("DELETE FROM opened_card"))

    assert taken(operator, written) == first


def test_two_at_once_are_one_order(desk: Desk, customer_id: int, database: Database) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    written = an_order(customer_id)
    answers: list[int] = []
    threads = [
        Thread(target=lambda: answers.append(taken(operator, written))) for _desk in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert stored(database, written.operation_id) == (1, 1, 1)


def test_nobody_takes_orders_for_a_closed_card(
    desk: Desk, customer_id: int, database: Database
) -> None:
    written = an_order(customer_id)
    for group in (OPERATOR, SUPERVISOR):
        with pytest.raises(RightMissing):
            taken(desk(group), written)
    with pytest.raises(RightMissing):
        taken(opened(desk(SCANNER), customer_id), written)

    assert stored(database, written.operation_id) == (0, 0, 0)


def test_somebody_elses_order_is_not_answered(desk: Desk, customer_id: int) -> None:
    written = an_order(customer_id)
    taken(opened(desk(OPERATOR), customer_id), written)

    with pytest.raises(RightMissing):
        taken(opened(desk(OPERATOR), customer_id), written)


def test_nobody_takes_orders_in_another_name(desk: Desk, customer_id: int) -> None:
    mine, other = (opened(desk(OPERATOR), customer_id) for _desk in range(2))
    with other.asking() as session:
        other_id = session.scalar(select(func.my_staff_id()))

    with pytest.raises(RightMissing), mine.writing() as session:
        save_order(session, an_order(customer_id), staff_id=other_id)


def test_orders_are_written_in_no_other_way(desk: Desk, customer_id: int) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    for statement in (
        f"INSERT INTO customer_order (customer_id, number, channel, ordered_at, total_yen)"
        f" VALUES ({customer_id}, 'X', 'phone', now(), -1)",
        "UPDATE customer_order SET total_yen = 0",
        "DELETE FROM order_line",
        "INSERT INTO payment (order_id, method, amount_yen) VALUES (1, 'free', 0)",
    ):
        with pytest.raises(RightMissing), operator.writing() as session:
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("lines", "sums"),
    [
        ([asdict(AOJIRU)], (0, 0, 7961)),
        ([asdict(AOJIRU)], (-1, 0, 7959)),
        ([asdict(AOJIRU)], (0, 8000, -40)),
        ([asdict(AOJIRU) | {"quantity": -1}], (0, 0, -3980)),
        ([asdict(AOJIRU) | {"quantity": 1000}], (0, 0, 3980000)),
        ([asdict(AOJIRU), asdict(AOJIRU) | {"unit_price_yen": -3980}], (0, 0, 0)),
        ([], (0, 0, 0)),
    ],
)
def test_database_takes_no_sums_that_do_not_add_up(
    lines: list[Any], sums: tuple[int, int, int], desk: Desk, customer_id: int
) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    with (
        psycopg.connect(operator.dsn) as connection,
        pytest.raises(psycopg.errors.CheckViolation),
    ):
        connection.execute(
            "SELECT take_order(gen_random_uuid(), %s, my_staff_id(), now(), %s,"
            " %s, %s, %s, 'deferred', '')",
            [customer_id, json.dumps(lines), *sums],
        )


@pytest.mark.parametrize("away", [timedelta(days=400), timedelta(days=-400)])
def test_wrong_clock_of_a_desk_dates_no_order(
    away: timedelta, desk: Desk, customer_id: int
) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    now = datetime.now(UTC)

    order_id = taken(operator, an_order(customer_id, taken_at=now + away))

    ordered_at = on_card(operator, customer_id, order_id).ordered_at
    assert abs(ordered_at - now) < timedelta(minutes=5)


def test_free_order_leaves_nothing_to_pay(desk: Desk, customer_id: int) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    terms = OrderTerms((OrderedLine("", "お試し", 1, 0),), payment_method=PaymentMethod.FREE)

    order_id = taken(operator, an_order(customer_id, terms=terms))

    (payment,) = on_card(operator, customer_id, order_id).payments
    assert (payment.method, payment.amount_yen, payment.paid_on is None) == ("free", 0, False)


def test_pasted_nul_characters_are_left_out(desk: Desk, customer_id: int) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    written = an_order(customer_id, OrderedLine("A\0", "青\0汁", 1, 1980), memo="髙\0橋")

    order = on_card(operator, customer_id, taken(operator, written))

    assert (order.lines[0].product_code, order.lines[0].product_name, order.memo) == (
        "A",
        "青汁",
        "髙橋",
    )


def test_half_of_a_character_keeps_no_order_from_being_taken(desk: Desk, customer_id: int) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    written = an_order(customer_id, OrderedLine("A", "青汁\ud83d", 1, 1980), memo="\ude00髙橋")

    order = on_card(operator, customer_id, taken(operator, written))

    assert (order.lines[0].product_name, order.memo) == ("青汁\ufffd", "\ufffd髙橋")


def test_what_cannot_be_meant_is_refused_before_it_is_sent(desk: Desk, customer_id: int) -> None:
    operator = opened(desk(OPERATOR), customer_id)
    with pytest.raises(BadOrder) as refused:
        taken(operator, an_order(customer_id, replace(AOJIRU, quantity=0)))
    assert (refused.value.problem, refused.value.line) == (OrderProblem.QUANTITY, 1)


lines = st.builds(
    OrderedLine,
    product_code=st.sampled_from(["AO-30", "", "ｱｵ"]),
    product_name=st.text(st.characters(codec="utf-8"), max_size=20).map(lambda name: f"{name}品"),
    quantity=st.integers(1, 99),
    unit_price_yen=st.integers(0, 20_000),
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(lines, min_size=1, max_size=6), st.sampled_from(PaymentMethod), st.integers(1, 4))
def test_whatever_is_ordered_comes_out_as_it_went_in(
    desk_of_all: Database,
    customer_id: int,
    ordered: list[OrderedLine],
    method: PaymentMethod,
    times: int,
) -> None:
    fee = 0 if method is PaymentMethod.FREE else 500
    gift = sum(line.amount_yen for line in ordered) if method is PaymentMethod.FREE else 0
    terms = OrderTerms(tuple(ordered), fee, gift, method)
    written = WrittenOrder(uuid4(), customer_id, datetime.now(UTC), terms)

    (order_id,) = {taken(desk_of_all, written) for _time in range(times)}

    order = on_card(desk_of_all, customer_id, order_id)
    assert [
        (line.product_code, line.product_name, line.quantity, line.unit_price_yen)
        for line in order.lines
    ] == [
        (line.product_code, line.product_name.replace("\0", ""), line.quantity, line.unit_price_yen)
        for line in ordered
    ]
    assert order.total_yen == terms.total_yen == order.payments[0].amount_yen


@pytest.fixture
def desk_of_all(desk: Desk, customer_id: int) -> Database:
    return opened(desk(OPERATOR), customer_id)
