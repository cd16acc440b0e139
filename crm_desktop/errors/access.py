"""Who may not come in, or may not do something."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class SignInRefused(CrmError):
    """The server did not take the login or its password."""

    def __init__(self, login: str) -> None:
        """Remember the login; never the password."""
        super().__init__(f"the server refused the login {login!r} or its password")
        self.login = login


class RightMissing(CrmError):
    """PostgreSQL did not let this login do it."""

    def __init__(self, reason: str) -> None:
        """Keep ``reason``: the server's own words."""
        super().__init__(f"the login lacks a right: {reason}")
        self.reason = reason


class NoKeyring(CrmError):
    """This computer has no keyring, so a password cannot be kept safely."""


class KeyringRefused(CrmError):
    """The keyring is there but did not open, or did not take the entry."""

    def __init__(self, reason: str) -> None:
        """Keep ``reason``: the keyring's own words, never what was to be stored."""
        super().__init__(f"the keyring refused: {reason}")
        self.reason = reason


class StaffUnknown(CrmError):
    """The login may use the database, but no active member of staff has it."""

    def __init__(self, login: str) -> None:
        """Remember the login, so that an administrator can be told."""
        super().__init__(f"no active member of staff has the login {login}")
        self.login = login
