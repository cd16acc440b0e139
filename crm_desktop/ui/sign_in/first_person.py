"""What is typed about the first person, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from crm_desktop.domain.password_rule import PasswordProblem, password_problem
from crm_desktop.domain.person_name import tidy_name
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.sign_in.state import FirstPerson


class PersonField(StrEnum):
    """The fields in the order in which they are asked."""

    NAME = "name"
    LOGIN = "login"
    PASSWORD = "password"  # noqa: S105
    AGAIN = "again"
    EXTENSION = "extension"


class PersonProblem(StrEnum):
    """What is wrong with a field; those of the password are a `PasswordProblem`."""

    NO_NAME = "no_name"
    NO_LOGIN = "no_login"
    BAD_LOGIN = "bad_login"
    LOGIN_KEPT = "login_kept"
    DIFFERS = "differs"
    BAD_EXTENSION = "bad_extension"


Refusal = PersonProblem | PasswordProblem | CrmError


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """The fields as they were typed."""

    name: str = ""
    login: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    extension: str = ""


@dataclass(frozen=True, slots=True)
class FirstPersonState:
    """The page but what is typed. ``error`` is what none of the fields is to blame for."""

    refusals: Mapping[PersonField, Refusal] = field(default_factory=dict)
    creating: bool = False
    error: Exception | None = None


def read_person(typed: TypedPerson) -> FirstPerson:
    """Return the person with even name, login and extension; the password stays as typed."""
    return FirstPerson(
        tidy_name(typed.name), _plain(typed.login), typed.password, _plain(typed.extension)
    )


def refusals_of(typed: TypedPerson) -> dict[PersonField, Refusal]:
    """Return what is wrong by field; empty for a person who can be made."""
    person = read_person(typed)
    password: Refusal | None = password_problem(person.password, person.login)
    differs = password is None and typed.again != typed.password
    found: dict[PersonField, Refusal | None] = {
        PersonField.NAME: None if person.name else PersonProblem.NO_NAME,
        PersonField.LOGIN: _login_problem(person.login),
        PersonField.PASSWORD: password,
        PersonField.AGAIN: PersonProblem.DIFFERS if differs else None,
        PersonField.EXTENSION: _extension_problem(person.extension),
    }
    return {which: problem for which, problem in found.items() if problem is not None}


def _login_problem(login: str) -> PersonProblem | None:
    if not login:
        return PersonProblem.NO_LOGIN
    if not _LOGIN.fullmatch(login):
        return PersonProblem.BAD_LOGIN
    return PersonProblem.LOGIN_KEPT if _KEPT.fullmatch(login) else None


def _extension_problem(extension: str) -> PersonProblem | None:
    fits = not extension or _EXTENSION.fullmatch(extension)
    return None if fits else PersonProblem.BAD_EXTENSION


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


_LOGIN: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_KEPT: Final = re.compile(r"(?:crm|pg|current|session)_.*|postgres|public|none|user|gateway|worker")
_EXTENSION: Final = re.compile(r"[0-9]{1,10}")
