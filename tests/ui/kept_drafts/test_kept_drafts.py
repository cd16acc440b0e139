from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.note_drafts import draft_of_note
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.home.panel import HomePanel
from crm_desktop.ui.kept_drafts.pane import KeptDraftsPane
from crm_desktop.ui.kept_drafts.presenter import KeptDraftsPresenter
from crm_desktop.ui.kept_drafts.wiring import connect_kept_drafts
from crm_desktop.ui.kept_drafts.words import content_words, kind_words, row_words
from crm_desktop.ui.shared.formats import Formats
from tests.ui.conftest import NOW

NOTE = Draft(UUID(int=1), DraftKind.NOTE, 4182, {"body": "耳が遠い\nﾃﾞﾝﾜは午前"}, NOW)
NEW = Draft(
    UUID(int=2),
    DraftKind.NEW_CUSTOMER,
    None,
    {"typed": {"name": "髙橋 美智子", "memo": ""}},
    NOW - timedelta(days=1),
)


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[DraftKeeper]:
    place = DraftPlace(None, lambda: NOW)
    for draft in (NOTE, NEW):
        place.open("hana").store.keep(draft)
    keeper = DraftKeeper(lambda: place.open("hana"))
    yield keeper
    keeper.close()


@pytest.fixture
def presenter(keeper: DraftKeeper) -> KeptDraftsPresenter:
    return KeptDraftsPresenter(keeper)


@pytest.fixture
def home(qtbot: QtBot, formats: Formats) -> HomePanel:
    home = HomePanel(formats, now=lambda: NOW)
    qtbot.addWidget(home)
    home.resize(1100, 600)
    home.show()
    return home


@pytest.fixture
def pane(
    qtbot: QtBot, home: HomePanel, keeper: DraftKeeper, presenter: KeptDraftsPresenter
) -> KeptDraftsPane:
    connect_kept_drafts(presenter, home.kept)
    with qtbot.waitSignal(keeper.changed):
        keeper.start()
    return home.kept


def shown(pane: KeptDraftsPane) -> tuple[Any, ...]:
    return pane.rows.row_model.rows


def test_no_list_stands_there_before_the_drafts_are_read(home: HomePanel) -> None:
    assert not home.kept.isVisible()


def test_what_was_left_is_listed_the_newest_first(pane: KeptDraftsPane) -> None:
    assert pane.isVisible()
    assert shown(pane) == (NOTE, NEW)


def test_enter_brings_the_form_back(pane: KeptDraftsPane, presenter: KeptDraftsPresenter) -> None:
    brought: list[Draft] = []
    presenter.serve(DraftKind.NOTE, brought.append)
    pane.rows.choose(0)

    QTest.keyClick(pane.rows, Qt.Key.Key_Return)

    assert brought == [NOTE]


def test_form_that_this_desk_does_not_have_is_told(
    pane: KeptDraftsPane, presenter: KeptDraftsPresenter
) -> None:
    told: list[Draft] = []
    presenter.not_served.connect(told.append)

    pane.rows.row_opened.emit(NEW)

    assert told == [NEW]


def test_delete_throws_away_and_can_be_undone(pane: KeptDraftsPane) -> None:
    pane.rows.choose(0)
    QTest.keyClick(pane.rows, Qt.Key.Key_Delete)
    left = shown(pane)
    offered = pane.undo.isVisible()

    pane.undo.click()

    assert (left, offered) == ((NEW,), True)
    assert shown(pane) == (NOTE, NEW)
    assert not pane.undo.isVisible()


def test_list_goes_with_the_last_one_that_is_taken_up(
    pane: KeptDraftsPane, keeper: DraftKeeper
) -> None:
    keeper.keep(replace(NOTE, typed_at=NOW + timedelta(minutes=1)))
    keeper.forget(NEW.draft_id)

    assert pane.isHidden()


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (NOTE, "Today 12:00 Note 耳が遠い ﾃﾞﾝﾜは午前"),
        (NEW, "Yesterday 12:00 New customer 髙橋 美智子"),
        (replace(NOTE, fields={}), "Today 12:00 Note"),
    ],
)
def test_row_says_when_which_form_and_what(formats: Formats, draft: Draft, words: str) -> None:
    assert row_words(draft, formats, lambda: NOW) == words


def test_each_kind_has_words() -> None:
    assert all(kind_words(kind) for kind in DraftKind)


def test_text_that_stands_in_two_places_is_said_once() -> None:
    twice = replace(NOTE, fields={"title": "折返し", "values": {"title": "折返し", "day": "x"}})

    assert content_words(twice) == "折返し  x"


def test_note_says_whose_it_is_before_what_it_says() -> None:
    note = WrittenNote(UUID(int=7), 4182, None, NOW, "膝の具合が", None, "done")

    assert content_words(draft_of_note(note, NOW, name="髙橋 美智子")) == "髙橋 美智子  膝の具合が"
