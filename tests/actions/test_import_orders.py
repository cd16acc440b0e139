from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, func, select, update

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.database.models.order import Order, OrderLine, Product
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Shipment
from tests.actions.imported_files import BOUGHT, MEMBER, counts, imported, reasons
from tests.builders import MOBILE, a_customer

SOAP = BOUGHT | {"商品名": "石鹸", "商品コード": "SK-01", "規格分類名1": "", "個数": "1"}
SHIPPING_FEE = BOUGHT | {"商品名": "送料", "商品コード": "", "価格": "500.00", "個数": "1"}
SHIPPING_FEE |= {"明細区分(ID)": "2", "明細区分(名称)": "送料"}
CHARGE = SHIPPING_FEE | {"商品名": "手数料", "価格": "330", "明細区分(名称)": "手数料"}
CHARGE |= {"出荷ID": "", "配送業者(名称)": "", "発送日": "", "出荷伝票番号": ""}
POINTS = CHARGE | {"商品名": "ポイント", "価格": "-830", "明細区分(名称)": "ポイント"}
GUEST = BOUGHT | {"会員ID": "", "お名前(姓)": "山﨑", "TEL": "0353211111"}
LINES = select(
    OrderLine.position, OrderLine.product_name, OrderLine.quantity, OrderLine.unit_price_yen
).order_by(OrderLine.order_id, OrderLine.position)


def found(database: Database, statement: Select[Any, *tuple[Any, ...]]) -> list[Any]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(statement)]


def test_order_of_a_member_is_theirs(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "customers", [MEMBER])

    tally = imported(own_database, tmp_path, "orders", [BOUGHT])

    orders = found(
        own_database,
        select(Order.number, Order.ordered_at, Order.total_yen, Customer.code).join(
            Customer, Customer.id == Order.customer_id
        ),
    )
    assert orders == [
        ("EC-1007", datetime(2026, 11, 18, 12, 30, tzinfo=UTC), 6000, "EC-1"),
    ]
    assert (counts(tally), tally.customers_created) == ({"created": 1}, 0)


def test_only_products_become_lines_with_their_tax(own_database: Database, tmp_path: Path) -> None:
    rows = [BOUGHT, SHIPPING_FEE, CHARGE, POINTS]

    imported(own_database, tmp_path, "orders", rows)

    assert found(own_database, LINES) == [(1, "化粧水（200ml）", 2, 2750)]
    assert found(own_database, select(Product.code, Product.price_yen)) == [("KS-01", 2750)]


def test_fees_and_points_go_into_sums_that_add_up(own_database: Database, tmp_path: Path) -> None:
    rows = [row | {"支払合計": "5500"} for row in (BOUGHT, SHIPPING_FEE, CHARGE, POINTS)]

    tally = imported(own_database, tmp_path, "orders", rows)

    sums = (Order.subtotal_yen, Order.shipping_fee_yen, Order.discount_yen, Order.total_yen)
    assert found(own_database, select(*sums)) == [(5500, 830, 830, 5500)]
    assert tally.warning_count == 0


def test_sums_that_do_not_add_up_are_said(own_database: Database, tmp_path: Path) -> None:
    tally = imported(own_database, tmp_path, "orders", [BOUGHT | {"支払合計": "9,000円"}])

    assert [note.text for note in tally.warnings] == ["the sums do not add up: +3,000 yen"]


def test_each_shipment_of_an_order_is_a_parcel(own_database: Database, tmp_path: Path) -> None:
    second = SOAP | {"出荷ID": "71", "出荷伝票番号": "9999", "発送日": "2026-10-01 00:00:00"}

    imported(own_database, tmp_path, "orders", [BOUGHT, second, CHARGE])

    parcels = select(Shipment.tracking_number, Shipment.state, Shipment.shipped_on)
    assert found(own_database, parcels.order_by(Shipment.id)) == [
        ("1234-5678", "on_the_way", date(2026, 11, 19)),
        ("9999", "delivered", date(2026, 10, 1)),
    ]


def test_cash_on_delivery_is_open_until_the_parcel_has_arrived(
    own_database: Database, tmp_path: Path
) -> None:
    old = BOUGHT | {"注文番号": "1", "発送日": "2026-09-03"}

    imported(own_database, tmp_path, "orders", [BOUGHT, old])

    payments = select(Payment.method, Payment.amount_yen, Payment.paid_on).order_by(Payment.id)
    assert found(own_database, payments) == [
        ("cash_on_delivery", 6000, None),
        ("cash_on_delivery", 6000, date(2026, 9, 3)),
    ]


