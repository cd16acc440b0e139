"""The code an office knows a customer by."""

from __future__ import annotations

from typing import Final

_PREFIX: Final = "C-"
_FEWEST_DIGITS: Final = 6


def customer_code(number: int) -> str:
    """Return the code of the customer with ``number``, at least six digits: ``C-004182``."""
    return f"{_PREFIX}{number:0{_FEWEST_DIGITS}}"
