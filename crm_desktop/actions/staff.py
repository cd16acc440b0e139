"""What is done to the list of people at the desks, and what a person does to their own entry.

The database decides and records, in one statement each. A refusal is recorded only when that
statement commits, so these belong into ``Database.asking``: an error raised in a transaction
would take the record back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, FunctionElement, Row, Text, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import Staff
from crm_desktop.database.passwords import scram_verifier
from crm_desktop.domain.japanese_text import to_kana_display
from crm_desktop.domain.one_time_password import one_time_password
from crm_desktop.domain.password_rule import password_problem
from crm_desktop.domain.person_name import tidy_name
from crm_desktop.domain.staff import StaffRole, groups_of, is_login
from crm_desktop.errors.access import (
    BadExtension,
    BadLogin,
    ExtensionInUse,
    LastAdmin,
    LoginTaken,
    NameMissing,
    OwnRights,
    PasswordTooWeak,
    RoleMissing,
    StaffUnknown,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordChanged, RecordGone


@dataclass(frozen=True, slots=True)
class StaffForm:
    """What an administrator says of a person; reading and extension may be empty."""

    name: str
    name_kana: str
    extension: str
    roles: frozenset[StaffRole]


@dataclass(frozen=True, slots=True)
class AddedStaff:
    """Who was added, and the password to hand over; the server does not know it."""

    staff_id: int
    password: str


def add_staff(session: Session, login: str, form: StaffForm, *, password: str = "") -> AddedStaff:
    """Make a member of staff and their login; without ``password`` one is made up.

    Whatever it is, it must be changed at the first sign-in.

    Raises:
        BadLogin, LoginTaken, NameMissing, BadKana, BadExtension, ExtensionInUse, RoleMissing,
        PasswordTooWeak: the form cannot be stored so.
        RightMissing: the login of ``session`` manages no staff.
    """
    if not is_login(login):
        raise BadLogin(login)
    password = password or _one_time_password()
    _refuse_weak(password, login)
    verifier = scram_verifier(session, login, password)
    added = session.execute(
        select(
            func.add_staff(login, *_person(form), verifier, _groups(form)).table_valued(
                "outcome", "staff_id", "holder"
            )
        )
    ).one()
    _refuse(added, login=login, extension=form.extension)
    return AddedStaff(added.staff_id, password)


def change_staff(session: Session, staff_id: int, form: StaffForm, *, seen_revision: int) -> None:
    """Store what the form says of somebody whose entry was read at ``seen_revision``.

    Raises:
        RecordGone, RecordChanged: somebody was faster.
        OwnRights, LastAdmin: these roles are not to be changed so.
        NameMissing, BadKana, BadExtension, ExtensionInUse, RoleMissing: see `add_staff`.
        RightMissing: the login of ``session`` manages no staff.
    """
    changed = session.execute(
        select(
            func.change_staff(staff_id, seen_revision, *_person(form), _groups(form)).table_valued(
                "outcome", "holder"
            )
        )
    ).one()
    _refuse(changed, staff_id=staff_id, extension=form.extension)


def deactivate_staff(session: Session, staff_id: int) -> int:
    """End somebody's sessions and let nobody sign in as them; return their customers' number.

    The customers stay assigned to them; the telephone becomes free.

    Raises:
        RecordGone: there is no such person.
        OwnRights, LastAdmin: it is oneself, or nobody would be left to manage staff.
        RightMissing: the login of ``session`` manages no staff.
    """
    done = session.execute(
        select(func.deactivate_staff(staff_id).table_valued("outcome", "customers"))
    ).one()
    _refuse(done, staff_id=staff_id)
    return int(done.customers)


def reactivate_staff(session: Session, staff_id: int) -> None:
    """Let somebody sign in again with the roles and the password of before, to be changed then.

    Raises:
        RecordGone, OwnRights, RightMissing: see `deactivate_staff`.
    """
    _refuse(_outcome(session, func.reactivate_staff(staff_id)), staff_id=staff_id)


def reset_password(session: Session, staff_id: int, login: str, *, password: str = "") -> str:
    """Give somebody a password to be changed at the next sign-in, and end their sessions.

    Returns it: without ``password`` it is made up.

    Raises:
        PasswordTooWeak: the one that was handed in is guessed easily.
        RecordGone, OwnRights, RightMissing: see `deactivate_staff`.
    """
    password = password or _one_time_password()
    _refuse_weak(password, login)
    verifier = scram_verifier(session, login, password)
    _refuse(_outcome(session, func.reset_password(staff_id, verifier)), staff_id=staff_id)
    return password


def change_own_password(session: Session, password: str) -> None:
    """Give the login of ``session`` another password; sessions that are open stay so.

    Connections made from now on need it. Whether somebody knows the present one is asked by
    `crm_desktop.database.passwords.check_own_password`.

    Raises:
        PasswordTooWeak: it is guessed easily.
        StaffUnknown: nobody active has this login.
    """
    login = session.scalars(select(func.session_user())).one()
    _refuse_weak(password, login)
    verifier = scram_verifier(session, login, password)
    _refuse(_outcome(session, func.change_own_password(verifier)), login=login)


def sit_at(session: Session, extension: str) -> None:
    """Say which telephone stands at the desk of this session's login now; "" for none.

    It is taken from somebody who is not signed in, who then has none.

    Raises:
        ExtensionInUse: somebody who is signed in has it.
        BadExtension: it is not one.
        StaffUnknown: nobody active has this login.
    """
    login = session.scalars(select(func.session_user())).one()
    sits = session.execute(select(func.sit_at(extension).table_valued("outcome", "holder"))).one()
    _refuse(sits, login=login, extension=extension)


def register_staff(session: Session, *, login: str, name: str, extension: str) -> int:
    """Add a member of staff unless the login is known, and return the id; no login is made.

    ``extension`` is empty when no telephone belongs to them yet.
    """
    known = session.scalar(select(Staff.id).where(Staff.login == login))
    if known is not None:
        return known
    staff = Staff(login=login, name=name, extension=extension or None)
    session.add(staff)
    session.flush()
    return staff.id


def _person(form: StaffForm) -> tuple[str, str, str]:
    """Return name, reading and extension in the form in which they are stored."""
    name = tidy_name(form.name)
    if not name:
        raise NameMissing
    kana = to_kana_display(form.name_kana) if form.name_kana.strip() else ""
    return name, kana, form.extension


def _groups(form: StaffForm) -> ColumnElement[Sequence[str]]:
    return literal(groups_of(form.roles), ARRAY(Text))


def _one_time_password() -> str:
    return one_time_password(secrets.choice)


def _refuse_weak(password: str, login: str) -> None:
    problem = password_problem(password, login)
    if problem is not None:
        raise PasswordTooWeak(problem)


def _outcome(session: Session, asked: FunctionElement[Any]) -> Row[Any]:
    return session.execute(select(asked.label("outcome"))).one()


def _refuse(answer: Row[Any], *, staff_id: int = 0, login: str = "", extension: str = "") -> None:
    """Raise what an outcome other than success means."""
    refusals: dict[str, Callable[[], CrmError]] = {
        "gone": lambda: RecordGone("staff", staff_id),
        "changed_meanwhile": lambda: RecordChanged("staff", staff_id),
        "not_staff": lambda: StaffUnknown(login),
        "bad_login": lambda: BadLogin(login),
        "login_taken": lambda: LoginTaken(login),
        "bad_name": NameMissing,
        "bad_extension": lambda: BadExtension(extension),
        "bad_groups": RoleMissing,
        "in_use": lambda: ExtensionInUse(extension, answer.holder),
        "own_rights": OwnRights,
        "last_admin": LastAdmin,
    }
    if answer.outcome not in _DONE:
        raise refusals[answer.outcome]()


_DONE: Final = {"added", "changed", "deactivated", "reactivated", "reset", "sits"}
