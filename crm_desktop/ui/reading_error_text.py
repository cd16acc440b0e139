"""The words for pages that could not be read, or whose text could not be changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import reading

READING_SENTENCES: Final[dict[type, object]] = {
    reading.ReadingNotInstalled: QT_TRANSLATE_NOOP(
        "errors",
        "Reading of letters is not installed on the computer that should do it. The pages are"
        " kept and stay unread.",
    ),
    reading.ReadingTookTooLong: QT_TRANSLATE_NOOP(
        "errors",
        "A page could not be read within {limit_s:.0f} seconds. It is kept; type its text by hand.",
    ),
    reading.ReaderStopped: QT_TRANSLATE_NOOP(
        "errors",
        "The program that reads pages stopped, mostly for want of memory. The page is kept and"
        " will be tried again.",
    ),
    reading.PageNotReadable: QT_TRANSLATE_NOOP(
        "errors",
        "A page cannot be shown, so it was not read. The original is kept; scan the paper again.",
    ),
}
