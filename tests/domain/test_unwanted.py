from __future__ import annotations

import pytest

from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.unwanted import (
    UnwantedAction,
    UnwantedProblem,
    UnwantedRule,
    unwanted_problem,
    unwanted_rule,
)

OWN = ["+81355550100", "+81120555010"]


def rules(*patterns: str) -> list[UnwantedRule]:
    return [UnwantedRule(pattern, UnwantedAction.WARN) for pattern in patterns]


@pytest.mark.parametrize(
    ("patterns", "number", "fitting"),
    [
        (["+81312345678"], "+81312345678", "+81312345678"),
        (["+81312345678"], "+813123456789", None),
        (["+81120*"], "+81120555999", "+81120*"),
        (["+81120*"], "+81121555999", None),
        (["+81120*", "+81120555*", "+8112*"], "+81120555999", "+81120555*"),
        (["+81120555*", "+81120555999"], "+81120555999", "+81120555999"),
        (["+8112055599*", "+81120555999", "+812*"], "+81120555999", "+81120555999"),
        (["withheld"], "+81312345678", None),
        ([], "+81312345678", None),
    ],
)
def test_number_is_matched_by_itself_then_by_its_longest_beginning(
    patterns: list[str], number: str, fitting: str | None
) -> None:
    found = unwanted_rule(rules(*patterns), number, None)

    assert (found.pattern if found else None) == fitting


@pytest.mark.parametrize("reason", list(NoNumberReason))
def test_only_who_withholds_the_number_is_withheld(reason: NoNumberReason) -> None:
    found = unwanted_rule(rules("withheld", "+81120*"), None, reason)

    assert (found is not None) is (reason is NoNumberReason.WITHHELD)


def test_caller_whose_number_cannot_be_read_is_welcome() -> None:
    assert unwanted_rule(rules("withheld", "+81*"), None, None) is None


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("+81312345678", None),
        ("+81570*", None),
        ("withheld", None),
        ("0312345678", UnwantedProblem.FORM),
        ("+81 3 1234", UnwantedProblem.FORM),
        ("*", UnwantedProblem.FORM),
        ("+81*", UnwantedProblem.TOO_SHORT),
        ("+813*", UnwantedProblem.TOO_SHORT),
        ("+81110", UnwantedProblem.SPECIAL),
        ("+81119", UnwantedProblem.SPECIAL),
        ("+81355550100", UnwantedProblem.OWN),
        ("+81120555*", UnwantedProblem.OWN),
    ],
)
def test_emergency_and_own_numbers_cannot_be_listed(
    pattern: str, problem: UnwantedProblem | None
) -> None:
    assert unwanted_problem(pattern, OWN) == problem
