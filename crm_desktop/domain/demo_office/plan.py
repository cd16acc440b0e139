"""What a demo office is made from: the day it is for, its size and its seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.towns import TownChoice
from crm_desktop.domain.moment import JAPAN_TIME

EARLIEST_CALL_S: Final = 9 * 3600
LATEST_CALL_S: Final = 18 * 3600

FEWEST_CUSTOMERS: Final = 10
MOST_CUSTOMERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """The orders of ``years`` years before ``now`` (aware) by ``customers`` customers.

    From 10 customers, so that the cast finds room, to 20,000, for whom there are numbers enough.
    """

    now: datetime
    customers: int
    towns: TownChoice
    years: int = 4
    seed: int = 4182

    def __post_init__(self) -> None:
        """Refuse a size for which the office cannot be made."""
        if not FEWEST_CUSTOMERS <= self.customers <= MOST_CUSTOMERS:
            raise ValueError(self.customers)

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.astimezone(JAPAN_TIME).date()

    @property
    def opened_on(self) -> date:
        """The day before which no order is kept."""
        return self.today - timedelta(days=round(365.25 * self.years))

    def random(self, subject: int) -> Random:
        """Return the dice of one subject, so that a change to one leaves the others alone."""
        return Random(self.seed * 1_000_003 + subject)  # noqa: S311


def in_japan(day: date, second_of_day: int) -> datetime:
    """Return the aware time ``second_of_day`` seconds after midnight in Japan."""
    return datetime.combine(day, time(), JAPAN_TIME) + timedelta(seconds=second_of_day)


def office_time(rng: Random, day: date) -> datetime:
    """Return a time on ``day`` when somebody answers the telephone."""
    return in_japan(day, rng.randrange(EARLIEST_CALL_S, LATEST_CALL_S))
