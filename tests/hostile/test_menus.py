"""Menus of texts from outside, and what choosing from them puts on the clipboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.copy_menu import copy_of, open_copy_menu
from tests.hostile.hostile_texts import MNEMONICS, MOVING, TEXTS


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


@pytest.fixture
def menu(owner: QWidget, request: pytest.FixtureRequest) -> Iterator[QMenu]:
    """The menu that offers to copy the text of the test."""
    menu = open_copy_menu(owner, QPoint(0, 0), copy_of(TEXTS[request.param]))
    yield menu
    menu.close()


@pytest.mark.parametrize("menu", TEXTS, indirect=True)
def test_entry_is_one_line_without_keys(menu: QMenu) -> None:
    (entry,) = menu.actions()

    assert not MOVING.search(entry.text())
    assert QKeySequence.mnemonic(entry.text()).isEmpty()
    assert entry.shortcut().isEmpty()
    assert len(entry.text()) < 100


@pytest.mark.parametrize("name", MNEMONICS)
def test_ampersand_is_seen(owner: QWidget, name: str) -> None:
    menu = open_copy_menu(owner, QPoint(0, 0), copy_of(MNEMONICS[name]))

    seen = menu.actions()[0].text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    menu.close()
    assert seen == f"Copy {MNEMONICS[name]}"


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_itself_is_copied_and_nothing_but_text(owner: QWidget, name: str) -> None:
    menu = open_copy_menu(owner, QPoint(0, 0), copy_of(TEXTS[name]))

    menu.actions()[0].trigger()
    menu.close()

    copied = QGuiApplication.clipboard().mimeData()
    assert copied.formats() == ["text/plain"]
    assert copied.text() == TEXTS[name]
