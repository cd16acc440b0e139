"""Signing in: with what is kept on this PC, else with what is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.embedded import StartStep
from crm_desktop.errors.access import KeyringRefused, NoKeyring
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.state import (
    Missing,
    ServerChoice,
    SignInStage,
    SignInState,
    SignInWish,
    SignInWork,
)


class SignInPresenter(QObject):
    """Decides what the window asks and says; the newest wish is the one that counts."""

    changed = Signal(object)  # SignInState
    signed_in = Signal(object)  # what the work for signing in returned
    failed = Signal(object)  # a bug; the form says so too
    _stepped = Signal(object)  # StartStep, from a worker's thread

    def __init__(
        self,
        servers: Sequence[ServerChoice],
        work: SignInWork,
        jobs: Jobs,
        last: LastSignIn,
        parent: QObject | None = None,
    ) -> None:
        """Begin with the last server of ``servers``, of which there is at least one.

        ``jobs`` need two workers: a try that was given up may hold one until its time limit.
        """
        super().__init__(parent)
        self._work = work
        self._stepped.connect(self._on_step)
        work.hear_steps(self._tell_step)
        self._jobs = jobs
        self._last = last
        self._newest = 0
        self._kept: _Kept | None = None
        self._at_once = False
        names = [server.name for server in servers]
        first = last.server_name if last.server_name in names else names[0]
        self._state = SignInState(tuple(servers), first, login=last.login_at(first))

    @property
    def state(self) -> SignInState:
        """What was shown last."""
        return self._state

    def start(self) -> None:
        """Come in with the password kept on this PC; ask where there is none, or it is refused."""
        self._at_once = True
        self._look()

    def start_asking(self) -> None:
        """Ask, whatever is kept: another person is to come in, or one has signed out."""
        self._at_once = False
        self._look()

    def choose_server(self, name: str) -> None:
        """Go on with another server; the login is that of its last person, if it had one."""
        if name == self._state.server_name:
            return
        self._at_once = False
        login = self._last.login_at(name) or self._state.login
        self._state = replace(self._state, server_name=name, login=login)
        self._look()

    def on_typed(self) -> None:
        """Leave the form to whoever types in it."""
        self._at_once = False

    def sign_in(self, wish: SignInWish) -> None:
        """Come in as wished, or say which field is missing."""
        if self._state.stage is SignInStage.CONNECTING:
            return
        self._at_once = False
        wish = self._completed(wish)
        missing = _missing(wish)
        self._state = replace(self._state, server_name=wish.server_name, login=wish.login)
        if missing is None:
            self._connect(wish)
        else:
            self._show(replace(self._state, missing=missing, error=None))

    def cancel(self) -> None:
        """Wait no longer for the answer; whoever comes in all the same is let out again."""
        if self._state.stage is SignInStage.CONNECTING:
            self._newest += 1
            self._show(replace(self._state, stage=SignInStage.ASKING))

    def refuse(self, error: Exception) -> None:
        """Ask again and say why: something failed after the sign-in, or a session was ended."""
        self._newest += 1
        if not isinstance(error, DatabaseUnreachable):
            self._kept = None  # a kept password that is refused would be refused again
        self._state = replace(self._state, has_kept=self._kept is not None)
        self._show(replace(self._state, stage=SignInStage.ASKING, error=error))
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _tell_step(self, step: StartStep) -> None:
        with suppress(RuntimeError):  # the window may be gone by then
            self._stepped.emit(step)

    def _on_step(self, step: StartStep) -> None:
        self._show(replace(self._state, step=step))

    def _look(self) -> None:
        self._kept = None
        self._newest += 1
        ticket, server = self._newest, self._state.server_name
        looking = replace(self._state, stage=SignInStage.LOOKING, has_kept=False)
        self._show(replace(looking, missing=None, error=None))
        self._jobs.run(
            self,
            lambda: _found(self._work, server),
            then=lambda found: self._on_found(ticket, found),
            failed=lambda error: self._on_refused(ticket, error),
        )

    def _on_found(self, ticket: int, found: _Found) -> None:
        if found.server_name != self._state.server_name:
            return
        self._state = replace(
            self._state, keyring_checked=True, keyring_problem=found.keyring_problem
        )
        if ticket != self._newest:  # somebody was quicker and is coming in already
            self._show(self._state)
        elif found.nobody_yet:
            self._show(replace(self._state, stage=SignInStage.FIRST_PERSON))
        else:
            self._use(found.kept)

    def _use(self, kept: _Kept | None) -> None:
        self._kept = kept
        self._state = replace(self._state, stage=SignInStage.ASKING, has_kept=kept is not None)
        if kept is None:
            self._show(self._state)
            return
        if self._at_once:
            name = self._state.server_name
            self._state = replace(self._state, login=kept.login)
            self._connect(SignInWish(name, kept.login, kept.password, keep=True))
        else:
            self._show(self._state)

    def _connect(self, wish: SignInWish) -> None:
        self._newest += 1
        ticket = self._newest
        connecting = replace(self._state, stage=SignInStage.CONNECTING)
        self._show(replace(connecting, missing=None, error=None))
        self._jobs.run(
            self,
            lambda: self._work.sign_in(wish),
            then=lambda person: self._on_signed_in(ticket, wish, person),
            failed=lambda error: self._on_refused(ticket, error),
        )

    def _on_signed_in(self, ticket: int, wish: SignInWish, person: object) -> None:
        if ticket != self._newest:
            self._discard(person)
            return
        self._kept = None
        self._last.remember(wish.server_name, wish.login)
        self._show(replace(self._state, stage=SignInStage.ASKING, has_kept=False))
        self.signed_in.emit(person)

    def _on_refused(self, ticket: int, error: Exception) -> None:
        if ticket == self._newest:
            self.refuse(error)

    def _discard(self, person: object) -> None:
        self._jobs.run(
            self,
            lambda: self._work.discard(person),
            then=lambda _nothing: None,
            failed=self.failed.emit,
        )

    def _completed(self, wish: SignInWish) -> SignInWish:
        """Make the login even; an empty password means the one that is kept for this login."""
        login = unicodedata.normalize("NFKC", wish.login).strip()
        kept = self._kept
        known = kept is not None and not wish.password and login == kept.login
        password = kept.password if kept is not None and known else wish.password
        keep = wish.keep if self._state.can_keep else None
        return SignInWish(wish.server_name, login, password, keep=keep)

    def _show(self, state: SignInState) -> None:
        self._state = state
        self.changed.emit(state)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A login and its password out of the keyring."""

    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a server and of this PC before anybody signs in."""

    server_name: str
    nobody_yet: bool
    keyring_problem: CrmError | None = None
    kept: _Kept | None = None


def _found(work: SignInWork, server_name: str) -> _Found:
    nobody = work.nobody_yet(server_name)
    problem = work.keyring_problem()
    if nobody or problem is not None:
        return _Found(server_name, nobody, problem)
    try:
        kept = work.kept_sign_in(server_name)
    except (NoKeyring, KeyringRefused) as error:
        return _Found(server_name, nobody, error)
    return _Found(server_name, nobody, kept=None if kept is None else _Kept(*kept))


def _missing(wish: SignInWish) -> Missing | None:
    if not wish.login:
        return Missing.LOGIN
    return None if wish.password else Missing.PASSWORD
