"""The words an operator reads for each expected error: what happened, what is safe, what to do.

A sentence may name the facts of its error as ``{attribute}``.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop import errors
from crm_desktop.ui.input_error_text import InputError, input_error_text

_BUG = QT_TRANSLATE_NOOP(
    "errors", "Something went wrong in the program. What you typed is kept; you can go on."
)


def error_text(error: Exception) -> str:
    """Return one translated sentence or two; never the text of an exception."""
    if isinstance(error, InputError):
        return input_error_text(error)
    source = next((_SENTENCES[kind] for kind in type(error).__mro__ if kind in _SENTENCES), _BUG)
    return QCoreApplication.translate("errors", str(source)).format_map(vars(error))


def has_sentence(kind: type[errors.CrmError]) -> bool:
    """Tell whether errors of ``kind`` have words of their own."""
    return kind in _SENTENCES or issubclass(kind, InputError)


_SENTENCES: dict[type, object] = {
    errors.DatabaseUnreachable: QT_TRANSLATE_NOOP(
        "errors",
        "The database cannot be reached. What you typed stays on the screen."
        " The program connects again by itself; if it does not, check the network.",
    ),
    errors.BadServerAddress: QT_TRANSLATE_NOOP(
        "errors", "The address of the database cannot be understood. Check the settings."
    ),
    errors.SignInRefused: QT_TRANSLATE_NOOP(
        "errors", "The database did not take the login “{login}” or its password. Check both."
    ),
    errors.DatabaseMissing: QT_TRANSLATE_NOOP(
        "errors", "The server has no database “{name}”. Check the settings, or have it made."
    ),
    errors.RightMissing: QT_TRANSLATE_NOOP(
        "errors", "You may not do this with your login. Ask a supervisor."
    ),
    errors.TookTooLong: QT_TRANSLATE_NOOP(
        "errors", "The database took too long to answer. Nothing is lost; try again."
    ),
    errors.RecordChanged: QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else has saved this meanwhile. What you typed is kept;"
        " look at the newer state, then save again.",
    ),
    errors.RecordGone: QT_TRANSLATE_NOOP(
        "errors", "This is no longer there: somebody has deleted or merged it. Search again."
    ),
    errors.BadAmount: QT_TRANSLATE_NOOP("errors", "“{text}” is not an amount in whole yen."),
    errors.ImportFileUnreadable: QT_TRANSLATE_NOOP(
        "errors", "The file {path.name} cannot be read as a table. Nothing was imported."
    ),
    errors.ImportColumnsMissing: QT_TRANSLATE_NOOP(
        "errors",
        "The file {path.name} lacks columns that are needed. Nothing was imported;"
        " check the headings.",
    ),
    errors.ImportColumnsRepeated: QT_TRANSLATE_NOOP(
        "errors",
        "The file {path.name} has two columns for the same thing. Nothing was imported;"
        " remove one of them.",
    ),
    errors.FileNotWritable: QT_TRANSLATE_NOOP(
        "errors", "The file {path.name} cannot be written. Check the folder and its rights."
    ),
    errors.BadImportProfile: QT_TRANSLATE_NOOP(
        "errors", "The import profile “{profile}” has a fault. Ask whoever looks after it."
    ),
    errors.PostalDirectoryUnreadable: QT_TRANSLATE_NOOP(
        "errors", "The list of postal codes cannot be read. Addresses are not filled in."
    ),
    errors.EmbeddedServerFailed: QT_TRANSLATE_NOOP(
        "errors", "The database on this PC did not start. Nothing is lost; start the program anew."
    ),
    errors.NoKeyring: QT_TRANSLATE_NOOP(
        "errors", "This PC has no keyring: the password cannot be kept and is asked for each time."
    ),
    errors.KeyringRefused: QT_TRANSLATE_NOOP(
        "errors", "The keyring of this PC did not open. Unlock it and try again."
    ),
    errors.UpgradeBusy: QT_TRANSLATE_NOOP(
        "errors", "The database is being brought up to date. Try again in a few minutes."
    ),
    errors.SettingsError: QT_TRANSLATE_NOOP(
        "errors", "The settings have a fault in {place}, line {line}. Correct it and start anew."
    ),
    errors.OfficeNotEmpty: QT_TRANSLATE_NOOP(
        "errors", "This database is in use already, so no demo office is made in it."
    ),
    errors.ServerTooOld: QT_TRANSLATE_NOOP(
        "errors", "The server is PostgreSQL {version}; {needed} or newer is needed."
    ),
    errors.WrongLocale: QT_TRANSLATE_NOOP(
        "errors", "The database cannot search Japanese text. It must be made anew with UTF-8."
    ),
    errors.ExtensionMissing: QT_TRANSLATE_NOOP(
        "errors", "The server lacks the extension “{name}”. Ask whoever looks after it."
    ),
    errors.SchemaMissing: QT_TRANSLATE_NOOP(
        "errors", "The database has not been set up yet. Ask whoever looks after it."
    ),
    errors.SchemaForeign: QT_TRANSLATE_NOOP(
        "errors", "The database belongs to another program. Check the settings."
    ),
    errors.SchemaTooOld: QT_TRANSLATE_NOOP(
        "errors", "The database is older than this program. It must be brought up to date first."
    ),
    errors.SchemaTooNew: QT_TRANSLATE_NOOP(
        "errors", "The database is newer than this program. Install the new version."
    ),
    errors.BadCallNotice: QT_TRANSLATE_NOOP(
        "errors",
        "A call that was reported on this PC could not be understood."
        " Check the settings of the telephone program.",
    ),
    errors.DeskNotRunning: QT_TRANSLATE_NOOP(
        "errors", "CRM Desktop is not open on this PC. Open it, then try again."
    ),
    errors.DeskDidNotAnswer: QT_TRANSLATE_NOOP(
        "errors", "CRM Desktop is open on this PC but does not answer. Close it and open it again."
    ),
    errors.StaffUnknown: QT_TRANSLATE_NOOP(
        "errors", "The login “{login}” belongs to nobody who works here. Ask a supervisor."
    ),
}
