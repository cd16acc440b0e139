"""What the sheet for a new password shows, and what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.domain.password_rule import PasswordProblem, password_problem
from crm_desktop.errors.access import PasswordTooWeak, PasswordWrong


class ChangeReason(StrEnum):
    """Why the password is changed; all but WISHED leave no choice but to sign out."""

    WISHED = "wished"
    FIRST_SIGN_IN = "first_sign_in"
    EXPIRED = "expired"


class ChangeField(StrEnum):
    """The fields in the order in which they are asked."""

    OLD = "old"
    NEW = "new"
    AGAIN = "again"


class ChangeProblem(StrEnum):
    """What is wrong with a field; the rest of the new password's faults is a `PasswordProblem`."""

    NO_OLD = "no_old"
    SAME = "same"
    DIFFERS = "differs"


Refusal = ChangeProblem | PasswordProblem | PasswordTooWeak | PasswordWrong


@dataclass(frozen=True, slots=True)
class TypedPasswords:
    """The three fields; never shown in a log or a traceback."""

    old: str = field(default="", repr=False)
    new: str = field(default="", repr=False)
    again: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PasswordChangeState:
    """The sheet but what is typed. ``error`` is what none of the fields is to blame for."""

    reason: ChangeReason = ChangeReason.WISHED
    refusals: Mapping[ChangeField, Refusal] = field(default_factory=dict)
    saving: bool = False
    error: Exception | None = None


def refusals_of(typed: TypedPasswords, login: str) -> dict[ChangeField, Refusal]:
    """Return what is wrong by field; empty when the change can be asked for."""
    found: dict[ChangeField, Refusal] = {}
    if not typed.old:
        found[ChangeField.OLD] = ChangeProblem.NO_OLD
    problem: Refusal | None = password_problem(typed.new, login)
    if problem is None and typed.new == typed.old:
        problem = ChangeProblem.SAME
    if problem is not None:
        found[ChangeField.NEW] = problem
    elif typed.again != typed.new:
        found[ChangeField.AGAIN] = ChangeProblem.DIFFERS
    return found
