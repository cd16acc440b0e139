"""Tasks in a whole desk: opened from the left column, taken, done, agreed with; live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.actions.calls import record_call_events
from crm_desktop.actions.tasks import finish_task, take_task
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.note import ContactNote, NoteCategory, Task
from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.tasks.panel import TasksPanel
from crm_desktop.ui.tasks.sheets import DoneSheet, TaskSheet
from crm_desktop.ui.tasks.state import WorkView
from tests.app.conftest import OpenDesk
from tests.builders import MOBILE, a_customer
from tests.conftest import LoginAt

NOW = datetime.now(UTC)
TODAY = NOW.date()


def a_task(office: Database, title: str = "払込票の再発行", **facts: object) -> int:
    with office.writing() as session:
        customer_id = a_customer(session).id
        task = Task(title=title, customer_id=customer_id, **{"due_on": TODAY} | facts)
        session.add(task)
        session.flush()
        return task.id


@pytest.fixture
def colleague(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The desk of Saeki, an operator."""
    with Database(login_at(own_database, OPERATOR, name="佐伯 千鶴"), pool_size=1) as colleague:
        yield colleague


def opened(program: Program, qtbot: QtBot, view: WorkView = WorkView.DUE) -> TasksPanel:
    program.tasks.open(view)
    qtbot.waitUntil(lambda: program.tasks.presenter.state.loaded)
    return program.tasks.page


def press(page: TasksPanel, key: Qt.Key) -> None:
    QTest.keyClick(page.table, key)


