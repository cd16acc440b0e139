from __future__ import annotations

import pytest

from crm_desktop.domain.customer_code import customer_code


@pytest.mark.parametrize(
    ("number", "code"), [(4182, "C-004182"), (999_999, "C-999999"), (1_000_000, "C-1000000")]
)
def test_code_has_at_least_six_digits(number: int, code: str) -> None:
    assert customer_code(number) == code