def test_unknown_way_to_pay_is_said_and_the_order_is_in(
    own_database: Database, tmp_path: Path
) -> None:
    tally = imported(own_database, tmp_path, "orders", [BOUGHT | {"支払方法(名称)": "物々交換"}])

    assert counts(tally) == {"created": 1}
    assert [note.text for note in tally.warnings] == [
        '"物々交換" is not known: no payment is recorded'
    ]


def test_same_orders_again_change_nothing(own_database: Database, tmp_path: Path) -> None:
    rows = [BOUGHT, SOAP, CHARGE, GUEST | {"注文番号": "1008"}]
    imported(own_database, tmp_path, "orders", rows)

    again = imported(own_database, tmp_path, "orders", rows)

    assert counts(again) == {"unchanged": 2}
    assert found(own_database, select(func.count(OrderLine.position))) == [(3,)]
    assert found(own_database, select(Order.revision)) == [(1,), (1,)]


def test_order_that_changed_is_brought_up_to_date(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT, SOAP])
    paid = {"入金日": "2026-11-20", "対応状況(名称)": "入金済み", "個数": "3"}

    again = imported(own_database, tmp_path, "orders", [BOUGHT | paid])

    assert counts(again) == {"updated": 1}
    assert found(own_database, LINES) == [(1, "化粧水（200ml）", 3, 2750)]
    assert found(own_database, select(Payment.paid_on)) == [(date(2026, 11, 20),)]
    assert found(own_database, select(Order.status, Order.revision)) == [("processing", 2)]


def test_parcel_never_goes_back_on_its_way(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT])
    with own_database.writing() as session:
        session.execute(update(Shipment).values(state="delivered", delivered_on=date(2026, 11, 20)))

    imported(own_database, tmp_path, "orders", [BOUGHT | {"配送業者(名称)": "ほかの運輸"}])

    parcels = select(Shipment.state, Shipment.carrier, Shipment.delivered_on)
    assert found(own_database, parcels) == [("delivered", "ほかの運輸", date(2026, 11, 20))]


def test_payment_that_a_person_took_in_stays_taken(own_database: Database, tmp_path: Path) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT | {"支払方法(名称)": "銀行振込"}])
    with own_database.writing() as session:
        session.execute(update(Payment).values(paid_on=date(2026, 11, 19)))

    imported(
        own_database,
        tmp_path,
        "orders",
        [BOUGHT | {"支払方法(名称)": "銀行振込", "対応状況(名称)": "対応中"}],
    )

    assert found(own_database, select(Payment.paid_on)) == [(date(2026, 11, 19),)]


def test_guest_is_found_by_name_and_number_or_made(own_database: Database, tmp_path: Path) -> None:
    with own_database.writing() as session:
        a_customer(session, "髙橋 花子", code="A-1", phones=(MOBILE,))
    rows = [BOUGHT | {"会員ID": ""}, GUEST | {"注文番号": "2"}, GUEST | {"注文番号": "3"}]

    tally = imported(own_database, tmp_path, "orders", rows)

    buyers = select(Order.number, Customer.name).join(Customer, Customer.id == Order.customer_id)
    assert found(own_database, buyers.order_by(Order.id)) == [
        ("EC-1007", "髙橋 花子"),
        ("EC-2", "山﨑 花子"),
        ("EC-3", "山﨑 花子"),
    ]
    assert tally.customers_created == 1


def test_member_who_is_not_known_yet_is_completed_by_the_members_file(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT])

    tally = imported(own_database, tmp_path, "customers", [MEMBER])

    assert counts(tally) == {"updated": 1}
    assert found(own_database, select(Customer.code, Customer.birthday)) == [
        ("EC-1", date(1950, 3, 5))
    ]


def test_order_that_names_nobody_is_refused(own_database: Database, tmp_path: Path) -> None:
    nobody = BOUGHT | {"お名前(姓)": "", "お名前(名)": "", "TEL": ""}

    tally = imported(own_database, tmp_path, "orders", [nobody])

    assert reasons(tally) == [
        (2, "customer 1 is not known and the order does not name its customer")
    ]


