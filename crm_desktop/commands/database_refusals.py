"""What ``crm-desktop db`` says, and its exit code, for each way a database can be unfit."""

from __future__ import annotations

from crm_desktop.errors import access, database, files
from crm_desktop.errors.base import CrmError

OTHER = 1

_EXIT_CODES: dict[type[CrmError], int] = {
    files.SettingsError: 2,
    database.BadServerAddress: 2,
    database.DatabaseUnreachable: 3,
    database.ServerStarting: 3,
    database.NoPrimary: 3,
    database.ServerFull: 3,
    database.ServerDiskFull: 3,
    access.SignInRefused: 4,
    access.LoginLocked: 4,
    access.TooManyLogins: 4,
    access.NotAllowedFromHere: 4,
    access.ClientCertificateDemanded: 4,
    access.PasswordDue: 4,
    database.ServerTooOld: 5,
    database.SchemaTooNew: 6,
    access.RightMissing: 7,
    database.ExtensionMissing: 8,
    database.WrongLocale: 9,
    database.DatabaseMissing: 10,
    database.SchemaMissing: 11,
    database.SchemaTooOld: 12,
    database.SchemaForeign: 13,
    database.EmbeddedServerFailed: 14,
    database.UpgradeBusy: 15,
    database.TookTooLong: 15,
    access.UnsafeSignIn: 17,
    access.TlsDowngradeRefused: 17,
    access.TlsNotOffered: 17,
    access.CertificateNotTrusted: 17,
    access.CertificateForOtherHost: 17,
    access.CertificateExpired: 17,
    access.CaFileUnreadable: 17,
}

EXIT_CODE_HELP = """\
exit codes: 0 ready; 2 wrong use or settings; 3 unreachable; 4 sign-in refused;
5 server too old; 6 database newer than this program; 7 right missing; 8 pg_trgm missing;
9 wrong encoding or locale; 10 no such database; 11 not set up; 12 must be upgraded;
13 tables of another program; 14 embedded server failed; 15 busy, try again;
17 the connection would not be safe; 1 anything else"""


def exit_code_of(error: CrmError) -> int:
    """Return the exit code that tells this failure from the others."""
    kinds = type(error).__mro__
    return next((_EXIT_CODES[kind] for kind in kinds if kind in _EXIT_CODES), OTHER)


def sentences_of(error: CrmError) -> str:
    """Return what happened and what to do, in English, without any password."""
    match error:
        case _ if type(error) in _CONNECTING:
            return _CONNECTING[type(error)].format_map(vars(error))
        case database.DatabaseUnreachable(reason=reason):
            return (
                f"The server cannot be reached: {reason or 'the connection was lost'}. "
                "Check that it runs, and its host, port and firewall."
            )
        case database.DatabaseMissing(name=name):
            return f"There is no database {name!r} on this server. Run: crm-desktop db init"
        case access.RightMissing(reason=reason):
            return (
                f"The login lacks a right: {reason}. "
                "Sign in as the owner of the database, who may also create roles."
            )
        case database.BadServerAddress():
            return f"The address of the server cannot be read: {error}"
        case _:
            return _unfit(error)


def _unfit(error: CrmError) -> str:
    match error:
        case database.ServerTooOld(version=version, needed=needed):
            return f"The server is PostgreSQL {version}. CRM Desktop needs {needed} or newer."
        case database.WrongLocale(encoding=encoding, character_type=character_type):
            return (
                f"The database has encoding {encoding} and LC_CTYPE {character_type}, under which "
                "Japanese names cannot be searched. Make one with ENCODING 'UTF8' and a UTF-8 "
                "LC_CTYPE such as 'C.UTF-8'; `crm-desktop db init` does so with a new name."
            )
        case database.ExtensionMissing(name=name):
            return (
                f"The server has no extension {name!r}. Install PostgreSQL's contrib package on it."
            )
        case database.SchemaMissing():
            return "The database has no tables yet, or not all of them. Run: crm-desktop db init"
        case database.SchemaForeign():
            return (
                "The database holds tables of another program under names of ours. "
                "Choose another database."
            )
        case _:
            return _wrong_moment(error)


def _wrong_moment(error: CrmError) -> str:
    match error:
        case database.SchemaTooOld(revision=revision, needed=needed):
            return (
                f"The database is at revision {revision}, this program needs {needed}. "
                "Run: crm-desktop db upgrade"
            )
        case database.SchemaTooNew(revision=revision):
            return (
                f"A newer CRM Desktop has changed the database (revision {revision}) so that this "
                "one cannot work with it. Update CRM Desktop on this computer."
            )
        case database.EmbeddedServerFailed(reason=reason, log_file=log_file):
            place = f" Its log is {log_file}." if log_file else ""
            return f"The embedded PostgreSQL did not start: {reason}.{place}"
        case database.UpgradeBusy():
            return "Another program is upgrading the database. Wait for it, then try again."
        case database.TookTooLong():
            return "The database was too busy; nothing was changed. Try again in a quieter moment."
        case _:
            return f"{error}."


_NAME_AUTHORITY = (
    "Name the file of your own authority as ca_file in the settings, or as sslrootcert in the "
    "address."
)
_CONNECTING: dict[type[CrmError], str] = {
    database.ServerStarting: "The server is not ready: {reason}. Wait for it, then try again.",
    database.NoPrimary: (
        "A server answers, but takes no writes: {reason}. Promote the standby, or wait for it."
    ),
    database.ServerFull: "The server takes no more connections: {reason}. Try again later.",
    database.ServerDiskFull: "The disk of the server is full: {reason}. Make room, then try again.",
    access.SignInRefused: (
        "The server refused the login {login!r} or its password; an expired password looks the "
        "same to it. Give the password in PGPASSWORD or in ~/.pgpass."
    ),
    access.LoginLocked: "The login {login!r} is locked. An administrator can open it again.",
    access.TooManyLogins: (
        "The login {login!r} is connected as often as it may be. End one of its programs first."
    ),
    access.NotAllowedFromHere: (
        "The server does not let the login {login!r} in from this computer. "
        "Allow it in the server's pg_hba.conf."
    ),
    access.ClientCertificateDemanded: (
        "The server demands a client certificate of the login {login!r}. "
        "Name it in the address: sslcert and sslkey."
    ),
    access.PasswordDue: "The password of this login must be changed first. Sign in at a desk.",
    access.UnsafeSignIn: (
        "The server {host} does not ask for the password by SCRAM, so it was not sent. Set the "
        "password anew there with password_encryption = 'scram-sha-256', and write scram-sha-256 "
        "in pg_hba.conf."
    ),
    access.TlsDowngradeRefused: (
        "{asked} would let others read the connection to {host}, or pose as it. "
        f"Leave it out: sslmode=verify-full is the default. {_NAME_AUTHORITY}"
    ),
    access.TlsNotOffered: (
        "The server {host} does not encrypt connections. Set ssl = on there, with a certificate "
        "for that name."
    ),
    access.CertificateNotTrusted: (
        f"No authority that is trusted here has certified {{host}}. {_NAME_AUTHORITY}"
    ),
    access.CertificateForOtherHost: (
        "The server that answers for {host} is certified as {certified}. "
        "Use the name in its certificate, or have one made for this name."
    ),
    access.CertificateExpired: (
        "The certificate of {host} is not valid today. Check the date of this computer; "
        "if it is right, renew the certificate."
    ),
    access.CaFileUnreadable: (
        "The certificates of authorities in {path} cannot be read. "
        "Correct ca_file in the settings, or sslrootcert in the address."
    ),
}
