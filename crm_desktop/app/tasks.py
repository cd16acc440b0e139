"""Work to be done at the desk: its page, its sheets, what they ask, and from where news come in."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.actions.tasks import CHANNEL, NewTask, TaskPlan
from crm_desktop.app.task_questions import TaskQuestions
from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.tasks.presenter import TasksPresenter
from crm_desktop.ui.tasks.sheet_words import call_back_words, letter_words, plan_words
from crm_desktop.ui.tasks.state import WorkView

if TYPE_CHECKING:
    from crm_desktop.app.program import Program
    from crm_desktop.ui.tasks.panel import TasksPanel
    from crm_desktop.ui.tasks.sheets import DoneSheet, TaskSheet

TASKS_KEY: Final = "Ctrl+Shift+T"


class Tasks(QObject):
    """Opens with Ctrl+Shift+T and from the tasks in the left column; its page is made then.

    Sheets belong to the window: what is typed in one holds back the card of a caller.
    """

    _heard = Signal(str)

    def __init__(self, program: Program) -> None:
        """Read nothing before the page is opened."""
        super().__init__(program)
        self._program = program
        place, groups = program.place, program.place.staff.groups
        self._questions = TaskQuestions(program.database, place.today, place.zone)
        self._page: TasksPanel | None = None
        self._sheet: TaskSheet | DoneSheet | None = None
        self.presenter = TasksPresenter(
            self._questions.of_page(),
            program.jobs,
            today=place.today,
            supervises=SUPERVISOR in groups,
            parent=self,
        )
        if {OPERATOR, SUPERVISOR} & groups:
            self._connect(program)

    @property
    def has_typing(self) -> bool:
        """Whether a sheet is open, or a word is typed on the page."""
        return self._sheet is not None or (
            self._page is not None and self._page.isVisible() and self._page.approval.has_typing
        )

    @property
    def page(self) -> TasksPanel:
        """The page, whether it is on the screen or not."""
        if self._page is None:
            self._page = self._make_page()
        return self._page

    @property
    def sheet(self) -> TaskSheet | DoneSheet | None:
        """The sheet that is open."""
        return self._sheet

    def open(self, view: WorkView | None = None) -> None:
        """Show the page, with ``view`` that list; when it is shown already, read it anew."""
        page, window = self.page, self._program.window
        if view is not None:
            self.presenter.choose_view(view)
        elif page.isVisible():
            self.presenter.refresh()
        window.show_page(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def call_later(self, missed: MissedCalls) -> None:
        """Ask when to call somebody back who called in vain."""
        formats = self._program.place.formats
        about = missed.customer_name or formats.phone(missed.caller or "")
        words = call_back_words()
        sheet = self._task_sheet(words.heading, about)
        sheet.show_task(words.title, self._later(), today=self._program.place.today())
        new = NewTask(uuid4(), "", None, call_id=missed.call_id, kind="call_back")
        sheet.task_wanted.connect(partial(self._add, new))

    def of_letter(self, letter: LetterText) -> None:
        """Ask what is to be done about a letter."""
        place = self._program.place
        about = place.formats.day(letter.received_on, today=place.today())
        words = letter_words()
        sheet = self._task_sheet(words.heading, f"{about}  {letter.summary}")
        sheet.show_task(words.title, self._later(), today=place.today())
        new = NewTask(uuid4(), "", None, letter_id=letter.letter_id, kind="letter")
        sheet.task_wanted.connect(partial(self._add, new))

    def _later(self) -> TaskPlan:
        return TaskPlan(self._program.place.today(), staff_id=self._program.place.staff.staff_id)

    def _add(self, new: NewTask, title: str, plan: TaskPlan) -> None:
        self._program.jobs.run(
            self,
            lambda: self._questions.add(_planned(new, title, plan)),
            then=lambda _task_id: self._on_added(new),
            failed=self._program.errors.show,
        )

    def _finish(self) -> None:
        from crm_desktop.ui.tasks.sheets import DoneSheet  # noqa: PLC0415

        state, place = self.presenter.state, self._program.place
        task = state.task
        if task is None:
            return
        tomorrow = place.today() + timedelta(days=1)
        sheet = DoneSheet(
            task, place.formats, state.choices, tomorrow=tomorrow, parent=self._program.window
        )
        sheet.done_wanted.connect(partial(self.presenter.finish, task))
        sheet.drop_wanted.connect(partial(self.presenter.drop, task))
        self._show_sheet(sheet)

    def _plan(self) -> None:
        task = self.presenter.state.task
        if task is None:
            return
        sheet = self._task_sheet(plan_words().heading, task.customer_name or task.caller)
        plan = TaskPlan(task.due_on, task.due_at, task.staff_id, task.for_group, task.priority)
        sheet.show_task(task.title, plan, today=self._program.place.today(), fixed=True)
        sheet.task_wanted.connect(lambda _title, plan: self.presenter.arrange(task, plan))

    def _task_sheet(self, heading: str, about: str) -> TaskSheet:
        from crm_desktop.ui.tasks.sheets import TaskSheet  # noqa: PLC0415

        sheet = TaskSheet(
            heading,
            about,
            self._program.place.formats,
            self.presenter.state.choices,
            parent=self._program.window,
        )
        self._show_sheet(sheet)
        self._program.jobs.run(
            sheet,
            self._questions.read_choices,
            then=sheet.fields.show_choices,
            failed=self._program.errors.show,
        )
        return sheet

    def _show_sheet(self, sheet: TaskSheet | DoneSheet) -> None:
        if self._sheet is not None:
            self._sheet.close()
        self._sheet = sheet
        sheet.finished.connect(lambda _result: self._forget(sheet))
        sheet.show()

    def _forget(self, sheet: TaskSheet | DoneSheet) -> None:
        if self._sheet is sheet:
            self._sheet = None

    def _on_added(self, new: NewTask) -> None:
        if new.kind == "call_back" and new.call_id is not None:  # it waits no more in the list
            self._program.home.settle([new.call_id], MissedCallSettled.OTHER)
        else:
            self._program.home.refresh()
        self.presenter.on_news()

    def _on_news(self) -> None:
        self.presenter.on_news()
        if self._program.window.home.isVisible():
            self._program.home.refresh_soon()

    def _make_page(self) -> TasksPanel:
        from crm_desktop.ui.tasks.panel import TasksPanel  # noqa: PLC0415
        from crm_desktop.ui.tasks.wiring import connect_tasks  # noqa: PLC0415

        place, pages = self._program.place, self._program.pages
        page = TasksPanel(place.formats, now=place.now)
        connect_tasks(self.presenter, page)
        page.done_wanted.connect(self._finish)
        page.plan_wanted.connect(self._plan)
        self.presenter.customer_wanted.connect(
            lambda customer_id: pages.open_from(page, customer_id, OpeningReason.TASK)
        )
        self._program.window.add_page(page)
        return page

    def _connect(self, program: Program) -> None:
        window = program.window
        QShortcut(QKeySequence(TASKS_KEY), window, self.open)
        window.call_list.tasks_wanted.connect(self.open)
        program.card_panel.note.decides = SUPERVISOR in program.place.staff.groups
        window.home.missed.later_wanted.connect(self.call_later)
        program.papers.letter_task_wanted.connect(self.of_letter)
        program.call_log.later_wanted.connect(self.call_later)
        self._heard.connect(lambda _task: self._on_news())
        program.phone_link.hear(CHANNEL, self._heard.emit)
        self.presenter.failed.connect(program.errors.show)
        self.presenter.done.connect(program.home.refresh)
        self.presenter.number_wanted.connect(window.search.search_for)


def _planned(new: NewTask, title: str, plan: TaskPlan) -> NewTask:
    return NewTask(
        new.operation_id,
        title,
        plan.due_on,
        staff_id=plan.staff_id,
        call_id=new.call_id,
        kind=new.kind,
        priority=plan.priority,
        due_at=plan.due_at,
        for_group=plan.for_group,
        letter_id=new.letter_id,
    )
