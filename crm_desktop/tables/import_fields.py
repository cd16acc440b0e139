"""The fields that an import can fill, and the words that are stored in some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crm_desktop.domain.order import OrderChannel, OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentMethod

PHONE_FIELDS: Final[Mapping[str, str]] = {
    "phone": "other",
    "phone_2": "other",
    "phone_3": "other",
    "phone_home": "home",
    "phone_mobile": "mobile",
    "phone_work": "work",
    "phone_fax": "fax",
}
"""Each field with the label that its number gets."""

CUSTOMER_FIELDS: Final = frozenset(
    {
        "shop_customer_number",
        "customer_code",
        "name",
        "family_name",
        "given_name",
        "kana",
        "family_kana",
        "given_kana",
        "company",
        "birthday",
        "sex",
        "sex_number",
        "email",
        *PHONE_FIELDS,
        "postal_code",
        "prefecture",
        "address",
        "city",
        "town",
        "block",
        "building",
        "memo",
        "customer_since",
    }
)

ORDER_FIELDS: Final = frozenset(
    {
        "shop",
        "shop_order_number",
        "ordered_at",
        "channel",
        "status",
        "status_number",
        "subtotal",
        "discount",
        "shipping_fee",
        "fee",
        "total",
        "order_memo",
        "payment_method",
        "due_on",
        "paid_on",
        "slip_number",
        "slip_expires_on",
        "line_kind",
        "line_kind_number",
        "product_code",
        "product_name",
        "variant_1",
        "variant_2",
        "quantity",
        "unit_price",
        "tax_rate",
        "shipment_number",
        "shipment_state",
        "carrier",
        "tracking_number",
        "shipped_on",
        "expected_on",
        "delivered_on",
    }
)

PRINTED_FIELDS: Final = frozenset(
    {"code", "title", "valid_from", "valid_until", "offer", "conditions", "files"}
)
PARCEL_FIELDS: Final = frozenset({"order_number", "tracking_number", "enclosure_code"})

LIST_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "mailings": PRINTED_FIELDS,
    "enclosures": PRINTED_FIELDS,
    "recipients": CUSTOMER_FIELDS,
    "shipment-enclosures": PARCEL_FIELDS,
}
"""The lists that a profile may also have columns for."""

LINE_KINDS: Final = ("product", "shipping", "fee", "discount", "tax")
LEFT_OUT: Final = "left_out"
"""The status of an order that never became one, such as 購入処理中."""

WORD_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("female", "male", "unknown"),
    "status": (*OrderStatus, LEFT_OUT),
    "channel": tuple(OrderChannel),
    "payment_method": tuple(PaymentMethod),
    "line_kind": LINE_KINDS,
    "shipment_state": tuple(ShipmentState),
}
