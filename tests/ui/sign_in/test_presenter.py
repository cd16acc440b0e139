from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.embedded import StartStep
from crm_desktop.errors.access import KeyringRefused, NoKeyring, SignInRefused
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.presenter import SignInPresenter
from crm_desktop.ui.sign_in.state import (
    Missing,
    ServerChoice,
    SignInStage,
    SignInState,
    SignInWish,
    SignInWork,
)
from crm_desktop.ui.sign_in.words import progress_words
from tests.ui.customer_card.held_jobs import HeldExecutor

OFFICE, THIS_PC = ServerChoice("本社/髙橋", "crm.example.jp"), ServerChoice("このPC", "")


class Door:
    """A presenter with what it showed, and a server that lets in who is on its list."""

    def __init__(self, jobs: Jobs, settings: QSettings) -> None:
        self.passwords = {"tadokoro": "青汁を30包ください"}
        self.kept: dict[str, tuple[str, str]] = {}
        self.kept_error: CrmError | None = None
        self.keyring_problem: CrmError | None = None
        self.error: Exception | None = None
        self.nobody = False
        self.wishes: list[SignInWish] = []
        self.let_out: list[object] = []
        self.came_in: list[object] = []
        self.bugs: list[Exception] = []
        self.states: list[SignInState] = []
        self.hearers: list[Callable[[StartStep], None]] = []
        self.last = LastSignIn(settings)
        work = SignInWork(
            self._sign_in,
            self.let_out.append,
            self._kept_sign_in,
            lambda: self.keyring_problem,
            lambda _server: self.nobody,
            self.hearers.append,
        )
        self.presenter = SignInPresenter((OFFICE, THIS_PC), work, jobs, self.last)
        self.presenter.changed.connect(self.states.append)
        self.presenter.signed_in.connect(self.came_in.append)
        self.presenter.failed.connect(self.bugs.append)

    def _kept_sign_in(self, server: str) -> tuple[str, str] | None:
        if self.kept_error is not None:
            raise self.kept_error
        return self.kept.get(server)

    def _sign_in(self, wish: SignInWish) -> object:
        self.wishes.append(wish)
        if self.error is not None:
            raise self.error
        if self.passwords.get(wish.login) != wish.password:
            raise SignInRefused(wish.login)
        return f"session of {wish.login}"

    def type(self, password: str = "青汁を30包ください", login: str = "tadokoro") -> None:
        name = self.presenter.state.server_name
        self.presenter.sign_in(SignInWish(name, login, password, keep=False))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def door(inline_jobs: Jobs, settings: QSettings) -> Door:
    return Door(inline_jobs, settings)


@pytest.fixture
def held() -> HeldExecutor:
    return HeldExecutor()


@pytest.fixture
def slow_door(qapp: object, held: HeldExecutor, settings: QSettings) -> Door:
    return Door(Jobs(held), settings)


def test_without_a_kept_password_the_form_asks(door: Door) -> None:
    door.presenter.start()

    assert [state.stage for state in door.states] == [SignInStage.LOOKING, SignInStage.ASKING]
    assert door.wishes == []


def test_a_kept_password_comes_in_at_once_and_stays_kept(door: Door) -> None:
    door.kept[OFFICE.name] = ("tadokoro", "青汁を30包ください")
    door.presenter.start()

    assert door.came_in == ["session of tadokoro"]
    assert door.wishes[0].keep is True


def test_a_kept_password_that_is_refused_leaves_the_form_with_the_reason(door: Door) -> None:
    door.kept[OFFICE.name] = ("tadokoro", "old and changed")
    door.presenter.start()

    state = door.states[-1]
    assert (state.stage, state.login, state.has_kept) == (SignInStage.ASKING, "tadokoro", False)
    assert isinstance(state.error, SignInRefused)


def test_a_kept_password_is_tried_again_when_the_server_was_away(door: Door) -> None:
    door.kept[OFFICE.name] = ("tadokoro", "青汁を30包ください")
    door.error = DatabaseUnreachable()
    door.presenter.start()
    door.error = None
    assert door.states[-1].has_kept

    door.type("")

    assert door.came_in == ["session of tadokoro"]


def test_a_kept_password_is_not_used_for_another_login(door: Door) -> None:
    door.kept[OFFICE.name] = ("tadokoro", "青汁を30包ください")
    door.presenter.start_asking()

    door.type("", login="saeki")

    assert door.states[-1].missing is Missing.PASSWORD
    assert door.wishes == []


def test_for_another_person_nothing_kept_comes_in_by_itself(door: Door) -> None:
    door.kept[OFFICE.name] = ("tadokoro", "青汁を30包ください")
    door.presenter.start_asking()

    assert door.states[-1].stage is SignInStage.ASKING
    assert door.came_in == []


