"""What ``crm-desktop db`` says, and its exit code, for each way a database can be unfit."""

from __future__ import annotations

from crm_desktop.errors import access, database, files
from crm_desktop.errors.base import CrmError

OTHER = 1

_EXIT_CODES: dict[type[CrmError], int] = {
    files.SettingsError: 2,
    database.BadServerAddress: 2,
    database.DatabaseUnreachable: 3,
    access.SignInRefused: 4,
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
}

EXIT_CODE_HELP = """\
exit codes: 0 ready; 2 wrong use or settings; 3 unreachable; 4 login or password refused;
5 server too old; 6 database newer than this program; 7 right missing; 8 pg_trgm missing;
9 wrong encoding or locale; 10 no such database; 11 not set up; 12 must be upgraded;
13 tables of another program; 14 embedded server failed; 15 busy, try again; 1 anything else"""


def exit_code_of(error: CrmError) -> int:
    """Return the exit code that tells this failure from the others."""
    return _EXIT_CODES.get(type(error), OTHER)


def sentences_of(error: CrmError) -> str:
    """Return what happened and what to do, in English, without any password."""
    match error:
        case database.DatabaseUnreachable(reason=reason):
            return (
                f"The server cannot be reached: {reason or 'the connection was lost'}. "
                "Check that it runs, and its host, port and firewall."
            )
        case access.SignInRefused(login=login):
            return (
                f"The server refused the login {login!r} or its password. "
                "Give the password in PGPASSWORD or in ~/.pgpass, and check that pg_hba.conf "
                "lets this login in from here."
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
