"""The words an operator reads for each expected error: what happened, what is safe, what to do.

A sentence may name the facts of its error as ``{attribute}``.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.errors import access, callers, database, desk, files, text
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.errors.orders import BadOrder
from crm_desktop.errors.printed_papers import BadPrintedPaper
from crm_desktop.ui.backup_error_text import BACKUP_SENTENCES
from crm_desktop.ui.dial_error_text import dial_error_text
from crm_desktop.ui.draft_error_text import DRAFT_SENTENCES
from crm_desktop.ui.embedded_error_text import EMBEDDED_SENTENCES
from crm_desktop.ui.exchange_error_text import EXCHANGE_SENTENCES
from crm_desktop.ui.help.words import HELP_SENTENCES
from crm_desktop.ui.input_error_text import InputError, facts_of, input_error_text
from crm_desktop.ui.map_error_text import MAP_SENTENCES, MapError, map_error_text
from crm_desktop.ui.moving_error_text import MOVING_SENTENCES
from crm_desktop.ui.order_error_text import order_error_text
from crm_desktop.ui.paper_error_text import PAPER_SENTENCES
from crm_desktop.ui.printed_error_text import PRINTED_SENTENCES, printed_error_text
from crm_desktop.ui.reading_error_text import READING_SENTENCES
from crm_desktop.ui.scan_error_text import SCAN_SENTENCES
from crm_desktop.ui.task_error_text import TASK_SENTENCES

_BUG = QT_TRANSLATE_NOOP(
    "errors", "Something went wrong in the program. What you typed is kept; you can go on."
)


def error_text(error: Exception) -> str:
    """Return one translated sentence or two; never the text of an exception."""
    if isinstance(error, InputError):
        return input_error_text(error)
    if isinstance(error, NotDialled):
        return dial_error_text(error)
    if isinstance(error, BadOrder):
        return order_error_text(error)
    if isinstance(error, BadPrintedPaper):
        return printed_error_text(error)
    if isinstance(error, MapError):
        return map_error_text(error)
    source = next((_SENTENCES[kind] for kind in type(error).__mro__ if kind in _SENTENCES), _BUG)
    return QCoreApplication.translate("errors", str(source)).format_map(facts_of(error))


def has_sentence(kind: type[CrmError]) -> bool:
    """Tell whether errors of ``kind`` have words of their own."""
    spoken = InputError | NotDialled | BadOrder | BadPrintedPaper | MapError
    return kind in _SENTENCES or issubclass(kind, spoken)


_SENTENCES: dict[type, object] = {
    **BACKUP_SENTENCES,
    **DRAFT_SENTENCES,
    **EMBEDDED_SENTENCES,
    **EXCHANGE_SENTENCES,
    **MAP_SENTENCES,
    **HELP_SENTENCES,
    **MOVING_SENTENCES,
    **TASK_SENTENCES,
    **PAPER_SENTENCES,
    **PRINTED_SENTENCES,
    **READING_SENTENCES,
    **SCAN_SENTENCES,
    database.DatabaseUnreachable: QT_TRANSLATE_NOOP(
        "errors",
        "The database cannot be reached. What you typed stays on the screen."
        " The program connects again by itself; if it does not, check the network.",
    ),
    database.ClockWrong: QT_TRANSLATE_NOOP(
        "errors",
        "The clock of this PC says {here}, that of the office's server {there}. Notes and orders"
        " are dated by it: set it right (on Windows: Settings, Time & language, Sync now), or tell"
        " whoever looks after this PC.",
    ),
    database.BadServerAddress: QT_TRANSLATE_NOOP(
        "errors", "The address of the database cannot be understood. Check the settings."
    ),
    access.SignInRefused: QT_TRANSLATE_NOOP(
        "errors", "The database did not take the login “{login}” or its password. Check both."
    ),
    access.PasswordDue: QT_TRANSLATE_NOOP(
        "errors", "Your password must be changed first. Choose a new one, and everything opens."
    ),
    access.LoginLocked: QT_TRANSLATE_NOOP(
        "errors",
        "The login “{login}” is locked. Ask whoever looks after the logins to open it again.",
    ),
    access.TooManyLogins: QT_TRANSLATE_NOOP(
        "errors",
        "The login “{login}” is in use too often at the same time. Sign out elsewhere, then"
        " try again.",
    ),
    access.NotAllowedFromHere: QT_TRANSLATE_NOOP(
        "errors",
        "The server does not let “{login}” in from this PC. Ask whoever looks after the"
        " server to allow it (pg_hba.conf).",
    ),
    access.ClientCertificateDemanded: QT_TRANSLATE_NOOP(
        "errors",
        "The server lets “{login}” in only with a certificate on this PC. Ask whoever looks"
        " after the server for one.",
    ),
    access.UnsafeSignIn: QT_TRANSLATE_NOOP(
        "errors",
        "“{host}” does not ask for the password in the safe way (SCRAM). The password was not"
        " sent. Tell whoever looks after the server.",
    ),
    access.TlsDowngradeRefused: QT_TRANSLATE_NOOP(
        "errors",
        "“{asked}” would let others on the network read along, or pose as “{host}”. Nothing"
        " was sent. Take it out of the address or the environment, and name the office's CA"
        " file in the settings (ca_file).",
    ),
    access.TlsNotOffered: QT_TRANSLATE_NOOP(
        "errors",
        "“{host}” does not encrypt connections. Nothing was sent. Ask whoever looks after the"
        " server to turn TLS on.",
    ),
    access.CertificateNotTrusted: QT_TRANSLATE_NOOP(
        "errors",
        "This PC does not know who certified “{host}”; somebody may pose as it. Nothing was"
        " sent. Name the office's CA file in the settings (ca_file).",
    ),
    access.CertificateForOtherHost: QT_TRANSLATE_NOOP(
        "errors",
        "The server that answers for “{host}” is certified as “{certified}”; somebody may"
        " pose as it. Nothing was sent. Check the address in the settings.",
    ),
    access.CertificateExpired: QT_TRANSLATE_NOOP(
        "errors",
        "The certificate of “{host}” is not valid today. Nothing was sent. Check this PC's"
        " date; if it is right, the certificate must be renewed.",
    ),
    access.CaFileUnreadable: QT_TRANSLATE_NOOP(
        "errors", "The CA file {path} cannot be read. Check the setting ca_file."
    ),
    database.ServerStarting: QT_TRANSLATE_NOOP(
        "errors",
        "The database is just starting or being looked after. The program connects by itself"
        " as soon as it is ready.",
    ),
    database.NoPrimary: QT_TRANSLATE_NOOP(
        "errors",
        "A server answers, but none takes changes just now: another one is taking over. What you"
        " typed is kept. The program connects by itself as soon as one does.",
    ),
    database.ServerFull: QT_TRANSLATE_NOOP(
        "errors",
        "The database takes no more connections at the moment. Try again in a minute; if it"
        " stays so, tell whoever looks after the server.",
    ),
    database.ServerDiskFull: QT_TRANSLATE_NOOP(
        "errors",
        "The disk of the database is full, so nothing can be stored. What you typed stays on the"
        " screen, and scanned files stay where they are. Tell whoever looks after the server.",
    ),
    database.DatabaseMissing: QT_TRANSLATE_NOOP(
        "errors", "The server has no database “{name}”. Check the settings, or have it made."
    ),
    access.CardRestricted: QT_TRANSLATE_NOOP(
        "errors",
        "This card is restricted: a supervisor can open it, or it opens when the customer calls.",
    ),
    access.TooManyOpened: QT_TRANSLATE_NOOP(
        "errors",
        "You have opened {hourly_limit} cards within an hour, as many as the office allows."
        " Cards of callers still open; ask a supervisor about this one.",
    ),
    access.RightMissing: QT_TRANSLATE_NOOP(
        "errors", "You may not do this with your login. Ask a supervisor."
    ),
    database.TookTooLong: QT_TRANSLATE_NOOP(
        "errors", "The database took too long to answer. Nothing is lost; try again."
    ),
    database.RecordChanged: QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else has saved this meanwhile. What you typed is kept;"
        " look at the newer state, then save again.",
    ),
    database.RecordGone: QT_TRANSLATE_NOOP(
        "errors", "This is no longer there: somebody has deleted or merged it. Search again."
    ),
    text.BadAmount: QT_TRANSLATE_NOOP("errors", "“{text}” is not an amount in whole yen."),
    files.ImportFileUnreadable: QT_TRANSLATE_NOOP(
        "errors", "The file {path.name} cannot be read as a table. Nothing was imported."
    ),
    files.ImportColumnsMissing: QT_TRANSLATE_NOOP(
        "errors",
        "The file {path.name} lacks columns that are needed. Nothing was imported;"
        " check the headings.",
    ),
    files.ImportColumnsRepeated: QT_TRANSLATE_NOOP(
        "errors",
        "The file {path.name} has two columns for the same thing. Nothing was imported;"
        " remove one of them.",
    ),
    files.FileNotWritable: QT_TRANSLATE_NOOP(
        "errors", "The file {path.name} cannot be written. Check the folder and its rights."
    ),
    files.SpoolFull: QT_TRANSLATE_NOOP(
        "errors",
        "The database is away and the gateway's disk takes no more calls. Make room there, or"
        " bring the database back.",
    ),
    files.SpoolTaken: QT_TRANSLATE_NOOP(
        "errors", "Another gateway uses the folder {folder}. Give this one a folder of its own."
    ),
    files.BadImportProfile: QT_TRANSLATE_NOOP(
        "errors", "The import profile “{profile}” has a fault. Ask whoever looks after it."
    ),
    files.PostalDirectoryUnreadable: QT_TRANSLATE_NOOP(
        "errors", "The list of postal codes cannot be read. Addresses are not filled in."
    ),
    database.EmbeddedServerFailed: QT_TRANSLATE_NOOP(
        "errors", "The database on this PC did not start. Nothing is lost; start the program anew."
    ),
    access.SearchedTooOften: QT_TRANSLATE_NOOP(
        "errors",
        "You have searched {hourly_limit} times within an hour, which is as often as the office"
        " allows. Wait a little, or ask a supervisor.",
    ),
    access.NoKeyring: QT_TRANSLATE_NOOP(
        "errors", "This PC has no keyring: the password cannot be kept and is asked for each time."
    ),
    access.KeyringRefused: QT_TRANSLATE_NOOP(
        "errors", "The keyring of this PC did not open. Unlock it and try again."
    ),
    database.UpgradeBusy: QT_TRANSLATE_NOOP(
        "errors", "The database is being brought up to date. Try again in a few minutes."
    ),
    files.SettingsError: QT_TRANSLATE_NOOP(
        "errors", "The settings have a fault in {place}, line {line}. Correct it and start anew."
    ),
    database.OfficeNotEmpty: QT_TRANSLATE_NOOP(
        "errors", "This database is in use already, so no demo office is made in it."
    ),
    database.ServerTooOld: QT_TRANSLATE_NOOP(
        "errors", "The server is PostgreSQL {version}; {needed} or newer is needed."
    ),
    database.WrongLocale: QT_TRANSLATE_NOOP(
        "errors", "The database cannot search Japanese text. It must be made anew with UTF-8."
    ),
    database.ExtensionMissing: QT_TRANSLATE_NOOP(
        "errors", "The server lacks the extension “{name}”. Ask whoever looks after it."
    ),
    database.SchemaMissing: QT_TRANSLATE_NOOP(
        "errors", "The database has not been set up yet. Ask whoever looks after it."
    ),
    database.SchemaForeign: QT_TRANSLATE_NOOP(
        "errors", "The database belongs to another program. Check the settings."
    ),
    database.SchemaTooOld: QT_TRANSLATE_NOOP(
        "errors", "The database is older than this program. It must be brought up to date first."
    ),
    database.SchemaTooNew: QT_TRANSLATE_NOOP(
        "errors", "The database is newer than this program. Install the new version."
    ),
    desk.BadCallNotice: QT_TRANSLATE_NOOP(
        "errors",
        "A call that was reported on this PC could not be understood."
        " Check the settings of the telephone program.",
    ),
    desk.CallFileUnreadable: QT_TRANSLATE_NOOP(
        "errors",
        "The file in which the telephone program writes who calls cannot be read: {path}."
        " Its calls are not shown until it can be.",
    ),
    desk.CallerIdBoxAway: QT_TRANSLATE_NOOP(
        "errors",
        "The caller-ID box at {port} does not answer. Check its cable, and whether another"
        " program uses it. Its calls are not shown until it does.",
    ),
    desk.SerialPortsUnknown: QT_TRANSLATE_NOOP(
        "errors",
        "A caller-ID box is set, but this PC lacks the package pyserial."
        " Ask whoever looks after the program to install it.",
    ),
    desk.DeskNotRunning: QT_TRANSLATE_NOOP(
        "errors", "CRM Desktop is not open on this PC. Open it, then try again."
    ),
    desk.DeskDidNotAnswer: QT_TRANSLATE_NOOP(
        "errors", "CRM Desktop is open on this PC but does not answer. Close it and open it again."
    ),
    callers.CannotBeUnwanted: QT_TRANSLATE_NOOP(
        "errors",
        "{pattern} cannot be listed as unwanted: it is an emergency or service number, one of the"
        " office's own, or too few digits. Nothing was changed.",
    ),
    callers.AlreadyUnwanted: QT_TRANSLATE_NOOP(
        "errors", "{pattern} is on the list of unwanted callers already."
    ),
    access.StaffUnknown: QT_TRANSLATE_NOOP(
        "errors", "The login “{login}” belongs to nobody who works here. Ask a supervisor."
    ),
    access.RecordHidden: QT_TRANSLATE_NOOP(
        "errors",
        "This login does not see the whole record of what was done."
        " Ask whoever looks after the database.",
    ),
    access.ExportNotAllowed: QT_TRANSLATE_NOOP(
        "errors",
        "Exporting customers needs the supervisor role and the export right."
        " The attempt was recorded; ask an administrator.",
    ),
    access.ExportReasonMissing: QT_TRANSLATE_NOOP(
        "errors", "Give a reason for the export, in five characters or more. It is recorded."
    ),
    files.FileInTheWay: QT_TRANSLATE_NOOP(
        "errors", "There is a file {path.name} already. Choose another name."
    ),
    files.RecordingUnreadable: QT_TRANSLATE_NOOP(
        "errors",
        "The recording {path.name} cannot be read, or it is larger than 200 MB. Choose another"
        " one.",
    ),
    files.BadAuditHeads: QT_TRANSLATE_NOOP(
        "errors", "The file {path.name} does not come from an earlier check. Choose another one."
    ),
    access.LoginTaken: QT_TRANSLATE_NOOP(
        "errors", "The login “{login}” is taken already. Choose another one."
    ),
    access.BadLogin: QT_TRANSLATE_NOOP(
        "errors",
        "“{login}” cannot be a login. Type small letters a–z, digits and _, a letter first;"
        " names of the system are not free.",
    ),
    access.ExtensionInUse: QT_TRANSLATE_NOOP(
        "errors", "Extension {extension} belongs to {holder}. Choose another one."
    ),
    access.BadExtension: QT_TRANSLATE_NOOP(
        "errors", "“{extension}” is not an extension. Type up to ten digits, or nothing."
    ),
    access.NameMissing: QT_TRANSLATE_NOOP("errors", "Type the name."),
    access.RoleMissing: QT_TRANSLATE_NOOP("errors", "Tick at least one role."),
    access.OwnRights: QT_TRANSLATE_NOOP(
        "errors",
        "Nobody changes their own roles or locks themselves out. Ask another administrator.",
    ),
    access.LastAdmin: QT_TRANSLATE_NOOP(
        "errors",
        "Nobody would be left to manage staff. Make somebody else an administrator first.",
    ),
    access.PasswordTooWeak: QT_TRANSLATE_NOOP(
        "errors",
        "This password is guessed too easily. Take ten characters or more,"
        " not your login and not one character over and over.",
    ),
    access.PasswordWrong: QT_TRANSLATE_NOOP(
        "errors", "This is not your present password. Type it once more."
    ),
}
