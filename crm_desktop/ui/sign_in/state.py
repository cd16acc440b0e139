"""What the window for signing in shows, and what is asked for with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.database.embedded import StartStep
from crm_desktop.errors.base import CrmError


class Protection(StrEnum):
    """What keeps others from reading the connection."""

    THIS_PC = "this_pc"
    ENCRYPTED = "encrypted"


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """A server to sign in to; ``address_shown`` is for people and holds no password."""

    name: str
    address_shown: str
    protection: Protection = Protection.THIS_PC


@dataclass(frozen=True, slots=True)
class SignInWish:
    """What was typed.

    ``keep``: store the password in the keyring, or forget what is there; None: leave it as it is.
    """

    server_name: str
    login: str
    password: str = field(repr=False)
    keep: bool | None = None


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """The first member of staff of a new database; ``extension`` is digits, or "" for none."""

    name: str
    login: str
    password: str = field(repr=False)
    extension: str = ""


@dataclass(frozen=True, slots=True)
class SignInWork:
    """What is done for the window off the GUI thread; each may raise a `CrmError`.

    ``sign_in`` returns who came in, which is handed on as it is. ``discard`` gets it when nobody
    waits for it any more. ``nobody_yet`` tells of a server by name that its database has no staff.
    ``hear_steps`` has the steps of the embedded database's start told, from whatever thread.
    """

    sign_in: Callable[[SignInWish], object]
    discard: Callable[[object], None]
    kept_sign_in: Callable[[str], tuple[str, str] | None]
    keyring_problem: Callable[[], CrmError | None]
    nobody_yet: Callable[[str], bool]
    hear_steps: Callable[[Callable[[StartStep], None]], None] = lambda _tell: None


class SignInStage(StrEnum):
    """LOOKING: what is kept here is being read, typing may begin; FIRST_PERSON: nobody is there."""

    LOOKING = "looking"
    ASKING = "asking"
    CONNECTING = "connecting"
    FIRST_PERSON = "first_person"


class Missing(StrEnum):
    """The field that has to be filled in first."""

    LOGIN = "login"
    PASSWORD = "password"  # noqa: S105


@dataclass(frozen=True, slots=True)
class SignInState:
    """The whole form but the password, which only its field holds.

    ``login`` is what the field begins with. ``has_kept`` tells that an empty password means the
    one kept on this PC. ``keyring_checked`` is false until it is known whether one can be kept.
    ``step`` is what the start of the embedded database is busy with.
    """

    servers: tuple[ServerChoice, ...]
    server_name: str
    stage: SignInStage = SignInStage.LOOKING
    login: str = ""
    has_kept: bool = False
    keyring_checked: bool = False
    keyring_problem: CrmError | None = None
    missing: Missing | None = None
    error: Exception | None = None
    step: StartStep | None = None

    @property
    def server(self) -> ServerChoice:
        """The server that is chosen."""
        return next(server for server in self.servers if server.name == self.server_name)

    @property
    def can_keep(self) -> bool:
        """Whether a password can be kept on this PC."""
        return self.keyring_checked and self.keyring_problem is None
