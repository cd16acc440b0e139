from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.amount import parse_amount, parse_whole
from crm_desktop.errors.text import BadAmount


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("1,980円", 1980),
        ("¥1,980", 1980),
        ("￥１，９８０－", 1980),
        ("1980.00", 1980),
        (" 300 ", 300),
        ("△300", -300),
        ("-¥300", -300),
        ("(300)", -300),
        ("3個", 3),
    ],
)
def test_amount_is_read_as_shops_write_it(text: str, yen: int) -> None:
    assert parse_whole(text) == yen


@pytest.mark.parametrize("text", ["", "無料", "1.980,00", "1,98", "12-34", "9" * 20, "1e9", "NaN"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        parse_amount(text)


def test_price_may_have_decimals_but_yen_may_not() -> None:
    assert parse_amount("454.54") == Decimal("454.54")
    with pytest.raises(BadAmount):
        parse_whole("454.54")
