"""The words for an embedded database that cannot be opened or renewed."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import embedded

EMBEDDED_SENTENCES: dict[type, object] = {
    embedded.EmbeddedFolderTaken: QT_TRANSLATE_NOOP(
        "errors",
        "The computer {computer} has had this database open since {since}, so it is not opened"
        " here: two at once would destroy it. Close CRM Desktop there. If that computer is off for"
        " good, “crm-desktop db take-over” frees the database.",
    ),
    embedded.EmbeddedServerByHand: QT_TRANSLATE_NOOP(
        "errors",
        "Somebody started another PostgreSQL on this database at {since} on {computer}. Stop it,"
        " then start the program anew. Nothing was changed.",
    ),
    embedded.EmbeddedFolderForbidden: QT_TRANSLATE_NOOP(
        "errors",
        "The database in {folder} belongs to another account of this PC. Sign in to the PC with"
        " that account, or choose another folder in the settings.",
    ),
    embedded.StillAlive: QT_TRANSLATE_NOOP(
        "errors",
        "The computer {computer} is at work on this database, since {since}. Close CRM Desktop"
        " there, then try again in a minute.",
    ),
    embedded.OldProgramsMissing: QT_TRANSLATE_NOOP(
        "errors",
        "The data on this PC were made by PostgreSQL {version}, whose programs are needed once to"
        " bring them over and are not found. Install PostgreSQL {version}, or name their folder:"
        " crm-desktop db upgrade --old-programs FOLDER. Nothing was changed.",
    ),
    embedded.NoRoomToRenew: QT_TRANSLATE_NOOP(
        "errors",
        "The new database needs {needed_mb} MB in {folder}, and {free_mb} MB are free. Make room,"
        " then start the program anew. Nothing was changed.",
    ),
    embedded.RenewalDiffers: QT_TRANSLATE_NOOP(
        "errors",
        "Not all of {table} came over to the new database, so the old one stays as it is, whole."
        " Start the program anew; if it happens again, ask whoever looks after the program.",
    ),
    embedded.OldProgramOpen: QT_TRANSLATE_NOOP(
        "errors",
        "An older CRM Desktop is open on this PC. Close it, so that the data can be brought over to"
        " the new database. Nothing was changed.",
    ),
    embedded.OldDataUsedSince: QT_TRANSLATE_NOOP(
        "errors",
        "There are two databases on this PC, and both were worked on: {old} and, brought over from"
        " it earlier, {new}. Nothing was changed. Ask whoever looks after the program to decide"
        " which one holds; the other one's folder is to be moved away.",
    ),
}