def finish_sheet(sheet: DoneSheet | TaskSheet, qtbot: QtBot) -> None:
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClick(sheet.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def first(program: Program) -> OpenTask:
    row = program.tasks.presenter.state.rows[0]
    assert isinstance(row, OpenTask)
    return row


def test_enter_takes_a_task_and_opens_its_customer_and_esc_leads_back(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    page = opened(program, qtbot)

    with qtbot.waitSignal(program.card.changed, check_params_cb=lambda state: bool(state.card)):
        press(page, Qt.Key.Key_Return)
    program.pages.go_back()

    assert page.isVisible()
    qtbot.waitUntil(lambda: first(program).is_taken_here)


def test_who_takes_a_task_that_a_colleague_has_is_told_who(
    own_database: Database, open_desk: OpenDesk, colleague: Database, qtbot: QtBot
) -> None:
    task_id = a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    page = opened(program, qtbot)
    program.tasks.presenter.on_screen(False)  # as if the news were still on their way
    with colleague.writing() as session:
        take_task(session, task_id)

    press(page, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "佐伯 千鶴" in program.window.error_bar.words.text())
    qtbot.waitUntil(lambda: first(program).taken_by == "佐伯 千鶴")
    assert not page.finish.isEnabled()


def test_a_list_hears_of_what_colleagues_take(
    own_database: Database, open_desk: OpenDesk, colleague: Database, qtbot: QtBot
) -> None:
    task_id = a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    opened(program, qtbot)

    with colleague.writing() as session:
        take_task(session, task_id)

    qtbot.waitUntil(lambda: first(program).taken_by == "佐伯 千鶴")


def test_a_task_is_done_with_an_outcome_and_the_next_call_back(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    page = opened(program, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sheet = program.tasks.sheet
    assert isinstance(sheet, DoneSheet)
    assert program.tasks.has_typing

    sheet.words.setText("留守だった")
    sheet.again.setChecked(True)
    sheet.fields.due_at.setText("１４時３０分")
    finish_sheet(sheet, qtbot)

    qtbot.waitUntil(lambda: program.tasks.presenter.state.rows == ())
    with own_database.asking() as session:
        done, follows = session.scalars(select(Task).order_by(Task.id)).all()
        assert (done.state, done.outcome) == ("done", "留守だった")
        assert (follows.kind, follows.customer_id) == ("call_back", done.customer_id)
        assert follows.due_at is not None
    assert not program.tasks.has_typing


def test_a_missed_caller_is_called_back_later(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    with own_database.writing() as session:
        began_at = NOW - timedelta(minutes=2)
        ringing = CallEvent("pbx", "1", CallStage.RINGING, began_at, extension="9", caller=MOBILE)
        record_call_events(session, [ringing, CallEvent("pbx", "1", CallStage.ENDED, NOW)])
    program = open_desk(own_database, OPERATOR)
    missed = program.window.home.missed
    qtbot.waitUntil(lambda: bool(missed.rows.row_model.rows))
    missed.rows.choose(0)

    missed.settle.later.trigger()
    sheet = program.tasks.sheet
    assert isinstance(sheet, TaskSheet)
    finish_sheet(sheet, qtbot)

    qtbot.waitUntil(lambda: bool(program.window.home.tasks.row_model.rows))
    (task,) = program.window.home.tasks.row_model.rows
    assert (task.kind, task.caller) == ("call_back", MOBILE)
    qtbot.waitUntil(lambda: not missed.rows.row_model.rows)


def test_a_supervisor_sends_a_complaint_back_with_a_word(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    with own_database.writing() as session:
        category = NoteCategory(label_ja="苦情", needs_approval=True)
        session.add(category)
        session.flush()
        note = ContactNote(
            operation_id="7e3b9a52-6f0e-4b7e-9a51-0d8f4f2f9a10",
            customer_id=a_customer(session).id,
            category_id=category.id,
            body="箱が潰れていた",
            state="in_progress",
            happened_at=NOW,
            approval="asked",
            approval_asked_at=NOW,
        )
        session.add(note)
    program = open_desk(own_database, SUPERVISOR)
    page = opened(program, qtbot, WorkView.APPROVALS)
    assert "箱が潰れていた" in page.detail.toPlainText()
    assert not page.approval.send_back.isEnabled()

    page.approval.word.setText("返金は?")
    assert program.tasks.has_typing
    page.approval.send_back.click()

    qtbot.waitUntil(lambda: program.tasks.presenter.state.rows == ())
    with own_database.asking() as session:
        assert session.scalars(select(ContactNote.approval_word)).one() == "返金は?"
        assert session.scalars(select(Task.title)).one() == "返金は?"


def test_tasks_of_the_left_column_open_the_page(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    program = open_desk(own_database, OPERATOR)

    program.window.call_list.tasks_wanted.emit()

    qtbot.waitUntil(program.tasks.page.isVisible)
    assert program.tasks.page.views[WorkView.ALL].isHidden()


def test_a_letter_of_an_open_card_becomes_a_task_of_a_colleague(
    own_database: Database, open_desk: OpenDesk, colleague: Database, qtbot: QtBot
) -> None:
    with own_database.writing() as session:
        customer_id = a_customer(session).id
        letter = Letter(received_on=TODAY, customer_id=customer_id)
        session.add(letter)
        session.flush()
        letter_id = letter.id
    program = open_desk(own_database, OPERATOR)
    with qtbot.waitSignal(program.card.changed, check_params_cb=lambda state: bool(state.card)):
        program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    text = LetterText(letter_id, 1, TODAY, "post", "read", "いつもありがとう", "", None, "", "", ())
    program.papers.letter_task_wanted.emit(text)
    sheet = program.tasks.sheet
    assert isinstance(sheet, TaskSheet)
    qtbot.waitUntil(lambda: sheet.fields.whose.findText("佐伯 千鶴") > 0)
    assert sheet.fields.whose.currentText() == "田所 紀代美"

    sheet.fields.whose.setCurrentText("佐伯 千鶴")
    finish_sheet(sheet, qtbot)

    def stored() -> list[tuple[str, int | None, int | None]]:
        with own_database.asking() as session:
            return [(t.kind, t.letter_id, t.customer_id) for t in session.scalars(select(Task))]

    qtbot.waitUntil(lambda: stored() == [("letter", letter_id, customer_id)])


def test_what_came_of_a_task_waits_while_not_connected_and_goes_in_once(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    page = opened(program, qtbot)
    program.outbox.on_linked(linked=False)
    page.done_wanted.emit()
    sheet = program.tasks.sheet
    assert isinstance(sheet, DoneSheet)
    sheet.words.setText("留守だった")
    sheet.again.setChecked(True)

    finish_sheet(sheet, qtbot)
    assert program.outbox.waiting == 1
    with qtbot.waitSignal(program.outbox.went_in):
        program.outbox.on_linked(linked=True)

    with own_database.asking() as session:
        told = [(task.state, task.outcome) for task in session.scalars(select(Task))]
        assert sorted(told) == [("done", "留守だった"), ("open", "")]
    assert program.drafts.left == ()


@pytest.mark.parametrize("kind", [DoneSheet, TaskSheet])
def test_sheet_about_a_task_that_was_put_away_comes_back(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot, kind: type[DoneSheet | TaskSheet]
) -> None:
    a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    page = opened(program, qtbot)
    (page.done_wanted if kind is DoneSheet else page.plan_wanted).emit()
    sheet = program.tasks.sheet
    assert isinstance(sheet, kind)
    sheet.fields.due_at.setText("１４時")
    sheet.reject()
    (draft,) = program.drafts.left

    program.kept.presenter.bring_back(draft)

    again = program.tasks.sheet
    assert isinstance(again, kind)
    assert again.fields.due_at.text() == "１４時"
    assert "払込票の再発行" in again.about.text() + again.words.text()


def test_task_that_a_colleague_finished_first_leaves_the_sheet_among_the_drafts(
    own_database: Database, open_desk: OpenDesk, colleague: Database, qtbot: QtBot
) -> None:
    task_id = a_task(own_database)
    program = open_desk(own_database, OPERATOR)
    page = opened(program, qtbot)
    page.done_wanted.emit()
    sheet = program.tasks.sheet
    assert isinstance(sheet, DoneSheet)
    sheet.words.setText("話せた")
    with colleague.writing() as session:
        finish_task(session, task_id)

    finish_sheet(sheet, qtbot)

    qtbot.waitUntil(lambda: bool(program.drafts.left))
    assert [draft.fields["words"] for draft in program.drafts.left] == ["話せた"]
    assert not program.window.error_bar.isHidden()
