"""On which days somebody buys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.people import Habit
from crm_desktop.domain.demo_office.plan import OfficePlan

_SEASONS: Final = (((6, 5), 35), ((11, 10), 40), ((3, 15), 30))
_SEASON_CHANCES: Final = (0.8, 0.85, 0.3)
_SOONEST_AGAIN_DAYS: Final = 6
_LAPSED_DAYS: Final = (200, 1000)
_MEAN_STAY_DAYS: Final = {
    Habit.SUBSCRIBER: 690,
    Habit.REPEATER: 930,
    Habit.SEASONAL: 1600,
    Habit.LAPSED: 700,
    Habit.TRIAL: 60,
}


@dataclass(frozen=True, slots=True)
class BuyingYears:
    """The days between which somebody buys by habit, both included."""

    first_on: date
    last_on: date


def buying_years(rng: Random, plan: OfficePlan, habit: Habit, since: date) -> BuyingYears:
    """Return when somebody bought; who lapsed stopped at least half a year ago."""
    yesterday = plan.today - timedelta(days=1)
    first_on = min(max(since, plan.opened_on + timedelta(days=rng.randrange(60))), yesterday)
    stopped = first_on + timedelta(days=round(rng.expovariate(1 / _MEAN_STAY_DAYS[habit])))
    if habit is Habit.LAPSED:
        stopped = min(stopped, plan.today - timedelta(days=rng.randint(*_LAPSED_DAYS)))
    return BuyingYears(first_on, min(max(stopped, first_on), yesterday))


def buying_days(rng: Random, habit: Habit, years: BuyingYears) -> list[date]:
    """Return the days of single orders, oldest first, at least one; none twice."""
    match habit:
        case Habit.SUBSCRIBER:
            days = _now_and_then(rng, years, mean_days=rng.randint(150, 500))
        case Habit.SEASONAL:
            days = _in_seasons(rng, years)
        case Habit.TRIAL:
            days = [years.first_on, *_second_thought(rng, years)]
        case _:
            days = _in_rhythm(rng, years, mean_days=rng.choice((32, 45, 60, 60, 75, 90, 120)))
    return sorted({*days, years.first_on} if not days else set(days))


def _in_rhythm(rng: Random, years: BuyingYears, *, mean_days: int) -> list[date]:
    days, day = [], years.first_on
    while day <= years.last_on:
        days.append(day)
        gap = max(_SOONEST_AGAIN_DAYS, round(rng.gauss(mean_days, mean_days * 0.22)))
        day += timedelta(days=gap * 2 if rng.random() < 0.06 else gap)  # noqa: PLR2004
    return days


def _now_and_then(rng: Random, years: BuyingYears, *, mean_days: int) -> list[date]:
    days, day = [years.first_on], years.first_on
    while (
        day := day + timedelta(days=20 + round(rng.expovariate(1 / mean_days)))
    ) <= years.last_on:
        days.append(day)
    return days


def _in_seasons(rng: Random, years: BuyingYears) -> list[date]:
    days = []
    for year in range(years.first_on.year, years.last_on.year + 1):
        for ((month, first), length), chance in zip(_SEASONS, _SEASON_CHANCES, strict=True):
            day = date(year, month, first) + timedelta(days=rng.randrange(length))
            if rng.random() < chance and years.first_on <= day <= years.last_on:
                days.append(day)
    return days


def _second_thought(rng: Random, years: BuyingYears) -> list[date]:
    day = years.first_on + timedelta(days=rng.randint(14, 60))
    return [day] if rng.random() < 0.3 and day <= years.last_on else []  # noqa: PLR2004
