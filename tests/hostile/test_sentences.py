"""Sentences that texts from outside are put into: what they hold is never read as a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.errors.access import SignInRefused, StaffUnknown
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseMissing
from crm_desktop.errors.files import (
    BadImportProfile,
    FileNotWritable,
    ImportFileUnreadable,
    SettingsError,
    UnreadableFile,
)
from crm_desktop.errors.papers import NotAPaper, PaperStoreAway
from crm_desktop.errors.text import BadAmount, BadKana
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.banner import Banner
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel
from tests.hostile.drawn_text import drawn
from tests.hostile.hostile_texts import ENDLESS, MARKUP, MOVING, PLACEHOLDERS, TEXTS, UNSTORABLE

ALL = {**TEXTS, **UNSTORABLE, "endless": ENDLESS}


def errors_about(text: str) -> list[CrmError]:
    """Return an error of each kind whose sentence names something from outside."""
    path = Path("/data") / (text.replace("/", "∕").replace("\0", "") or "x")
    return [
        SignInRefused(text),
        StaffUnknown(text),
        DatabaseMissing(text),
        BadAmount(text),
        BadKana(text, text),
        BadImportProfile(text, text),
        SettingsError(text, 1, text),
        FileNotWritable(path),
        ImportFileUnreadable(path, UnreadableFile.HEADER),
        NotAPaper(text),
        PaperStoreAway(text),
    ]


@pytest.mark.parametrize("name", ALL)
def test_sentence_is_one_short_line(qapp: object, name: str) -> None:
    for error in errors_about(ALL[name]):
        sentence = error_text(error)

        assert not MOVING.search(sentence)
        assert len(sentence) < 300


@pytest.mark.parametrize("name", [*PLACEHOLDERS, "bold", "link", "entity", "ampersand", "formula"])
def test_sentence_holds_the_text_as_it_is(qapp: object, name: str) -> None:
    for error in errors_about(TEXTS[name]):
        assert TEXTS[name].replace("/", "∕")[:70] in error_text(error).replace("/", "∕")


@pytest.mark.parametrize("name", TEXTS)
def test_a_value_is_never_filled_in_again(name: str) -> None:
    text = TEXTS[name]

    assert filled("%1 and %2", text, "x") == f"{text} and x"
    assert filled("%2: %1", "%2", text) == f"{text}: %2"


@pytest.mark.parametrize("name", [*MARKUP, "endless", "long word"])
def test_bar_shows_plain_words_and_stays_a_bar(qtbot: QtBot, name: str) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.resize(1000, 40)

    banner.tell(error_text(SignInRefused(ALL[name])) + ALL[name])

    assert ALL[name][:3].strip() in drawn(banner)
    assert len(drawn(banner)) < 500
    assert banner.minimumSizeHint().width() < 300


@pytest.mark.parametrize("name", ["right to left override", "isolates", "embeddings"])
def test_label_keeps_its_direction(qtbot: QtBot, name: str) -> None:
    label = PlainLabel(f"{TEXTS[name]} (03-5321-1111)")
    qtbot.addWidget(label)
    label.resize(600, 30)

    assert drawn(label).endswith("(03-5321-1111)")
    assert not MOVING.search(drawn(label))
