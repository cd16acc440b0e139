"""The inbox of letters as scanning staff use it: real keys, a real database, their own rights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.actions import letters
from crm_desktop.actions.letters import SeenLetter
from crm_desktop.app.letter_inbox import LetterInbox
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.roles import ADMIN, SCANNER, SUPERVISOR
from crm_desktop.ui.letter_inbox.words import overtaken_words
from tests.actions.letter_builders import TEXT, a_letter, seen_now, words_of
from tests.app.conftest import OpenDesk
from tests.builders import HOME, a_customer

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Scanner:
    """Whoever sits at the scanner: presses keys where the caret is, and counts them."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program = program
        self.bot = bot
        self.keys = 0

    @property
    def inbox(self) -> LetterInbox:
        inbox = self.program.office.letters
        assert inbox is not None
        return inbox

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            self.keys += 1
            caret = self.program.window.focusWidget()
            assert caret is not None
            QTest.keyClick(caret, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        """Type what an input method hands over whole."""
        self.keys += len(words)
        field = self.inbox.panel.whose.field
        assert self.program.window.focusWidget() is field
        field.insert(words)

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until)

    def wait_for_letter(self, letter: SeenLetter | None, *, read: bool = True) -> None:
        def there() -> bool:
            state = self.inbox.presenter.state
            if letter is None:
                return state.loaded and state.chosen is None
            chosen = state.chosen is not None and state.chosen.letter_id == letter.letter_id
            return chosen and (state.candidates is not None or not read) and bool(state.pages)

        self.wait(there)


@pytest.fixture
def scanner(own_database: Database, open_desk: OpenDesk, qtbot: QtBot) -> Callable[[], Scanner]:
    """Return a maker of somebody who only takes letters in, sitting down."""
    return lambda: Scanner(open_desk(own_database, SCANNER), qtbot)


def stored(database: Database, *pages: str, **facts: object) -> SeenLetter:
    with database.writing() as session:
        return a_letter(session, *pages, **facts)  # type: ignore[arg-type]


def customer(database: Database, name: str = "髙橋 美智子", **facts: object) -> int:
    with database.writing() as session:
        return a_customer(session, name, **facts).id  # type: ignore[arg-type]


def owner_of(database: Database, letter: SeenLetter) -> int | None:
    with database.reading() as session:
        return session.scalar(select(Letter.customer_id).where(Letter.id == letter.letter_id))


