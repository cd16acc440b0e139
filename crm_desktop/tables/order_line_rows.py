"""One row of an order table: a product, a fee or a discount, and the parcel it goes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from crm_desktop.tables.cell_reading import RowReading


@dataclass(frozen=True, slots=True)
class ReadParcel:
    """What a row says of its parcel; ``number`` tells the parcels of one order apart."""

    number: str
    state: str
    carrier: str
    tracking_number: str
    shipped_on: date | None
    expected_on: date | None
    delivered_on: date | None

    @property
    def is_known(self) -> bool:
        """Tell whether the row says anything about a parcel."""
        return self != ReadParcel("", "", "", "", None, None, None)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One row; ``kind`` is one of `LINE_KINDS`, ``price`` as in the file, with or without tax."""

    kind: str
    product_code: str
    product_name: str
    quantity: int
    price: Decimal
    tax_percent: Decimal
    parcel: ReadParcel


def read_line(reading: RowReading) -> ReadLine:
    """Return the line of a row; it may only be used when ``reading`` found no problem."""
    kind = _kind(reading)
    name = reading.short_text("product_name")
    code = reading.short_text("product_code")
    if kind == "product" and not name:
        name = code
    if kind == "product" and not name:
        reading.refuse("product_name", "the product is missing")
    return ReadLine(
        kind,
        code,
        f"{name}{_variant(reading)}",
        _quantity(reading, kind),
        _price(reading, kind),
        reading.amount("tax_rate") or Decimal(0),
        _parcel(reading),
    )


def _kind(reading: RowReading) -> str:
    kind = reading.word("line_kind", or_number="line_kind_number")
    if not kind and reading.text("line_kind"):
        reading.refuse("line_kind", f'"{reading.short_text("line_kind")}" is not known')
    return kind or "product"


def _variant(reading: RowReading) -> str:
    variants = [reading.short_text("variant_1"), reading.short_text("variant_2")]
    named = "／".join(variant for variant in variants if variant)
    return f"（{named}）" if named else ""


def _quantity(reading: RowReading, kind: str) -> int:
    quantity = reading.whole("quantity")
    if quantity is None:
        return 1
    if kind == "product" and not 0 < quantity < _MOST_PIECES:
        reading.refuse("quantity", f"{quantity} is not a number of pieces")
    return quantity


def _price(reading: RowReading, kind: str) -> Decimal:
    price = reading.amount("unit_price")
    if price is None and kind == "product" and not reading.problems:
        reading.refuse("unit_price", "the price is missing")
    return price or Decimal(0)


def _parcel(reading: RowReading) -> ReadParcel:
    state = reading.word("shipment_state")
    if not state and reading.text("shipment_state"):
        reading.refuse("shipment_state", f'"{reading.short_text("shipment_state")}" is not known')
    tracking_number = reading.short_text("tracking_number")
    return ReadParcel(
        reading.short_text("shipment_number") or tracking_number,
        state,
        reading.short_text("carrier"),
        tracking_number,
        reading.day("shipped_on"),
        reading.day("expected_on"),
        reading.day("delivered_on"),
    )


_MOST_PIECES: Final = 1_000_000
