from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crm_desktop.resources import resource
from crm_desktop.ui.translations import install_translations, language_of


@pytest.fixture
def japanese(qapp: QApplication) -> Iterator[str]:
    if not resource("translations", "crm_ja.qm").exists():
        pytest.skip("the translations are not compiled here")
    before = QLocale()
    language = install_translations(qapp, "ja")
    yield language
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.mark.parametrize(("wanted", "spoken"), [("ja", "ja"), ("en", "en"), ("fr", "en")])
def test_a_language_we_do_not_speak_is_english(wanted: str, spoken: str) -> None:
    assert language_of(wanted) == spoken


def test_the_system_is_asked_when_nothing_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("ja_JP"))

    assert language_of("") == "ja"


def test_japanese_speaks_in_our_words_and_in_those_of_qt(japanese: str) -> None:
    assert japanese == "ja"
    assert QCoreApplication.translate("calls", "Ringing") == "着信中"
    assert QCoreApplication.translate("QPlatformTheme", "Close") == "閉じる"
