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
    application.setProperty("language", language)
    QLocale.setDefault(QLocale(QLocale.Language.Japanese if language == "ja" else _ENGLISH))
    if language == "ja":
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, "qtbase_ja", qt_folder)
        _install(application, "crm_ja", str(resource("translations")))
    return language


def current_language() -> str:
    """Return the language the application was last put into; English before that."""
    application = QCoreApplication.instance()
    language = None if application is None else application.property("language")
    return language if language in _LANGUAGES else "en"


def _install(application: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    if translator.load(name, folder):
        application.installTranslator(translator)


_ENGLISH: Final = QLocale.Language.English
