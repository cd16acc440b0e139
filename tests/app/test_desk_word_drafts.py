"""Single words that are typed about something are kept, and come back with it: whole desks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.note import ContactNote, NoteCategory
from crm_desktop.database.roles import EXPORTER, OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.tasks.state import WorkView, key_of
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.drafts.keyrings import MemoryKeyring

WORDS = "返金は? ﾍﾝｷﾝ"


@pytest.fixture
def drafts_at(tmp_path: Path) -> Iterator[DraftPlace]:
    """Return where drafts are files, with a keyring of the test's own."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield DraftPlace(tmp_path / "drafts", utc_now)
    keyring.set_keyring(before)


@pytest.fixture
def customer_id(own_database: Database) -> int:
    with own_database.writing() as session:
        return a_customer(session, "髙橋 﨑").id


@pytest.fixture
def supervisor_at(own_database: Database, login_at: LoginAt) -> str:
    return login_at(own_database, SUPERVISOR, EXPORTER, name="田所 守", extension="202")


@pytest.fixture
def supervisor(own_database: Database, open_desk: OpenDesk, supervisor_at: str) -> Program:
    groups = (SUPERVISOR, EXPORTER)
    return open_desk(own_database, *groups, extension="202", dsn=supervisor_at)


@pytest.fixture
def operator(
    own_database: Database, supervisor: Program, open_desk: OpenDesk, customer_id: int, qtbot: QtBot
) -> Program:
    """The desk of an operator who asks for help with the customer."""
    program = open_desk(own_database, OPERATOR)
    asks(program, customer_id, qtbot)
    qtbot.waitUntil(supervisor.window.top_bar.help_asked.isVisible)
    return program


def asks(program: Program, customer_id: int, qtbot: QtBot) -> None:
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: program.card.note.shown_note is not None)
    program.help.ask()
    assert program.card_panel.help.asking.isVisible()


def helps(program: Program, customer_id: int, qtbot: QtBot) -> None:
    program.pages.open_customer(customer_id, OpeningReason.HELP)
    qtbot.waitUntil(program.card_panel.help.writing.isVisible)


