"""Who is marked: far more cards than calls, than the least number and than the others."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.openings import (
    OpeningTally,
    Outlier,
    OutlierRule,
    outliers_of,
)

RULE = OutlierRule()
QUIET = OpeningTally(cards=9, uncalled=4, calls=12)
counts = st.integers(0, 400)
tallies = st.lists(
    st.builds(
        lambda cards, calls, share: OpeningTally(cards, cards * share // 10, calls),
        counts,
        counts,
        st.integers(0, 10),
    ),
    max_size=12,
)
rules = st.builds(OutlierRule, st.integers(0, 60), st.integers(0, 9), st.integers(0, 9))


def usual_of_others(people: list[OpeningTally], place: int) -> float:
    """The median of the others, worked out the long way."""
    others = [tally for number, tally in enumerate(people) if number != place]
    return float(median([tally.uncalled for tally in others if tally.cards] or [0]))


@pytest.mark.parametrize(
    ("uncalled", "calls", "marked"),
    [(20, 0, False), (21, 0, True), (60, 20, False), (61, 20, True), (0, 0, False)],
)
def test_more_than_the_least_and_than_the_calls_explain(
    uncalled: int, calls: int, *, marked: bool
) -> None:
    found = outliers_of([QUIET, OpeningTally(uncalled, uncalled, calls), QUIET], RULE)

    assert [one is not None for one in found] == [False, marked, False]


def test_a_day_of_lists_for_everybody_marks_nobody() -> None:
    assert outliers_of([OpeningTally(80, 80, 2)] * 4, RULE) == (None,) * 4


def test_the_mark_says_why() -> None:
    found = outliers_of([QUIET, QUIET, OpeningTally(70, 64, 12)], RULE)

    assert found[-1] == Outlier(uncalled=64, calls=12, by_calls=36, usual=4.0)


def test_whoever_opened_nothing_is_no_measure_for_the_others() -> None:
    idle = OpeningTally(0, 0, 40)
    (found, *_others) = outliers_of([OpeningTally(50, 50, 0), idle, QUIET, idle], RULE)

    assert found is not None
    assert found.usual == 4.0


def test_whoever_is_alone_is_measured_by_their_calls() -> None:
    assert outliers_of([OpeningTally(21, 21, 0)], RULE) == (Outlier(21, 0, 0, 0.0),)


@given(tallies, rules)
def test_whoever_is_marked_is_above_each_limit(
    people: list[OpeningTally], rule: OutlierRule
) -> None:
    for place, found in enumerate(outliers_of(people, rule)):
        limits = (
            rule.least,
            rule.per_call * people[place].calls,
            rule.times_median * usual_of_others(people, place),
        )
        above = bool(rule.least) and people[place].uncalled > max(limits)
        assert (found is not None) == above
        assert found is None or found.usual == usual_of_others(people, place)


@given(tallies, rules)
def test_the_order_of_people_decides_nothing(people: list[OpeningTally], rule: OutlierRule) -> None:
    assert outliers_of(people[::-1], rule) == outliers_of(people, rule)[::-1]


@given(tallies, rules, st.integers(1, 50))
def test_more_calls_never_make_a_mark_and_more_cards_never_take_it(
    people: list[OpeningTally], rule: OutlierRule, more: int
) -> None:
    for place, tally in enumerate(people):
        before = outliers_of(people, rule)[place]
        calling = [*people[:place], replace(tally, calls=tally.calls + more), *people[place + 1 :]]
        opened = replace(tally, cards=tally.cards + more, uncalled=tally.uncalled + more)
        opening = [*people[:place], opened, *people[place + 1 :]]
        assert before is not None or outliers_of(calling, rule)[place] is None
        assert before is None or outliers_of(opening, rule)[place] is not None
