"""What is typed at a real desk, with real files: kept, offered again, brought back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoBackend
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.draft import DraftKind
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.incoming_call.unwanted_dialog import UnwantedDialog
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.tasks.sheets import TaskSheet
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.drafts.keyrings import MemoryKeyring
from tests.faults.small_disk import fill, small_disk

SitDown = Callable[..., Program]

WORDS = "耳が遠い ﾃﾞﾝﾜは午前"


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def michiko(own_database: Database) -> int:
    with own_database.writing() as session:
        return a_customer(session, "髙橋 美智子").id


@pytest.fixture
def dsn(own_database: Database, login_at: LoginAt) -> str:
    return login_at(own_database, OPERATOR, name="田所 紀代美", extension="201")


@pytest.fixture
def sit_down(
    qtbot: QtBot, own_database: Database, open_desk: OpenDesk, dsn: str, tmp_path: Path
) -> SitDown:
    """Open the desk of the same person on the same PC; one before looks crashed to it."""

    def sit_down(place: DraftPlace | None = None) -> Program:
        drafts = place or DraftPlace(tmp_path / "drafts", utc_now)
        program = open_desk(own_database, OPERATOR, dsn=dsn, drafts=drafts)
        told = program.kept.told
        qtbot.waitUntil(lambda: program.drafts.flush(0.0) or told.isVisible())
        qtbot.wait(1)
        return program

    return sit_down


def type_words(field: QWidget, words: str) -> None:
    """Type as a Japanese keyboard does: converted words come all at once."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def type_note(qtbot: QtBot, program: Program, customer_id: int) -> None:
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    note = program.card_panel.note
    qtbot.waitUntil(note.isEnabled)
    type_words(note.body, WORDS)


def type_new_customer(program: Program) -> None:
    program.form.open("")
    type_words(program.form.panel.fields[Field.NAME].edit, "髙橋 美智子")


def enter_first(program: Program) -> None:
    kept = program.window.home.kept
    assert kept.isVisible()
    kept.rows.choose(0)
    QTest.keyClick(kept.rows, Qt.Key.Key_Return)


def test_note_that_cannot_be_stored_keeps_no_desk_from_closing(
    qtbot: QtBot, michiko: int, sit_down: SitDown
) -> None:
    closed = sit_down()
    type_note(qtbot, closed, michiko)
    note = closed.card.note.shown_note
    assert note is not None
    closed.card.note.edit(replace(note, body=WORDS, category_id=999_999))

    closed.close()

    assert [draft.fields["body"] for draft in sit_down().drafts.left] == [WORDS]


def test_what_waits_at_a_desk_that_was_left_goes_in(
    qtbot: QtBot, own_database: Database, sit_down: SitDown
) -> None:
    program = sit_down()
    program.connection.on_linked(False)
    type_new_customer(program)
    program.form.panel.save.click()
    assert program.outbox.waiting == 1

    program.go_away()

    qtbot.waitUntil(lambda: program.outbox.waiting == 0)
    with own_database.reading() as session:
        assert session.scalars(select(Customer.name)).all() == ["髙橋 美智子"]


def test_note_of_a_crashed_desk_comes_back_and_is_saved_once(
    qtbot: QtBot, own_database: Database, michiko: int, sit_down: SitDown
) -> None:
    crashed = sit_down()
    type_note(qtbot, crashed, michiko)
    qtbot.waitUntil(crashed.drafts.flush)
    program = sit_down()

    enter_first(program)
    note = program.card_panel.note
    qtbot.waitUntil(lambda: note.body.toPlainText() == WORDS)
    with qtbot.waitSignal(program.card.note.saved):
        note.save.click()

    assert note.isVisible()
    with own_database.reading() as session:
        assert session.scalars(select(ContactNote.body)).all() == [WORDS]
    qtbot.waitUntil(program.drafts.flush)
    assert sit_down().drafts.left == ()


def test_opening_a_card_for_a_draft_is_on_record(
    qtbot: QtBot, own_database: Database, michiko: int, sit_down: SitDown
) -> None:
    crashed = sit_down()
    type_note(qtbot, crashed, michiko)
    qtbot.waitUntil(crashed.drafts.flush)
    program = sit_down()

    enter_first(program)
    qtbot.waitUntil(lambda: program.card.has_unsaved_typing)

    with own_database.reading() as session:
        told = text("SELECT after ->> 'why' FROM audit_entry WHERE action = 'open' ORDER BY id")
        assert session.scalars(told).all() == ["search", "list"]


