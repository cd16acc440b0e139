"""What people opened on a day, and who opened far more than their calls explain.

The rule of the mark. Counted are the different cards that somebody opened on the day without a call
that brought them (``uncalled``): looked up, from a list, for a task. They stand out when they are

- more than ``least`` (20), and
- more than ``per_call`` (3) for each call they took or made: one call may lead to the household, to
  a namesake, to the card again, and
- more than ``times_median`` (3) times the median of the others who opened any card on that day: on
  a day on which everybody works through a list nobody is marked.

Only calls that the phone system reported are counted; those of which a desk alone told prove
nothing. All three numbers are settings of the office. The mark says that it is worth asking, not
that something was wrong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlierRule:
    """When somebody is marked; see the module. With ``least`` 0 nobody ever is."""

    least: int = 20
    per_call: int = 3
    times_median: int = 3


@dataclass(frozen=True, slots=True)
class OpeningTally:
    """``cards`` that were opened, ``uncalled`` of them without a call; proven ``calls``."""

    cards: int
    uncalled: int
    calls: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """Why somebody is marked: more ``uncalled`` cards than each of the three limits.

    ``by_calls`` is what the ``calls`` would explain, ``usual`` the median of the others.
    """

    uncalled: int
    calls: int
    by_calls: int
    usual: float


def outliers_of(tallies: Sequence[OpeningTally], rule: OutlierRule) -> tuple[Outlier | None, ...]:
    """Return for each of ``tallies``, one for a person, why they stand out; None: they do not."""
    opened = sorted(tally.uncalled for tally in tallies if tally.cards)
    return tuple(_outlier(tally, _usual_of_others(opened, tally), rule) for tally in tallies)


def _usual_of_others(opened: Sequence[int], tally: OpeningTally) -> float:
    """Return the median of ``opened``, in order, but for ``tally`` itself; 0 where none are left.

    The median is not taken anew for each: an office may have 10,000 people.
    """
    own = bisect_left(opened, tally.uncalled) if tally.cards else len(opened)
    others = len(opened) - bool(tally.cards)
    if not others:
        return 0.0
    middle = ((others - 1) // 2, others // 2)
    return sum(opened[place + (place >= own)] for place in middle) / 2


def _outlier(tally: OpeningTally, usual: float, rule: OutlierRule) -> Outlier | None:
    by_calls = rule.per_call * tally.calls
    limit = max(rule.least, by_calls, rule.times_median * usual)
    if not rule.least or tally.uncalled <= limit:
        return None
    return Outlier(tally.uncalled, tally.calls, by_calls, usual)
