"""The words for drafts that do not last, or cannot be read again."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import drafts

DRAFT_SENTENCES: dict[type, object] = {
    drafts.DraftsNotLasting: QT_TRANSLATE_NOOP(
        "errors",
        "What you type is kept only while the program is open: this PC has no safe place for the"
        " key of drafts. Save before you close the program.",
    ),
    drafts.DraftNotWritten: QT_TRANSLATE_NOOP(
        "errors",
        "The disk of this PC takes no drafts. What you type is kept while the program is open;"
        " save it, and make room on the disk.",
    ),
    drafts.DraftsUnreadable: QT_TRANSLATE_NOOP(
        "errors",
        "Drafts that cannot be read any more: {number}. They were put aside; all others are here."
        " The files are kept for a week in {folder}.",
    ),
}
