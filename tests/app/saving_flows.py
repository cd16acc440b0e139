"""What is done at a watched desk when something is saved, collides, waits or is brought back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import text

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.ui.new_customer.state import Field
from tests.app.watched_day import Day, open_card, shows_card
from tests.faults.proxy import Proxy

CONTROL = Qt.KeyboardModifier.ControlModifier
FAILED_TASKS = 300
HAVE_ORDERED = text("""
SELECT DISTINCT o.customer_id FROM customer_order o JOIN order_line l ON l.order_id = o.id
 WHERE o.status NOT IN ('cancelled', 'returned') ORDER BY 1 LIMIT 2
""")
COLLEAGUE = text(
    "UPDATE customer SET email = 's@example.jp', revision = revision + 1 WHERE id = :id"
)
GIVEN_UP = text("""
WITH made AS (
    INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, status, args)
    SELECT 'reading', 'read_page', 'failed', jsonb_build_object('document_id', n, 'page_number', 1)
      FROM generate_series(1, :number) n RETURNING id)
INSERT INTO procrastinate.procrastinate_events (job_id, type) SELECT id, 'failed' FROM made
""")


def take_orders(day: Day, office: Database) -> None:
    """Take one as last time and one that is typed; leave the form of a third half filled in."""
    program, (first, second) = day.program, customers(office)
    card, orders = program.card_panel, program.orders
    day.do("card", partial(open_card, program, first), lambda: shows_card(program, first))
    for way in ("repeated", "typed"):
        day.do("order form", partial(press, card, Qt.Key.Key_O), orders.panel.isVisible)
        act = partial(press, None, Qt.Key.Key_R) if way == "repeated" else partial(type_line, day)
        day.do(f"order {way}", act, lambda: orders.presenter.state.form.lines)
        day.do(f"save order {way}", partial(press, None, Qt.Key.Key_S), card.isVisible)
    day.do("order form", partial(press, card, Qt.Key.Key_O), orders.panel.isVisible)
    day.do("order left", partial(type_line, day), lambda: orders.presenter.state.form.lines)
    day.do("home", program.pages.go_home, program.window.home.isVisible)
    day.do("other card", partial(open_card, program, second), lambda: shows_card(program, second))
    day.do("other form", partial(press, card, Qt.Key.Key_O), lambda: program.drafts.left)


def change_a_customer(day: Day, office: Database) -> None:
    """Change one alone, then beside a colleague who changes the same."""
    program, editing = day.program, day.program.editing
    customer_id, card = customers(office)[0], program.card_panel
    day.do(
        "card", partial(open_card, program, customer_id), partial(shows_card, program, customer_id)
    )
    day.do("edit form", partial(press, card, Qt.Key.Key_E), editing.panel.isVisible)
    day.do("type a change", partial(type_field, program, Field.MEMO, "slow"), lambda: True)
    day.do("save change", partial(press, editing.panel, Qt.Key.Key_S), card.isVisible)
    day.do("edit form", partial(press, card, Qt.Key.Key_E), editing.panel.isVisible)
    day.do("type mail", partial(type_field, program, Field.EMAIL, "t@example.jp"), lambda: True)
    message = editing.panel.fields[Field.EMAIL].message
    day.do(
        "told of theirs", partial(colleague, office, customer_id), lambda: "s@" in message.text()
    )
    conflict = editing.conflict_panel
    day.do("collide", partial(press, editing.panel, Qt.Key.Key_S), conflict.isVisible)
    theirs = conflict.boxes["email"].theirs
    day.do("choose mine", partial(QTest.keyClick, theirs, Qt.Key.Key_Right), lambda: True)
    day.do("decide", partial(press, conflict, Qt.Key.Key_S), card.isVisible)


def bring_drafts_back(day: Day) -> None:
    """Look at the list of drafts and take one up."""
    program = day.program
    kept = program.window.home.kept
    day.do("drafts", program.pages.go_home, kept.isVisible)
    kept.rows.choose(0)
    press_enter = partial(QTest.keyClick, kept.rows, Qt.Key.Key_Return)
    day.do("bring a draft back", press_enter, program.orders.panel.isVisible)
    day.do("save it", partial(press, None, Qt.Key.Key_S), lambda: not program.drafts.left)


def lose_the_line(day: Day, line: Proxy) -> None:
    """Type and save without a connection; it goes in when that is back."""
    program = day.program
    note, bar = program.card_panel.note, program.connection.bar
    day.do("card", partial(open_card, program, 2), lambda: shows_card(program, 2))
    day.do("line lost", line.cut, bar.isVisible)
    day.do("type", partial(QTest.keyClicks, note.body, "kept"), note.body.toPlainText)
    note.category.setCurrentIndex(1)
    day.do("save without a line", note.save.click, lambda: program.card.note.waiting)
    day.do("line back", line.pass_on, lambda: is_normal(program))


def see_to_failed_tasks(day: Day, office: Database) -> None:
    """Look in the doctor's window at many tasks that were given up, and have all tried again."""
    with office.writing() as session:
        session.execute(GIVEN_UP, {"number": FAILED_TASKS})
    doctor = day.program.phone_link.doctor
    day.do("doctor", doctor.open, lambda: doctor.dialog is not None and doctor.dialog.isVisible())
    dialog = doctor.dialog
    assert dialog is not None
    tasks, page = dialog.tasks, dialog.parts[-1]
    day.do("doctor's tasks", page.click, lambda: tasks.isVisible() and tasks.table.words.rows)
    day.do("all again", tasks.all_again.click, lambda: not tasks.table.words.rows)
    day.do("doctor closed", dialog.close, lambda: True)


def customers(office: Database) -> tuple[int, int]:
    """Return two who have ordered."""
    with office.reading() as session:
        first, second = session.scalars(HAVE_ORDERED).all()
    return first, second


def press(where: QWidget | None, key: Qt.Key) -> None:
    """Press Ctrl with ``key`` in a widget, or where the caret is."""
    widget = where or QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, CONTROL)


def type_line(day: Day) -> None:
    """Type a line of an order with its price, and enter it."""
    panel = day.program.orders.panel
    QTest.keyClicks(panel.product, "aojiru")
    QTest.keyClicks(panel.price, "3980")
    day.program.orders.presenter.add_line()


def type_field(program: Program, which: Field, words: str) -> None:
    """Put ``words`` into a field of the form for a customer, in place of what is there."""
    edit = program.editing.panel.fields[which].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, words)


def colleague(office: Database, customer_id: int) -> None:
    """Have somebody else change a customer."""
    with office.writing() as session:
        session.execute(COLLEAGUE, {"id": customer_id})


def is_normal(program: Program) -> bool:
    """Tell whether the desk is connected and nothing waits."""
    waiting = program.outbox.waiting or program.card.note.waiting
    return program.connection.bar.isHidden() and not waiting