def test_new_customer_outlives_signing_out(sit_down: SitDown) -> None:
    before = sit_down()
    type_new_customer(before)
    before.close()
    program = sit_down()

    enter_first(program)

    form = program.form.panel
    assert form.isVisible()
    assert form.fields[Field.NAME].edit.text() == "髙橋 美智子"
    assert program.window.home.kept.isHidden()


def test_saved_new_customer_leaves_no_draft(qtbot: QtBot, sit_down: SitDown) -> None:
    program = sit_down()
    type_new_customer(program)
    with qtbot.waitSignal(program.form.presenter.saved):
        program.form.panel.save.click()
    qtbot.waitUntil(program.drafts.flush)

    assert sit_down().drafts.left == ()


def test_without_a_keyring_it_is_said_calmly_and_signing_out_loses_nothing(
    sit_down: SitDown, tmp_path: Path
) -> None:
    keyring.set_keyring(NoBackend())  # type: ignore[no-untyped-call]
    place = DraftPlace(tmp_path / "drafts", utc_now)
    before = sit_down(place)
    said = before.kept.told.isVisible()
    type_new_customer(before)
    before.close()
    program = sit_down(place)

    assert said
    assert before.window.error_bar.isHidden()
    assert not program.kept.told.isVisible()
    assert [draft.kind for draft in program.drafts.left] == [DraftKind.NEW_CUSTOMER]


def test_full_disk_is_said_once_calmly_and_takes_everything_once_there_is_room(
    qtbot: QtBot, michiko: int, sit_down: SitDown, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", megabytes=1) as disk:
        place = DraftPlace(disk / "drafts", utc_now)
        before, said = sit_down(place), list[Exception]()
        before.drafts.problem.connect(said.append)
        ballast = fill(disk)
        type_note(qtbot, before, michiko)
        qtbot.waitUntil(before.kept.told.isVisible)
        type_new_customer(before)
        assert not before.drafts.flush()
        assert "disk of this PC" in before.kept.told.words.text()
        assert before.window.error_bar.isHidden()
        before.close()  # the note goes in with it
        program = sit_down(place)
        assert [draft.kind for draft in program.drafts.left] == [DraftKind.NEW_CUSTOMER]

        ballast.unlink()
        qtbot.waitUntil(program.drafts.flush)

        assert len(said) == 1
        qtbot.waitUntil(program.kept.told.isHidden)
        after_a_crash = sit_down(DraftPlace(disk / "drafts", utc_now))
        assert [draft.kind for draft in after_a_crash.drafts.left] == [DraftKind.NEW_CUSTOMER]


def test_nothing_that_is_typed_is_logged_or_readable_on_the_disk(
    qtbot: QtBot,
    michiko: int,
    sit_down: SitDown,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    program = sit_down()
    type_note(qtbot, program, michiko)
    type_new_customer(program)
    program.close()

    files = [path for path in (tmp_path / "drafts").rglob("*") if path.is_file()]
    assert any(path.suffix == ".draft" for path in files)
    for words in (WORDS, "髙橋", "﨑"):
        assert words not in caplog.text
        assert not any(words.encode() in path.read_bytes() for path in files)


def test_task_that_could_not_be_saved_or_was_put_away_comes_back(
    qtbot: QtBot, own_database: Database, sit_down: SitDown
) -> None:
    program = sit_down()
    letter = LetterText(7, 1, utc_now().date(), "post", "new", "青汁の味", "", None, "", "", ())
    program.tasks.of_letter(letter)
    sheet = program.tasks.sheet
    assert isinstance(sheet, TaskSheet)
    type_words(sheet.words, "お礼の手紙を書く")
    sheet.reject()

    enter_first(program)

    again = program.tasks.sheet
    assert isinstance(again, TaskSheet)
    assert "お礼の手紙を書く" in again.words.text()
    with qtbot.waitSignal(program.drafts.changed):  # there is no such letter
        again.ok_wanted.emit()
    assert [draft.kind for draft in program.drafts.left] == [DraftKind.TASK]


def test_reason_against_a_caller_comes_back_after_it_was_put_away(sit_down: SitDown) -> None:
    program = sit_down()
    program.window.incoming_call.unwanted_wanted.emit("+815055550001")
    dialog = program.window.findChild(UnwantedDialog)
    assert isinstance(dialog, UnwantedDialog)
    type_words(dialog.reason, "無言電話")
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    enter_first(program)

    again = program.window.findChild(UnwantedDialog)
    assert isinstance(again, UnwantedDialog)
    assert again.reason.text() == "無言電話"
