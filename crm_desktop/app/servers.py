"""The servers that people sign in to from this PC: those of the settings, or the embedded one.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from psycopg.conninfo import make_conninfo

from crm_desktop.actions.staff import sit_at
from crm_desktop.app.embedded_place import EmbeddedPlace
from crm_desktop.credentials import forget_password, store_password, stored_password
from crm_desktop.database.embedded import StartStep
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import SignedInStaff, sign_in
from crm_desktop.database.replica import Replica
from crm_desktop.database.server_address import leaves_this_computer, shown_dsn
from crm_desktop.database.server_check import problem_of, server_state
from crm_desktop.errors.access import KeyringRefused, NoKeyring
from crm_desktop.errors.base import CrmError
from crm_desktop.settings import NamedServer
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.state import (
    FirstPerson,
    Protection,
    ServerChoice,
    SignInWish,
    SignInWork,
)

PROGRAM: Final = "crm-desktop"
_KEYRING_TRIAL: Final = "crm-desktop trial"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has come in; ``desk_refusal`` is why the desk's telephone is not theirs."""

    database: Database
    staff: SignedInStaff
    server_name: str
    desk_refusal: CrmError | None = None


class Servers:
    """Where people come in; ``extension`` is the telephone that stands at this desk, or empty."""

    def __init__(
        self,
        named: Sequence[NamedServer],
        embedded: EmbeddedPlace | None,
        extension: str,
        last: LastSignIn,
        *,
        reports_lag_s: float = math.inf,
    ) -> None:
        """``embedded`` stands in where the settings name no server."""
        self._named = {server.name: server.dsn for server in named}
        self._reports = {server.name: server.reports for server in named if server.reports}
        self._reports_lag_s = reports_lag_s
        self._embedded = embedded
        self._extension = extension
        self._last = last

    def seat(self, server_name: str, login: str) -> str:
        """Return what tells a login apart from the same one at another server, in any language."""
        return f"{login}@{server_name}" if self._embedded is None else login

    def choices(self) -> list[ServerChoice]:
        """Return the servers as the window lists them.

        Raises:
            BadServerAddress: an address in the settings cannot be read.
        """
        if self._embedded is not None:
            return [ServerChoice(self._embedded.name, "")]
        return [
            ServerChoice(
                name,
                shown_dsn(dsn),
                Protection.ENCRYPTED if leaves_this_computer(dsn) else Protection.THIS_PC,
            )
            for name, dsn in self._named.items()
        ]

    def of_window(self) -> SignInWork:
        """Return what the window for signing in asks."""
        return SignInWork(
            sign_in=self.sign_in,
            discard=discard,
            kept_sign_in=self.kept_sign_in,
            keyring_problem=keyring_problem,
            nobody_yet=self.nobody_yet,
            hear_steps=self._hear_steps,
        )

    def sign_in(self, wish: SignInWish) -> SignedIn:
        """Let somebody in, and keep the password or forget it as wished.

        Raises:
            SignInRefused, LoginLocked, DatabaseUnreachable, SchemaTooOld, StaffUnknown, …: see
            there.
        """
        database = Database(self._address(wish.server_name, wish.login, wish.password))
        try:
            signed_in = self.come_in(database, wish.server_name)
        except BaseException:
            database.close()
            raise
        if wish.keep is not None:
            _keep_or_forget(wish)
        return signed_in

    def come_in(self, database: Database, server_name: str) -> SignedIn:
        """Have the database record who came; the telephone of the desk becomes theirs."""
        refusal: CrmError | None = None
        with database.asking() as session:
            if problem := problem_of(server_state(session)):
                raise problem
            staff = sign_in(session, PROGRAM)
            if self._extension and self._extension != staff.extension:
                try:
                    sit_at(session, self._extension)
                    staff = sign_in(session, PROGRAM)
                except CrmError as error:
                    refusal = error
        if reports := self._reports.get(server_name):
            replica = Replica(database, reports, most_lag_s=self._reports_lag_s)
            database.read_reports_from(replica)
        return SignedIn(database, staff, server_name, refusal)

    def check_password(self, server_name: str, login: str, password: str) -> None:
        """Sign in once more, for who comes back to a locked desk.

        Raises:
            SignInRefused, LoginLocked, DatabaseUnreachable, …: see there.
        """
        address = self._address(server_name, login, password)
        with Database(address, pool_size=1) as database, database.asking() as session:
            session.connection()

    def kept_sign_in(self, server_name: str) -> tuple[str, str] | None:
        """Return the last login at a server with the password that is kept for it, if any.

        Raises:
            NoKeyring, KeyringRefused: see there.
        """
        login = self._last.login_at(server_name)
        password = stored_password(_service(server_name), login) if login else None
        return (login, password) if password else None

    def forget(self, server_name: str, login: str) -> None:
        """Keep no password for somebody who signs out; without a keyring none is kept."""
        try:
            forget_password(_service(server_name), login)
        except (NoKeyring, KeyringRefused):
            return

    def nobody_yet(self, _server_name: str) -> bool:
        """Tell whether the embedded database has no staff; it is started here.

        Raises:
            EmbeddedServerFailed: it could not be.
        """
        return self._embedded is not None and self._embedded.has_nobody()

    def create_first_person(self, person: FirstPerson) -> None:
        """Make the first member of staff, who may do everything there is to do in a shop."""
        if self._embedded is not None:
            self._embedded.create_first_person(person)

    def close(self) -> None:
        """Stop the embedded server, unless others use it."""
        if self._embedded is not None:
            self._embedded.close()

    def _hear_steps(self, tell: Callable[[StartStep], None]) -> None:
        if self._embedded is not None:
            self._embedded.hear_steps(tell)

    def _address(self, server_name: str, login: str, password: str) -> str:
        if self._embedded is not None:
            return self._embedded.address_for(login, password)
        dsn = self._named[server_name]
        return make_conninfo(dsn, user=login, password=password)


def discard(person: object) -> None:
    """Let somebody out again whom nobody waits for any more."""
    if isinstance(person, SignedIn):
        person.database.close()


def keyring_problem() -> CrmError | None:
    """Return why no password can be kept on this PC, or None."""
    try:
        stored_password(_KEYRING_TRIAL, PROGRAM)
    except (NoKeyring, KeyringRefused) as error:
        return error
    return None


def _keep_or_forget(wish: SignInWish) -> None:
    """Do as wished; whoever is in stays in, even when the keyring does not want to."""
    try:
        if wish.keep:
            store_password(_service(wish.server_name), wish.login, wish.password)
        else:
            forget_password(_service(wish.server_name), wish.login)
    except (NoKeyring, KeyringRefused):
        return


def _service(server_name: str) -> str:
    return f"crm-desktop sign-in {server_name}"