def test_letter_whose_code_was_read_takes_one_key(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    whose = customer(own_database, code="C-000042")
    first = stored(own_database, "一", code_read="C-000042")
    second = stored(own_database, "二")
    here = scanner()
    here.wait_for_letter(first)

    here.press(Key.Key_1)

    here.wait_for_letter(second)
    here.wait(lambda: owner_of(own_database, first) == whose)
    assert here.keys == 1


def test_candidate_that_was_read_from_the_page_takes_one_key(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    customer(own_database, "髙橋 実智子", phones=())
    whose = customer(own_database, phones=(HOME,), postal_code="1600023")
    letter = stored(own_database, "一", text=TEXT)
    here = scanner()
    here.wait_for_letter(letter)

    here.press(Key.Key_1)

    here.wait_for_letter(None)
    here.wait(lambda: owner_of(own_database, letter) == whose)
    assert here.keys == 1


def test_search_by_name_takes_two_keys_beside_the_name(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    whose = customer(own_database, "﨑山 さくら", kana="サキヤマ サクラ")
    first, second = stored(own_database, "一"), stored(own_database, "二")
    here = scanner()
    here.wait_for_letter(first)

    here.press(Key.Key_F, modifier=CONTROL)
    here.type("さきやま")
    here.wait(lambda: len(here.inbox.panel.whose.people.row_model.rows) == 1)
    here.press(Key.Key_Return)

    here.wait_for_letter(second)
    here.wait(lambda: owner_of(own_database, first) == whose)
    assert here.keys == len("さきやま") + 2
    assert here.program.window.focusWidget() is here.inbox.panel.letters


def test_digit_in_the_search_is_a_digit(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    customer(own_database, phones=(HOME,))
    letter = stored(own_database, "一", text=TEXT)
    here = scanner()
    here.wait_for_letter(letter)

    here.press(Key.Key_F, modifier=CONTROL)
    here.press(Key.Key_1, Key.Key_6, Key.Key_0)

    assert here.inbox.panel.whose.field.text() == "160"
    assert owner_of(own_database, letter) is None


def test_undo_brings_the_letter_back_to_the_list(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    whose = customer(own_database, phones=(HOME,))
    letter = stored(own_database, "一", text=TEXT)
    here = scanner()
    here.wait_for_letter(letter)
    here.press(Key.Key_1)
    here.wait(lambda: owner_of(own_database, letter) == whose)

    here.press(Key.Key_Z, modifier=CONTROL)

    here.wait(lambda: owner_of(own_database, letter) is None)
    here.wait_for_letter(letter)


def test_letters_are_joined_parted_and_turned_by_keys_and_all_of_it_undone(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    first, second = stored(own_database, "一"), stored(own_database, "二", "三")
    here = scanner()
    here.wait_for_letter(first)

    here.press(Key.Key_J, modifier=CONTROL)
    here.wait(lambda: len(here.inbox.presenter.state.pages) == 3)
    here.press(Key.Key_Right)
    here.press(Key.Key_R, modifier=CONTROL)
    here.press(Key.Key_P, modifier=CONTROL)
    here.wait(lambda: len(here.inbox.presenter.state.rows.waiting) == 2)
    for left in (2, 1, 0):
        here.press(Key.Key_Z, modifier=CONTROL)
        here.wait(lambda left=left: here.inbox.presenter.state.undoable == left)  # type: ignore[misc]

    with own_database.reading() as session:
        found = [words_of(session, one.letter_id) for one in (first, second)]
    assert found == [["一"], ["二", "三"]]


def test_restricted_customer_is_refused_and_the_letter_stays(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    customer(own_database, code="C-000042", restricted=True)
    letter = stored(own_database, "一", code_read="C-000042")
    here = scanner()
    here.wait_for_letter(letter)

    here.press(Key.Key_1)

    here.wait(here.program.window.error_bar.isVisible)
    here.wait_for_letter(letter)
    assert owner_of(own_database, letter) is None


def test_letter_that_a_colleague_took_is_told_calmly(
    own_database: Database, scanner: Callable[[], Scanner]
) -> None:
    whose = customer(own_database, phones=(HOME,))
    theirs = customer(own_database, "﨑山 さくら")
    letter = stored(own_database, "一", text=TEXT)
    here = scanner()
    here.wait_for_letter(letter)
    with own_database.writing() as session:
        letters.attach_letter(session, seen_now(session, letter.letter_id), theirs)

    here.press(Key.Key_1)

    here.wait(lambda: here.inbox.panel.told == overtaken_words())
    here.wait_for_letter(None)
    assert owner_of(own_database, letter) == theirs != whose
    assert here.program.window.error_bar.isHidden()


def test_dropped_files_become_letters_and_bad_ones_are_kept_apart(
    own_database: Database, scanner: Callable[[], Scanner], tmp_path: Path
) -> None:
    folder = tmp_path / "スキャン"
    folder.mkdir()
    Image.new("RGB", (620, 877), "white").save(folder / "手紙.png")
    (folder / "空.pdf").write_bytes(b"")
    here = scanner()
    here.wait_for_letter(None)

    drop(here.inbox, folder)

    here.wait(lambda: len(here.inbox.presenter.state.rows.waiting) == 1)
    rows = here.inbox.presenter.state.rows
    assert [(row.name, row.problem) for row in rows.quarantined] == [("空.pdf", "PaperEmpty")]
    here.inbox.panel.refused.click()
    assert "空.pdf" in here.inbox.panel.quarantine.sentence.text()
    here.inbox.panel.quarantine.aside.click()
    here.wait(lambda: not here.inbox.presenter.state.rows.quarantined)


def drop(inbox: LetterInbox, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    inbox.panel.dropEvent(event)


def test_scanning_staff_begin_with_the_letters_and_come_back_to_them(
    scanner: Callable[[], Scanner],
) -> None:
    here = scanner()

    assert here.program.window.pages.currentWidget() is here.inbox.panel
    here.press(Key.Key_Escape)
    assert here.program.window.pages.currentWidget() is here.inbox.panel
    assert here.program.window.call_list.isHidden()


@pytest.mark.parametrize(("group", "offered"), [(SUPERVISOR, True), (ADMIN, False)])
def test_letters_are_offered_to_whom_they_are_for(
    own_database: Database, open_desk: OpenDesk, group: str, *, offered: bool
) -> None:
    program = open_desk(own_database, group)

    assert program.window.top_bar.person.letters.isVisible() is offered


def test_pictures_are_let_go_when_nobody_looks_and_come_back(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    scan = tmp_path / "手紙.png"
    Image.new("RGB", (620, 877), "white").save(scan)
    here = Scanner(open_desk(own_database, SUPERVISOR), qtbot)
    here.program.office.open_letters()
    here.inbox.drops.take([str(scan)])
    canvas = here.inbox.panel.page.canvas
    here.wait(lambda: canvas.picture is not None)

    here.program.window.show_home()
    assert canvas.picture is None

    here.program.office.open_letters()
    here.wait(lambda: canvas.picture is not None)


def test_zoomed_page_asks_for_what_is_looked_at(
    own_database: Database, scanner: Callable[[], Scanner], tmp_path: Path
) -> None:
    scan = tmp_path / "手紙.png"
    Image.new("RGB", (2480, 3508), "white").save(scan)
    here = scanner()
    here.inbox.drops.take([str(scan)])
    canvas = here.inbox.panel.page.canvas
    here.wait(lambda: canvas.picture is not None)
    before = canvas.percent

    for _ in range(8):
        here.press(Key.Key_Plus, modifier=CONTROL)

    assert canvas.percent > before
    here.wait(lambda: canvas.picture is not None and canvas.picture.detail is not None)