def test_typing_keeps_what_is_kept_from_coming_in(slow_door: Door, held: HeldExecutor) -> None:
    slow_door.kept[OFFICE.name] = ("tadokoro", "青汁を30包ください")
    slow_door.presenter.start()
    slow_door.presenter.on_typed()
    held.do_next()

    assert slow_door.states[-1].stage is SignInStage.ASKING
    assert held.held == []


def test_who_is_quicker_than_the_keyring_comes_in_as_typed(
    slow_door: Door, held: HeldExecutor
) -> None:
    slow_door.kept[OFFICE.name] = ("saeki", "another's")
    slow_door.presenter.start()
    slow_door.type()
    held.do_next()
    held.do_next()

    assert slow_door.came_in == ["session of tadokoro"]
    assert slow_door.wishes[0].keep is None  # the box could not be ticked yet


@pytest.mark.parametrize(
    ("login", "password", "missing"),
    [("", "", Missing.LOGIN), ("　 ", "secret", Missing.LOGIN), ("saeki", "", Missing.PASSWORD)],
)
def test_what_is_missing_is_said_without_asking_the_server(
    door: Door, login: str, password: str, missing: Missing
) -> None:
    door.presenter.start()
    door.type(password, login)

    assert door.states[-1].missing is missing
    assert door.wishes == []


def test_a_login_typed_full_width_is_understood(door: Door) -> None:
    door.presenter.start()
    door.type(login="　ｔａｄｏｋｏｒｏ ")

    assert door.came_in == ["session of tadokoro"]


def test_who_gives_up_waiting_is_let_out_again(slow_door: Door, held: HeldExecutor) -> None:
    slow_door.presenter.start()
    held.do_next()
    slow_door.type()
    slow_door.presenter.cancel()
    held.do_next()
    held.do_next()

    assert slow_door.states[-1].stage is SignInStage.ASKING
    assert slow_door.came_in == []
    assert slow_door.let_out == ["session of tadokoro"]


def test_a_second_try_while_the_first_is_under_way_is_dropped(
    slow_door: Door, held: HeldExecutor
) -> None:
    slow_door.presenter.start()
    held.do_next()
    slow_door.type()
    slow_door.type()

    assert len(held.held) == 1


def test_no_keyring_is_said_and_nothing_is_to_be_kept(door: Door) -> None:
    door.keyring_problem = NoKeyring()
    door.presenter.start()
    door.type()

    assert isinstance(door.states[-1].keyring_problem, NoKeyring)
    assert not door.states[-1].can_keep
    assert door.wishes[0].keep is None


def test_a_keyring_that_stays_locked_is_no_reason_to_stay_out(door: Door) -> None:
    door.kept_error = KeyringRefused("KeyringLocked")
    door.presenter.start()

    assert door.states[-1].keyring_problem is door.kept_error
    assert door.states[-1].error is None


def test_the_last_person_and_server_are_begun_with(
    door: Door, inline_jobs: Jobs, settings: QSettings
) -> None:
    door.presenter.start()
    door.presenter.choose_server(THIS_PC.name)
    door.type()

    again = Door(inline_jobs, settings)
    assert again.presenter.state.server_name == THIS_PC.name
    assert again.presenter.state.login == "tadokoro"
    assert LastSignIn(settings).login_at(OFFICE.name) == ""


def test_a_refused_login_is_not_remembered(door: Door, settings: QSettings) -> None:
    door.presenter.start()
    door.type("wrong")

    assert LastSignIn(settings).login_at(OFFICE.name) == ""


def test_a_database_without_staff_asks_for_the_first_person(door: Door) -> None:
    door.nobody = True
    door.kept[OFFICE.name] = ("tadokoro", "青汁を30包ください")
    door.presenter.start()

    assert door.states[-1].stage is SignInStage.FIRST_PERSON
    assert door.wishes == []


def test_a_bug_is_handed_on_and_the_form_can_be_used(door: Door) -> None:
    door.error = KeyError("x")
    door.presenter.start()
    door.type()

    assert door.bugs == [door.error]
    assert door.states[-1].stage is SignInStage.ASKING


def test_no_password_stands_in_what_may_be_logged(door: Door) -> None:
    door.kept[OFFICE.name] = ("tadokoro", "wrong-and-secret")
    door.presenter.start()

    assert "secret" not in repr((door.states, door.wishes, door.presenter._kept))


@pytest.mark.parametrize("step", [step for step in StartStep if step is not StartStep.READY])
def test_who_waits_reads_what_the_database_is_busy_with(door: Door, step: StartStep) -> None:
    (tell,) = door.hearers

    tell(step)

    state = door.presenter.state
    assert state.step is step
    assert progress_words(state) not in {"", progress_words(replace(state, step=None))}
