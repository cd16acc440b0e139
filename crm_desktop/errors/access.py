"""Who may not come in, or may not do something."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class SignInRefused(CrmError):
    """The server did not take the login or its password."""

    def __init__(self, login: str) -> None:
        """Remember the login; never the password."""
        super().__init__(f"the server refused the login {login!r} or its password")
        self.login = login


class PasswordDue(CrmError):
    """The person's own password must be changed before anything opens."""


class LoginLocked(CrmError):
    """The password was right, but the login is locked."""

    def __init__(self, login: str) -> None:
        """Remember the login, so that an administrator can be told."""
        super().__init__(f"the login {login!r} is locked")
        self.login = login


class TooManyLogins(CrmError):
    """The login is connected as often as it may be at one time."""

    def __init__(self, login: str) -> None:
        """Remember the login."""
        super().__init__(f"the login {login!r} is connected too often at one time")
        self.login = login


class NotAllowedFromHere(CrmError):
    """The server's ``pg_hba.conf`` lets this login in from elsewhere, or not at all."""

    def __init__(self, login: str) -> None:
        """Remember the login."""
        super().__init__(f"the server does not let the login {login!r} in from this computer")
        self.login = login


class ClientCertificateDemanded(CrmError):
    """The server takes this login only with a certificate of its own."""

    def __init__(self, login: str) -> None:
        """Remember the login."""
        super().__init__(f"the server demands a client certificate of the login {login!r}")
        self.login = login


class UnsafeSignIn(CrmError):
    """The server wanted the password in a way that gives it away, or none at all."""

    def __init__(self, host: str) -> None:
        """Remember the server."""
        super().__init__(f"the server {host} does not ask for the password by SCRAM")
        self.host = host


class TlsDowngradeRefused(CrmError):
    """A connection to another computer was asked for that could be read or redirected."""

    def __init__(self, host: str, asked: str) -> None:
        """Remember the host, and what was asked for, such as ``sslmode=require``."""
        super().__init__(f"{asked} is not safe for {host}; sslmode=verify-full is needed")
        self.host = host
        self.asked = asked


class TlsNotOffered(CrmError):
    """The server has no TLS, or none that is safe today."""

    def __init__(self, host: str) -> None:
        """Remember the server."""
        super().__init__(f"the server {host} offers no TLS that is safe")
        self.host = host


class CertificateNotTrusted(CrmError):
    """No authority that this computer trusts has certified the server."""

    def __init__(self, host: str) -> None:
        """Remember the server."""
        super().__init__(f"the certificate of {host} is not trusted here")
        self.host = host


class CertificateForOtherHost(CrmError):
    """The server's certificate is good, but for another name than the one asked for."""

    def __init__(self, host: str, certified: str) -> None:
        """Remember both names; ``certified`` is the first one in the certificate."""
        super().__init__(f"the certificate of {host} is for {certified}")
        self.host = host
        self.certified = certified


class CertificateExpired(CrmError):
    """The server's certificate is not valid today, as this computer's clock has it."""

    def __init__(self, host: str) -> None:
        """Remember the server."""
        super().__init__(f"the certificate of {host} is not valid today")
        self.host = host


class CaFileUnreadable(CrmError):
    """The file of the authorities that certify servers is missing or damaged."""

    def __init__(self, path: str) -> None:
        """Remember its path."""
        super().__init__(f"the certificates of authorities in {path} cannot be read")
        self.path = path


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


class LoginTaken(CrmError):
    """Somebody, or something else on the server, has this login already."""

    def __init__(self, login: str) -> None:
        """Remember the login."""
        super().__init__(f"the login {login!r} is taken")
        self.login = login


class BadLogin(CrmError):
    """The text cannot be a login: wrong signs, or a name the system keeps for itself."""

    def __init__(self, login: str) -> None:
        """Remember the text as typed."""
        super().__init__(f"{login!r} cannot be a login")
        self.login = login


class ExtensionInUse(CrmError):
    """The telephone belongs to somebody else, who may be sitting at it."""

    def __init__(self, extension: str, holder: str) -> None:
        """Remember the extension, and the name of who has it."""
        super().__init__(f"extension {extension} belongs to somebody else")
        self.extension = extension
        self.holder = holder


class BadExtension(CrmError):
    """The text is not the number of a telephone in the office: up to ten digits."""

    def __init__(self, extension: str) -> None:
        """Remember the text as typed."""
        super().__init__(f"{extension!r} is not an extension")
        self.extension = extension


class NameMissing(CrmError):
    """A member of staff has to have a name."""


class RoleMissing(CrmError):
    """A member of staff has to have a role, and only one that people may have."""


class OwnRights(CrmError):
    """Nobody changes their own roles, nor locks themselves out."""


class LastAdmin(CrmError):
    """Nobody would be left to manage staff."""


class PasswordTooWeak(CrmError):
    """The password is too easy to guess."""

    def __init__(self, problem: str) -> None:
        """``problem`` is a `PasswordProblem`; the password itself is not kept."""
        super().__init__(f"the password is too weak: {problem}")
        self.problem = problem


class PasswordWrong(CrmError):
    """What was given as one's own present password is another."""


class SearchedTooOften(CrmError):
    """The login has searched as often in the last hour as the office allows."""

    def __init__(self, hourly_limit: int) -> None:
        """Remember how many searches are allowed."""
        super().__init__(f"more than {hourly_limit} searches in an hour")
        self.hourly_limit = hourly_limit


class CardRestricted(CrmError):
    """The card opens only for a supervisor, or for a call from the customer's own number."""

    def __init__(self, customer_id: int) -> None:
        """Remember whose card."""
        super().__init__(f"the card of customer {customer_id} is restricted")
        self.customer_id = customer_id


class TooManyOpened(CrmError):
    """As many cards as the office allows were opened within an hour."""

    def __init__(self, hourly_limit: int) -> None:
        """Remember how many may be opened."""
        super().__init__(f"more than {hourly_limit} cards in an hour")
        self.hourly_limit = hourly_limit


class RecordHidden(CrmError):
    """The record of what was done is not all to be seen by this login, or is no plain table."""


class ExportNotAllowed(CrmError):
    """Only a supervisor who has the export right as well may take customers out in bulk."""


class ExportReasonMissing(CrmError):
    """An export needs a reason that says something."""