def test_order_stays_with_the_customer_a_person_gave_it_to(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT])
    with own_database.writing() as session:
        other = a_customer(session, "佐藤 さくら", code="A-2").id
        session.execute(update(Order).values(customer_id=other))

    imported(own_database, tmp_path, "orders", [BOUGHT | {"個数": "1"}])

    assert found(own_database, select(Order.customer_id)) == [(other,)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"受注日": "2026-13-01"}, '"2026-13-01": '),
        ({"受注日": ""}, "the day of the order is missing"),
        ({"注文番号": ""}, "the order number is missing"),
        ({"個数": "0"}, "0 is not a number of pieces"),
        ({"価格": "時価"}, '"時価" is not an amount'),
        ({"支払合計": "1e5"}, '"1e5" is not an amount'),
        ({"対応状況(名称)": "謎", "対応状況(ID)": "99"}, '"謎" is not known'),
    ],
)
def test_bad_cell_refuses_its_order(
    own_database: Database, tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    tally = imported(own_database, tmp_path, "orders", [BOUGHT | change, GUEST | {"注文番号": "9"}])

    assert counts(tally) == {"created": 1, "rejected": 1}
    assert reasons(tally)[0][1].startswith(reason)


def test_bad_row_keeps_its_whole_order_out(own_database: Database, tmp_path: Path) -> None:
    rows = [BOUGHT, SOAP | {"個数": "たくさん"}, CHARGE, GUEST | {"注文番号": "9"}]

    tally = imported(own_database, tmp_path, "orders", rows)

    assert (tally.read, tally.taken, tally.rejected) == (4, 1, 3)
    assert found(own_database, select(Order.number)) == [("EC-9",)]


def test_line_with_broken_cells_keeps_its_whole_order_out(
    own_database: Database, tmp_path: Path
) -> None:
    text = "注文番号,注文日,氏名,電話番号,商品名,単価\n"
    text += "1,2026-11-01,髙橋,0353211111,茶,100\n1,2026-11-01,髙橋\n"
    text += "2,2026-11-01,髙橋,0353211111,茶,100\n"

    tally = imported(own_database, tmp_path, "orders", text, profile_name="generic")

    assert reasons(tally) == [(3, "3 cells where the header has 6")]
    assert found(own_database, select(Order.number)) == [("2",)]


def test_rows_of_an_order_may_stand_apart(own_database: Database, tmp_path: Path) -> None:
    other = GUEST | {"注文番号": "9"}
    rows = [BOUGHT, other, SOAP, other | {"商品名": "茶"}, CHARGE]

    first = imported(own_database, tmp_path, "orders", rows)
    again = imported(own_database, tmp_path, "orders", rows)

    assert (counts(first), counts(again)) == ({"created": 2}, {"unchanged": 2})
    assert len(found(own_database, LINES)) == 4


def test_rows_that_contradict_each_other_are_refused(
    own_database: Database, tmp_path: Path
) -> None:
    tally = imported(own_database, tmp_path, "orders", [BOUGHT, SOAP | {"支払合計": "1"}])

    assert reasons(tally) == [(3, "another row of this order says something else")]


def test_sum_that_stands_in_one_row_only_is_that_of_the_order(
    own_database: Database, tmp_path: Path
) -> None:
    rows = [BOUGHT | {"送料": "0", "小計": "", "支払合計": ""}, SOAP | {"支払合計": ""}]

    imported(own_database, tmp_path, "orders", rows)

    sums = select(Order.subtotal_yen, Order.shipping_fee_yen, Order.total_yen)
    assert found(own_database, sums) == [(5500, 500, 6000)]


def test_cart_that_was_never_ordered_is_left_out(own_database: Database, tmp_path: Path) -> None:
    cart = BOUGHT | {"対応状況(名称)": "購入処理中", "対応状況(ID)": "8"}

    tally = imported(own_database, tmp_path, "orders", [cart])

    assert (tally.read, tally.left_out, counts(tally)) == (1, 1, {})


def test_own_table_with_few_columns_is_enough(own_database: Database, tmp_path: Path) -> None:
    text = "Order No,ordered on,name,phone,product,quantity,unit price,payment method,due date\n"
    text += 'A-1,2026/11/1,高橋 健,090-1234-5678,青汁,２,"1,980円",後払い,2026/11/30\n'

    imported(own_database, tmp_path, "orders", text, profile_name="generic")

    orders = select(Order.number, Order.shop, Order.channel, Order.total_yen)
    payments = select(Payment.method, Payment.amount_yen, Payment.due_on)
    assert found(own_database, orders) == [("A-1", "import", "phone", 3960)]
    assert found(own_database, payments) == [("deferred", 3960, date(2026, 11, 30))]
    assert found(own_database, select(CustomerPhone.number)) == [(MOBILE,)]


def test_number_that_another_order_has_is_refused(own_database: Database, tmp_path: Path) -> None:
    text = "注文番号,注文日,氏名,電話番号,商品名,単価,店舗\n"
    text += "1,2026-11-01,髙橋,0353211111,茶,100,\n1,2026-11-01,髙橋,0353211111,茶,100,楽天\n"
    text += "楽天-1,2026-11-01,髙橋,0353211111,茶,100,\n"

    tally = imported(own_database, tmp_path, "orders", text, profile_name="generic")

    assert reasons(tally) == [(4, "our order number 楽天-1 is taken by another order")]
    assert found(own_database, select(Order.number).order_by(Order.id)) == [("1",), ("楽天-1",)]