def type_words(field: QWidget, words: str = WORDS) -> None:
    """Type as a Japanese keyboard does: converted words come all at once."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def a_note(office: Database, body: str = "箱が潰れていた") -> int:
    """Return a note that waits for approval."""
    with office.writing() as session:
        category = NoteCategory(label_ja=f"苦情 {body}", needs_approval=True)
        session.add(category)
        session.flush()
        now = datetime.now(UTC)
        note = ContactNote(
            operation_id=uuid4(),
            customer_id=a_customer(session).id,
            category_id=category.id,
            body=body,
            state="in_progress",
            happened_at=now,
            approval="asked",
            approval_asked_at=now,
        )
        session.add(note)
        session.flush()
        return note.id


def approvals(program: Program, qtbot: QtBot) -> None:
    program.tasks.open(WorkView.APPROVALS)
    qtbot.waitUntil(lambda: program.tasks.presenter.state.approval is not None)


def left(program: Program) -> list[tuple[DraftKind, Json]]:
    return [(draft.kind, draft.fields.get("words")) for draft in program.drafts.left]


def in_hand(program: Program) -> list[Json]:
    return [draft.fields.get("words") for draft in program.drafts._in_hand.values()]


def enter_first(program: Program) -> None:
    kept = program.window.home.kept
    kept.rows.choose(0)
    QTest.keyClick(kept.rows, Qt.Key.Key_Return)


def test_word_of_who_asks_is_a_draft_until_it_has_arrived(
    operator: Program, supervisor: Program, qtbot: QtBot
) -> None:
    line = operator.card_panel.help.asking
    type_words(line.word)
    assert in_hand(operator) == [WORDS]

    QTest.keyClick(line.word, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: in_hand(operator) == [])
    qtbot.waitUntil(lambda: supervisor.help.helping.state.asked[0].word == WORDS)
    assert operator.drafts.left == ()


def test_word_that_did_not_arrive_stands_in_its_line_again(
    operator: Program, own_database: Database, qtbot: QtBot
) -> None:
    line = operator.card_panel.help.asking
    with own_database.writing() as session:
        session.execute(text("UPDATE staff SET active = false WHERE extension = '201'"))
    type_words(line.word)

    QTest.keyClick(line.word, Qt.Key.Key_Return)

    qtbot.waitUntil(operator.window.error_bar.isVisible)
    qtbot.waitUntil(lambda: (line.word.isVisible(), line.word.text()) == (True, WORDS))
    assert in_hand(operator) == [WORDS]


def test_unsaid_word_lies_there_when_its_card_is_closed_and_comes_back_with_the_next_request(
    operator: Program, customer_id: int, qtbot: QtBot
) -> None:
    type_words(operator.card_panel.help.asking.word)
    operator.pages.go_home()
    assert left(operator) == [(DraftKind.HELP, WORDS)]

    enter_first(operator)
    qtbot.waitUntil(lambda: operator.card.note.shown_note is not None)
    assert "Ctrl+Shift+H" in operator.kept.told.words.text()
    assert operator.card_panel.help.asking.isHidden()  # nothing asks by itself
    operator.help.ask()

    assert operator.card_panel.help.asking.word.text() == WORDS
    assert operator.drafts.left == ()


def test_who_needs_no_help_any_more_leaves_no_draft(operator: Program) -> None:
    line = operator.card_panel.help.asking
    type_words(line.word)

    line.withdraw.click()

    assert (in_hand(operator), operator.drafts.left) == ([], ())


def test_whisper_comes_back_with_the_card_of_who_still_waits(
    operator: Program, supervisor: Program, customer_id: int, qtbot: QtBot
) -> None:
    helps(supervisor, customer_id, qtbot)
    line = supervisor.card_panel.help.writing
    type_words(line.body)
    supervisor.pages.go_home()
    assert left(supervisor) == [(DraftKind.HELP, WORDS)]

    enter_first(supervisor)
    qtbot.waitUntil(lambda: line.body.text() == WORDS)
    line.send.click()

    qtbot.waitUntil(lambda: line.body.text() == "")
    assert (in_hand(supervisor), supervisor.drafts.left) == ([], ())
    qtbot.waitUntil(operator.card_panel.help.whisper.isVisible)


def test_whisper_typed_while_another_is_on_its_way_stays(
    operator: Program, supervisor: Program, customer_id: int, qtbot: QtBot
) -> None:
    helps(supervisor, customer_id, qtbot)
    line = supervisor.card_panel.help.writing
    type_words(line.body)
    with qtbot.waitSignal(supervisor.help.helping.sent):
        line.send.click()
        type_words(line.body, " 至急")

    assert line.body.text() == f"{WORDS} 至急"
    assert in_hand(supervisor) == [f"{WORDS} 至急"]


def test_whisper_to_who_waits_no_more_is_told_calmly(
    operator: Program, supervisor: Program, customer_id: int, qtbot: QtBot
) -> None:
    helps(supervisor, customer_id, qtbot)
    type_words(supervisor.card_panel.help.writing.body)
    operator.card_panel.help.asking.withdraw.click()
    qtbot.waitUntil(lambda: left(supervisor) == [(DraftKind.HELP, WORDS)])
    supervisor.pages.go_home()

    enter_first(supervisor)

    assert "Nobody waits" in supervisor.kept.told.words.text()
    assert left(supervisor) == [(DraftKind.HELP, WORDS)]


def test_word_on_a_note_is_kept_for_each_note(
    own_database: Database, supervisor: Program, qtbot: QtBot
) -> None:
    for body in ("箱が潰れていた", "電話がない"):
        a_note(own_database, body)
    approvals(supervisor, qtbot)
    page, presenter = supervisor.tasks.page, supervisor.tasks.presenter
    first, second = presenter.state.rows
    type_words(page.approval.word)

    presenter.choose(second)
    assert page.approval.word.text() == ""
    assert left(supervisor) == [(DraftKind.APPROVAL, WORDS)]
    presenter.choose(first)

    assert page.approval.word.text() == WORDS
    assert supervisor.drafts.left == ()


def test_word_on_a_note_of_a_crashed_desk_comes_back_and_is_sent_once(
    own_database: Database,
    open_desk: OpenDesk,
    supervisor_at: str,
    drafts_at: DraftPlace,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    note_id = a_note(own_database)
    a_note(own_database, "電話がない")
    crashed = open_desk(own_database, SUPERVISOR, dsn=supervisor_at, drafts=drafts_at)
    approvals(crashed, qtbot)
    presenter = crashed.tasks.presenter
    presenter.choose(next(row for row in presenter.state.rows if key_of(row)[1] == note_id))
    type_words(crashed.tasks.page.approval.word)
    qtbot.waitUntil(crashed.drafts.flush)
    files = [one for one in tmp_path.rglob("*.draft") if one.is_file()]
    assert files
    assert not any(WORDS.encode() in one.read_bytes() for one in files)

    program = open_desk(own_database, SUPERVISOR, dsn=supervisor_at, drafts=drafts_at)
    qtbot.waitUntil(lambda: left(program) == [(DraftKind.APPROVAL, WORDS)])
    enter_first(program)
    pane = program.tasks.page.approval
    qtbot.waitUntil(lambda: pane.word.text() == WORDS)
    pane.send_back.click()

    qtbot.waitUntil(lambda: len(program.tasks.presenter.state.rows) == 1)
    with own_database.asking() as session:
        told = select(ContactNote.approval_word).where(ContactNote.id == note_id)
        assert session.scalars(told).one() == WORDS
    assert (in_hand(program), program.drafts.left) == ([], ())


def test_word_on_a_note_that_a_colleague_settled_is_told_calmly(
    supervisor: Program, qtbot: QtBot
) -> None:
    fields: dict[str, Json] = {"note_id": 4182, "words": WORDS}
    supervisor.drafts.put_back(Draft(uuid4(), DraftKind.APPROVAL, None, fields, utc_now()))

    enter_first(supervisor)

    qtbot.waitUntil(supervisor.kept.told.isVisible)
    assert "waits for no approval" in supervisor.kept.told.words.text()
    assert left(supervisor) == [(DraftKind.APPROVAL, WORDS)]


def test_reason_for_a_file_comes_back_and_goes_once_it_is_on_record(
    supervisor: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    fields: dict[str, Json] = {"place": "floor", "words": WORDS}
    supervisor.drafts.put_back(Draft(uuid4(), DraftKind.EXPORT, None, fields, utc_now()))
    enter_first(supervisor)
    floor = supervisor.office.floor
    assert floor is not None
    assert (floor.people.isVisible(), floor.people.reason.text()) == (True, WORDS)
    assert supervisor.drafts.left == ()

    with qtbot.waitSignal(floor.people_presenter.exported):
        floor.people.export_wanted.emit(WORDS, tmp_path / "床.csv")

    assert floor.people.reason.text() == ""
    assert in_hand(supervisor) == []


def test_reason_that_is_typed_is_kept(supervisor: Program) -> None:
    supervisor.office.open_floor_figures()
    assert supervisor.office.floor is not None

    type_words(supervisor.office.floor.people.reason)

    assert in_hand(supervisor) == [WORDS]


def test_words_of_forms_that_a_person_has_not_are_told_calmly(
    own_database: Database, open_desk: OpenDesk
) -> None:
    program = open_desk(own_database, OPERATOR)
    whisper: dict[str, Json] = {"deed": "whisper", "asked": str(uuid4()), "words": WORDS}
    for kind, fields in ((DraftKind.HELP, whisper), (DraftKind.EXPORT, {"words": WORDS})):
        program.kept.told.hide()
        program.kept.presenter.bring_back(Draft(uuid4(), kind, 7, fields, utc_now()))
        assert program.kept.told.isVisible()
