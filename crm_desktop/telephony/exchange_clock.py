"""Whether the clocks of an exchange and of this computer are apart."""

from __future__ import annotations

from typing import Final

from crm_desktop.errors.telephony import ExchangeClockApart

CLOCKS_APART_S: Final = 5
_A_CENTURY_S: Final = 100 * 365 * 86_400.0


def clock_problem(source: str, ahead_s: float) -> ExchangeClockApart | None:
    """Return the error where the exchange's clock is more than 5 s ahead or behind."""
    if abs(ahead_s) <= CLOCKS_APART_S:
        return None
    seconds = round(max(-_A_CENTURY_S, min(ahead_s, _A_CENTURY_S)))
    return ExchangeClockApart(source, seconds=seconds)
