"""Hands out ids and order numbers, each once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import count

from crm_desktop.domain.order import OrderChannel

_FIRST_ECCUBE_ORDER = 20418
_SHOPS = {OrderChannel.WEB: "eccube", OrderChannel.MALL: "rakuten"}


class Numbering:
    """The counters of one office; ids begin with 1 in each table."""

    def __init__(self) -> None:
        """Begin all counters."""
        self.orders = count(1)
        self.payments = count(1)
        self.shipments = count(1)
        self.subscriptions = count(1)
        self.letters = count(1)
        self.calls = count(1)
        self.legs = count(1)
        self.notes = count(1)
        self.tasks = count(1)
        self._eccube = count(_FIRST_ECCUBE_ORDER)
        self._of_day: dict[date, int] = defaultdict(int)

    def order_number(self, day: date) -> str:
        """Return our number of the next order of ``day``: ``J261120-0042``."""
        self._of_day[day] += 1
        return f"J{day:%y%m%d}-{self._of_day[day]:04}"

    def shop_order(self, channel: OrderChannel, day: date) -> tuple[str, str | None]:
        """Return the shop and its order number; the office's own orders have none."""
        match channel:
            case OrderChannel.WEB:
                return _SHOPS[channel], str(next(self._eccube))
            case OrderChannel.MALL:
                return _SHOPS[channel], f"555555-{day:%Y%m%d}-{next(self._eccube):010}"
            case _:
                return "office", None
