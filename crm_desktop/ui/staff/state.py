"""What the page of staff shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.domain.staff import StaffRole
from crm_desktop.errors.base import CrmError


class StaffField(StrEnum):
    """The fields in the order in which they are asked."""

    NAME = "name"
    NAME_KANA = "name_kana"
    LOGIN = "login"
    EXTENSION = "extension"
    ROLES = "roles"


class StaffDeed(StrEnum):
    """What is asked once more before it is done, because it ends somebody's work."""

    DEACTIVATE = "deactivate"
    RESET_PASSWORD = "reset_password"  # noqa: S105


class StaffNews(StrEnum):
    """What was done last."""

    ADDED = "added"
    CHANGED = "changed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    PASSWORD_RESET = "password_reset"  # noqa: S105


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """The form. Without a ``row`` it is about somebody new.

    ``texts`` are as typed, the even form once a field was left without a refusal. ``own``: it is
    the entry of whoever sits here. ``changed``: something is not saved.
    """

    row: StaffRow | None = None
    texts: Mapping[StaffField, str] = field(default_factory=dict)
    roles: frozenset[StaffRole] = frozenset()
    refusals: Mapping[StaffField, CrmError] = field(default_factory=dict)
    own: bool = False
    changed: bool = False

    @property
    def staff_id(self) -> int | None:
        """Whose entry it is, None for somebody new."""
        return None if self.row is None else self.row.staff_id

    def text(self, which: StaffField) -> str:
        """Return the text of a field; one never touched is empty."""
        return self.texts.get(which, "")


@dataclass(frozen=True, slots=True)
class TypedStaff:
    """What was typed before about somebody as of ``revision``; both ids are None: somebody new."""

    staff_id: int | None
    revision: int | None
    texts: Mapping[StaffField, str]
    roles: frozenset[StaffRole]


@dataclass(frozen=True, slots=True)
class StaffQuestion:
    """What is asked before it is done to whom."""

    deed: StaffDeed
    row: StaffRow


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A password that is shown this once, and whose it is."""

    name: str
    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaffState:
    """The whole page. ``left_out`` counts who has left and is not among ``rows``.

    ``news`` names what was done last to ``news_about``, whose customers are ``news_customers``.
    """

    rows: tuple[StaffRow, ...] = ()
    left_out: int = 0
    with_inactive: bool = False
    loaded: bool = False
    failed: bool = False
    entry: StaffEntry | None = None
    busy: bool = False
    question: StaffQuestion | None = None
    handed_over: HandedOver | None = None
    news: StaffNews | None = None
    news_about: str = ""
    news_customers: int = 0
