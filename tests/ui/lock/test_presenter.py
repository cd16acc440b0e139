from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import PasswordWrong, SignInRefused
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.lock.presenter import LockPresenter
from crm_desktop.ui.lock.state import LockProblem, LockState
from crm_desktop.ui.lock.words import refusal_words
from tests.ui.customer_card.held_jobs import HeldExecutor

PASSWORD = "青汁を30包ください"


class Lock:
    """A presenter with what it showed and told."""

    def __init__(self, jobs: Jobs) -> None:
        self.error: Exception | None = None
        self.asked: list[tuple[str, str]] = []
        self.told: list[object] = []
        self.states: list[LockState] = []
        self.presenter = LockPresenter("michiko", "髙橋 美智子", self._check, jobs)
        self.presenter.changed.connect(self.states.append)
        self.presenter.locked.connect(lambda: self.told.append("locked"))
        self.presenter.unlocked.connect(lambda: self.told.append("unlocked"))
        self.presenter.other_person_wanted.connect(lambda: self.told.append("other"))
        self.presenter.failed.connect(self.told.append)

    def _check(self, login: str, password: str) -> None:
        self.asked.append((login, password))
        if self.error is not None:
            raise self.error
        if password != PASSWORD:
            raise PasswordWrong


@pytest.fixture
def lock(inline_jobs: Jobs) -> Lock:
    return Lock(inline_jobs)


def test_the_person_s_password_opens_the_desk(lock: Lock) -> None:
    lock.presenter.lock()
    lock.presenter.unlock(PASSWORD)

    assert lock.told == ["locked", "unlocked"]
    assert lock.asked == [("michiko", PASSWORD)]
    assert not lock.states[-1].locked


def test_a_wrong_password_leaves_it_locked_and_says_so(lock: Lock) -> None:
    lock.presenter.lock()
    lock.presenter.unlock("wrong")

    assert lock.states[-1].locked
    assert "not the password" in refusal_words(lock.states[-1].refusal)


@pytest.mark.parametrize(
    "refusal", [LockProblem.NO_PASSWORD, SignInRefused("michiko"), DatabaseUnreachable()]
)
def test_each_reason_has_words(refusal: LockProblem | Exception) -> None:
    assert refusal_words(refusal)


def test_no_password_is_said_without_asking(lock: Lock) -> None:
    lock.presenter.lock()
    lock.presenter.unlock("")

    assert lock.states[-1].refusal is LockProblem.NO_PASSWORD
    assert lock.asked == []


def test_a_desk_that_is_open_is_not_unlocked(lock: Lock) -> None:
    lock.presenter.unlock(PASSWORD)

    assert lock.asked == []


def test_locking_twice_keeps_what_was_said(lock: Lock) -> None:
    lock.presenter.lock()
    lock.presenter.unlock("wrong")
    lock.presenter.lock()

    assert lock.told == ["locked"]
    assert isinstance(lock.states[-1].refusal, PasswordWrong)


def test_a_call_is_known_of_before_and_while_the_desk_is_locked(lock: Lock) -> None:
    lock.presenter.on_ringing(True)
    lock.presenter.lock()
    assert lock.states[-1].ringing
    lock.presenter.on_ringing(False)

    assert not lock.states[-1].ringing


def test_another_person_is_asked_for_while_it_stays_locked(lock: Lock) -> None:
    lock.presenter.lock()
    lock.presenter.call_other_person()

    assert lock.told == ["locked", "other"]
    assert lock.states[-1].locked


def test_who_gives_up_waiting_stays_outside(qapp: object) -> None:
    held = HeldExecutor()
    lock = Lock(Jobs(held))
    lock.presenter.lock()
    lock.presenter.unlock(PASSWORD)
    lock.presenter.cancel()
    held.do_next()

    assert lock.states[-1].locked
    assert not lock.states[-1].checking


def test_a_bug_leaves_it_locked_and_is_handed_on(lock: Lock) -> None:
    lock.error = KeyError("x")
    lock.presenter.lock()
    lock.presenter.unlock(PASSWORD)

    assert lock.told == ["locked", lock.error]
    assert lock.states[-1].locked
