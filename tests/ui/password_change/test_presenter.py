from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.password_rule import PasswordProblem
from crm_desktop.errors.access import PasswordTooWeak, PasswordWrong, SignInRefused
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.password_change.presenter import PasswordChangePresenter
from crm_desktop.ui.password_change.state import (
    ChangeField,
    ChangeProblem,
    ChangeReason,
    PasswordChangeState,
    Refusal,
    TypedPasswords,
)
from crm_desktop.ui.password_change.words import error_words, reason_words, refusal_words
from tests.ui.customer_card.held_jobs import HeldExecutor

OLD, NEW = "uma no mimi ni", "青汁を30包ください"
GOOD = TypedPasswords(OLD, NEW, NEW)


class Change:
    """A presenter with what it showed and asked for."""

    def __init__(self, jobs: Jobs) -> None:
        self.error: Exception | None = None
        self.asked: list[tuple[str, str]] = []
        self.done: list[bool] = []
        self.bugs: list[Exception] = []
        self.states: list[PasswordChangeState] = []
        self.presenter = PasswordChangePresenter("tadokoro", self._change, jobs)
        self.presenter.changed.connect(self.states.append)
        self.presenter.password_changed.connect(lambda: self.done.append(True))
        self.presenter.failed.connect(self.bugs.append)

    def _change(self, old: str, new: str) -> None:
        self.asked.append((old, new))
        if self.error is not None:
            raise self.error


@pytest.fixture
def change(inline_jobs: Jobs) -> Change:
    return Change(inline_jobs)


def test_the_password_is_changed(change: Change) -> None:
    change.presenter.change(GOOD)

    assert change.asked == [(OLD, NEW)]
    assert change.done == [True]


@pytest.mark.parametrize(
    ("typed", "refusals"),
    [
        (TypedPasswords("", NEW, NEW), {ChangeField.OLD: ChangeProblem.NO_OLD}),
        (TypedPasswords(OLD, OLD, OLD), {ChangeField.NEW: ChangeProblem.SAME}),
        (
            TypedPasswords(OLD, NEW, "青汁を３０包下さい"),
            {ChangeField.AGAIN: ChangeProblem.DIFFERS},
        ),
        (TypedPasswords(OLD, "短い", ""), {ChangeField.NEW: PasswordProblem.TOO_SHORT}),
        (TypedPasswords(OLD, "1" * 12, ""), {ChangeField.NEW: PasswordProblem.ONE_CHARACTER}),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    change: Change, typed: TypedPasswords, refusals: dict[ChangeField, Refusal]
) -> None:
    change.presenter.change(typed)

    assert change.states[-1].refusals == refusals
    assert change.asked == []


def test_the_login_is_no_password(inline_jobs: Jobs) -> None:
    presenter = PasswordChangePresenter("takahashi_m", lambda _old, _new: None, inline_jobs)
    presenter.change(TypedPasswords(OLD, "Takahashi_M", "Takahashi_M"))

    assert presenter.state.refusals == {ChangeField.NEW: PasswordProblem.IS_LOGIN}


@pytest.mark.parametrize("error", [PasswordWrong(), SignInRefused("tadokoro")])
def test_a_wrong_old_password_is_blamed_on_its_field(change: Change, error: Exception) -> None:
    change.error = error
    change.presenter.ask(ChangeReason.EXPIRED)
    change.presenter.change(GOOD)

    assert list(change.states[-1].refusals) == [ChangeField.OLD]
    assert change.states[-1].reason is ChangeReason.EXPIRED


def test_what_the_database_finds_too_weak_is_blamed_on_the_new_one(change: Change) -> None:
    change.error = PasswordTooWeak(PasswordProblem.TOO_SHORT)
    change.presenter.change(GOOD)

    assert list(change.states[-1].refusals) == [ChangeField.NEW]
    assert "10" in refusal_words(change.states[-1].refusals[ChangeField.NEW])


def test_a_server_that_is_away_is_said_and_leaves_all_as_it_is(change: Change) -> None:
    change.error = DatabaseUnreachable()
    change.presenter.change(GOOD)

    assert error_words(change.states[-1].error)
    assert not change.states[-1].saving
    assert change.done == []
    assert change.bugs == []


def test_a_bug_is_handed_on(change: Change) -> None:
    change.error = KeyError("x")
    change.presenter.change(GOOD)

    assert change.bugs == [change.error]


def test_nothing_is_asked_twice_at_once(qapp: object) -> None:
    held = HeldExecutor()
    change = Change(Jobs(held))
    change.presenter.change(GOOD)
    change.presenter.change(GOOD)

    assert len(held.held) == 1
    assert change.states[-1].saving


@pytest.mark.parametrize("problem", [*ChangeProblem, *PasswordProblem])
def test_each_fault_has_words(problem: Refusal) -> None:
    assert refusal_words(problem)


def test_each_reason_has_words_of_its_own() -> None:
    assert len({reason_words(reason) for reason in ChangeReason}) == len(ChangeReason)


def test_passwords_do_not_show_themselves() -> None:
    assert OLD not in repr(GOOD)
    assert NEW not in repr(GOOD)
