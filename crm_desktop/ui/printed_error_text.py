"""The words for mailings, enclosures and rules that cannot be kept so: why, and what to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.domain.printed_paper import PrintedProblem
from crm_desktop.errors import printed_papers
from crm_desktop.errors.printed_papers import BadPrintedPaper

PRINTED_SENTENCES: Final[dict[type, object]] = {
    printed_papers.PrintedCodeTaken: QT_TRANSLATE_NOOP(
        "errors", "Another one has the code “{code}” already. Choose a different code."
    ),
    printed_papers.MailingUnknown: QT_TRANSLATE_NOOP(
        "errors", "No mailing has the code “{code}”. Check it in the list of mailings."
    ),
    printed_papers.ProductUnknown: QT_TRANSLATE_NOOP(
        "errors", "No product has the code “{code}”. Write it as the shop does."
    ),
    printed_papers.RuleDaysReversed: QT_TRANSLATE_NOOP(
        "errors", "The rule ends before it begins. Check its days."
    ),
    printed_papers.PageFileOutside: QT_TRANSLATE_NOOP(
        "errors", "“{name}” lies outside the folder of the list, so it was not read."
    ),
    printed_papers.PageFileUnreadable: QT_TRANSLATE_NOOP(
        "errors", "“{name}” is not there, cannot be read or is too large. Check the file."
    ),
    printed_papers.PageFileRefused: QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” cannot be taken: it is damaged, has a password, or is no JPEG, PNG, TIFF, WebP,"
        " HEIC or PDF. Nothing was saved.",
    ),
    printed_papers.EnclosureMissing: QT_TRANSLATE_NOOP(
        "errors", "Choose the enclosure that the rule is about."
    ),
    printed_papers.BadOrderCount: QT_TRANSLATE_NOOP(
        "errors", "“{text}” is no number of an order. Write 1 for the first, 2 for the second …"
    ),
}


def printed_error_text(error: BadPrintedPaper) -> str:
    """Return one translated sentence."""
    source = _PROBLEMS[PrintedProblem(error.problem)]
    return QCoreApplication.translate("errors", str(source))


_PROBLEMS: Final[dict[PrintedProblem, object]] = {
    PrintedProblem.CODE_MISSING: QT_TRANSLATE_NOOP(
        "errors", "The code is missing: lists name the paper by it."
    ),
    PrintedProblem.TITLE_MISSING: QT_TRANSLATE_NOOP(
        "errors", "The title is missing. Write what customers call the paper."
    ),
    PrintedProblem.DAYS_REVERSED: QT_TRANSLATE_NOOP(
        "errors", "The period ends before it begins. Check the days."
    ),
    PrintedProblem.TOO_LONG: QT_TRANSLATE_NOOP(
        "errors",
        "A text is too long: 200 characters for code, title and offer, 10,000 for conditions.",
    ),
}
