"""The words for papers: files that were not taken in, originals that are not there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import papers

PAPER_SENTENCES: Final[dict[type, object]] = {
    papers.PaperRefused: QT_TRANSLATE_NOOP(
        "errors", "“{name}” cannot be taken in. It is kept in quarantine. Scan the paper again."
    ),
    papers.PaperEmpty: QT_TRANSLATE_NOOP(
        "errors", "“{name}” is empty. It is kept in quarantine. Scan the paper again."
    ),
    papers.NotAPaper: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is no JPEG, PNG, TIFF, WebP, HEIC or PDF, whatever it is called. It is kept in"
        " quarantine. Set the scanner to one of these.",
    ),
    papers.PaperIsMarkup: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is a web page or a drawing made of text (HTML, SVG), not a scan. It is kept in"
        " quarantine and was not opened. Ask where it came from.",
    ),
    papers.PaperTruncated: QT_TRANSLATE_NOOP(
        "errors",
        "The end of “{name}” is missing. It is kept in quarantine. Scan the paper again.",
    ),
    papers.PaperDamaged: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is damaged and cannot be read. It is kept in quarantine. Scan the paper again.",
    ),
    papers.PaperLocked: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is a PDF with a password. It is kept in quarantine. Save it without one and"
        " hand it in again.",
    ),
    papers.PaperAnimated: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is a moving picture, not a scan. It is kept in quarantine. Hand in a still one.",
    ),
    papers.PaperTooLarge: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” has {megabytes} MB; {limit_megabytes} MB at most are taken. Scan it at 300 dpi,"
        " or in parts.",
    ),
    papers.PaperTooManyPages: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” has more than {limit} pages, which are not taken at once. It is kept in"
        " quarantine. Hand it in as several files.",
    ),
    papers.PaperTooManyPixels: QT_TRANSLATE_NOOP(
        "errors",
        "A page of “{name}” has too many pixels. It is kept in quarantine. Scan it at 300 dpi.",
    ),
    papers.PaperOddShape: QT_TRANSLATE_NOOP(
        "errors",
        "A page of “{name}” is {width_px} × {height_px} pixels, which is no paper. It is kept in"
        " quarantine. Check the scanner's paper size.",
    ),
    papers.PaperNotKept: QT_TRANSLATE_NOOP(
        "errors",
        "A paper was read back differently from how it was stored, so it is not stored. Keep the"
        " file and tell whoever looks after the database.",
    ),
    papers.OriginalMissing: QT_TRANSLATE_NOOP(
        "errors",
        "The original of this paper is not where it was kept. Its smaller picture is still here."
        " Tell whoever looks after the database.",
    ),
    papers.PaperStoreAway: QT_TRANSLATE_NOOP(
        "errors",
        "The place where originals are kept does not answer: {place}. Nothing is lost, and the"
        " smaller pictures are still here. Try again later.",
    ),
    papers.PaperStoreFull: QT_TRANSLATE_NOOP(
        "errors",
        "There is no room left where originals are kept: {place}. Nothing is lost. Make room, then"
        " start again.",
    ),
    papers.MoveBusy: QT_TRANSLATE_NOOP(
        "errors", "Originals are being moved already. Wait until that is done."
    ),
    papers.BadPaperStore: QT_TRANSLATE_NOOP(
        "errors",
        "The address of the place for originals cannot be used: {problem}. Check the settings.",
    ),
    papers.LetterAnswered: QT_TRANSLATE_NOOP(
        "errors",
        "That letter was answered already, so it stays a letter of its own. Nothing was changed.",
    ),
    papers.LettersOfTwo: QT_TRANSLATE_NOOP(
        "errors",
        "Those letters belong to different customers, so they stay apart. Nothing was changed.",
    ),
    papers.NothingToPart: QT_TRANSLATE_NOOP(
        "errors", "There is no page to part there. Nothing was changed."
    ),
    papers.TooManyLettersAsked: QT_TRANSLATE_NOOP(
        "errors",
        "More than {hourly_limit} letters were looked up within an hour. Search for the customer"
        " by name, or wait a little.",
    ),
}
