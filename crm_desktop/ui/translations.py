"""Puts the program into the operator's language."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from crm_desktop.resources import resource

_LANGUAGES: Final = ("ja", "en")


def language_of(wanted: str) -> str:
    """Return "ja" or "en" for ``wanted``; "" is what the system speaks, English if neither."""
    spoken = wanted or QLocale.system().name()[:2]
    return spoken if spoken in _LANGUAGES else "en"


def install_translations(application: QCoreApplication, wanted: str) -> str:
    """Make ``application`` speak ``wanted`` ("ja", "en", "" for the system); return which it is.

    The source text is English, so only Japanese loads files. Call it before any widget is made.
    """
    language = language_of(wanted)
    QLocale.setDefault(QLocale(QLocale.Language.Japanese if language == "ja" else _ENGLISH))
    if language == "ja":
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, "qtbase_ja", qt_folder)
        _install(application, "crm_ja", str(resource("translations")))
    return language


def _install(application: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    if translator.load(name, folder):
        application.installTranslator(translator)


_ENGLISH: Final = QLocale.Language.English
