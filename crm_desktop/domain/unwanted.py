"""Which callers the office does not want to speak to: single numbers, beginnings, the nameless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.phone_plan import is_special

WITHHELD: Final = "withheld"
SHORTEST_BEGINNING: Final = 5
"""Digits that a beginning has at least, country code and all: ``+81120*``, but not ``+813*``."""


class UnwantedAction(StrEnum):
    """What is done about an unwanted caller: the desks warn, or the exchange also rejects."""

    WARN = "warn"
    REJECT = "reject"


class UnwantedProblem(StrEnum):
    """Why a pattern cannot be listed."""

    FORM = "form"
    TOO_SHORT = "too_short"
    SPECIAL = "special"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class UnwantedRule:
    """One caller of the list: ``+81312345678``, ``+81120*`` or ``withheld``."""

    pattern: str
    action: UnwantedAction
    reason: str = ""


def unwanted_rule(
    rules: Iterable[UnwantedRule], number: str | None, no_number_reason: NoNumberReason | None
) -> UnwantedRule | None:
    """Return the rule for who calls, None when they are welcome.

    The number itself goes before a beginning, a longer beginning before a shorter one. Only who
    withholds the number is ``withheld``: pay phones and calls from abroad are not.
    """
    fitting = [rule for rule in rules if _fits(rule.pattern, number, no_number_reason)]
    return max(fitting, key=lambda rule: _weight(rule.pattern), default=None)


def beginning_pattern(digits: str) -> str:
    """Return the pattern of all numbers that begin with ``digits`` as a person writes them.

    ``0120`` and ``+81120`` are ``+81120*``; what is no beginning comes back as it is, which
    `unwanted_problem` refuses.
    """
    written = re.sub(r"[-() ]", "", unicodedata.normalize("NFKC", digits)).removesuffix("*")
    international = f"+81{written[1:]}" if written.startswith("0") else written
    return f"{international}*"


def unwanted_problem(pattern: str, own_numbers: Collection[str]) -> UnwantedProblem | None:
    """Return why ``pattern`` cannot be listed; ``own_numbers`` are the office's in E.164.

    Numbers of the kind of 110 and 119 call back after an emergency; they and the office's own
    lines cannot be listed, nor a beginning that such a line has.
    """
    if pattern == WITHHELD:
        return None
    if not _FORM.fullmatch(pattern):
        return UnwantedProblem.FORM
    beginning = pattern.removesuffix("*")
    if beginning != pattern and len(beginning) <= SHORTEST_BEGINNING:
        return UnwantedProblem.TOO_SHORT
    if is_special(beginning.removeprefix("+81")):
        return UnwantedProblem.SPECIAL
    if any(_fits(pattern, own, None) for own in own_numbers):
        return UnwantedProblem.OWN
    return None


def _fits(pattern: str, number: str | None, reason: NoNumberReason | None) -> bool:
    if not number:
        return pattern == WITHHELD and reason is NoNumberReason.WITHHELD
    if pattern.endswith("*"):
        return number.startswith(pattern[:-1])
    return number == pattern


def _weight(pattern: str) -> tuple[bool, int]:
    return not pattern.endswith("*"), len(pattern)


_FORM: Final = re.compile(r"\+[0-9]{3,15}|\+[0-9]{2,14}\*")
