"""Work to be done at the desk: its page, its sheets, what they ask, and from where news come in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.actions.tasks import CHANNEL, NewTask, TaskPlan
from crm_desktop.app.task_drafts import (
    SaidOfTask,
    TaskDeed,
    deed_of_draft,
    draft_of_open_task,
    draft_of_task,
    open_task_of_draft,
    task_of_draft,
    with_said,
)
from crm_desktop.app.task_questions import TaskQuestions
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.shared.form_draft import FormDraft
from crm_desktop.ui.shared.words_draft import WordsDraft
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
        self._words: WordsDraft | None = None
        self._is_served = bool({OPERATOR, SUPERVISOR} & groups)
        self._sheet: TaskSheet | DoneSheet | None = None
        self.presenter = TasksPresenter(
            self._questions.of_page(),
            program.jobs,
            today=place.today,
            supervises=SUPERVISOR in groups,
            parent=self,
        )
        if self._is_served:
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
        new = NewTask(uuid4(), "", None, call_id=missed.call_id, kind="call_back")
        self._ask_for(new, about)

    def of_letter(self, letter: LetterText) -> None:
        """Ask what is to be done about a letter."""
        place = self._program.place
        about = place.formats.day(letter.received_on, today=place.today())
        card = self._program.map.customer_id
        new = NewTask(uuid4(), "", None, card, letter_id=letter.letter_id, kind="letter")
        self._ask_for(new, f"{about}  {letter.summary}")

    def bring_back(self, draft: Draft) -> None:
        """Show a sheet again, with what was typed into it."""
        try:
            self._ask(draft).put_back(draft)
        except (ValueError, TypeError):
            self._program.kept.presenter.not_served.emit(draft)

    def bring_back_word(self, draft: Draft) -> None:
        """Show the note that a word was typed about, with the word; it may wait no more."""
        note_id = draft.fields.get("note_id")
        if not isinstance(note_id, int) or not self._is_served:
            self._program.kept.presenter.not_served.emit(draft)
            return
        self._words_on(self.page).bring_back(draft)
        self.presenter.look_for(note_id)
        self.open(WorkView.APPROVALS)

    def _ask(self, draft: Draft) -> FormDraft:
        """Show the sheet that ``draft`` is for, with nothing typed into it yet."""
        match deed_of_draft(draft):
            case TaskDeed.ADD:
                return self._ask_for(*task_of_draft(draft))
            case TaskDeed.PLAN:
                return self._ask_plan(draft, open_task_of_draft(draft))
            case _:
                return self._ask_outcome(draft, open_task_of_draft(draft))

    def _ask_for(self, new: NewTask, about: str) -> FormDraft:
        place = self._program.place
        words = letter_words() if new.kind == "letter" else call_back_words()
        sheet = self._task_sheet(words.heading, about)
        sheet.show_task(words.title, self._later(), today=place.today())
        kept = self._keep(sheet, draft_of_task(new, about, place.now()))
        sheet.task_wanted.connect(
            lambda title, plan: self._send(kept, SaidOfTask(TaskDeed.ADD, title, plan))
        )
        return kept

    def _ask_outcome(self, draft: Draft, task: OpenTask) -> FormDraft:
        from crm_desktop.ui.tasks.sheets import DoneSheet  # noqa: PLC0415

        choices, place = self.presenter.state.choices, self._program.place
        tomorrow = place.today() + timedelta(days=1)
        sheet = DoneSheet(
            task, place.formats, choices, tomorrow=tomorrow, parent=self._program.window
        )
        self._show_sheet(sheet)
        kept = self._keep(sheet, draft)
        sheet.done_wanted.connect(
            lambda words, plan: self._send(kept, SaidOfTask(TaskDeed.FINISH, words, plan))
        )
        sheet.drop_wanted.connect(
            lambda words: self._send(kept, SaidOfTask(TaskDeed.DROP, words, None))
        )
        return kept

    def _ask_plan(self, draft: Draft, task: OpenTask) -> FormDraft:
        sheet = self._task_sheet(plan_words().heading, task.customer_name or task.caller)
        plan = TaskPlan(task.due_on, task.due_at, task.staff_id, task.for_group, task.priority)
        sheet.show_task(task.title, plan, today=self._program.place.today(), fixed=True)
        kept = self._keep(sheet, draft)
        sheet.task_wanted.connect(
            lambda title, plan: self._send(kept, SaidOfTask(TaskDeed.PLAN, title, plan))
        )
        return kept

    def _later(self) -> TaskPlan:
        return TaskPlan(self._program.place.today(), staff_id=self._program.place.staff.staff_id)

    def _keep(self, sheet: TaskSheet | DoneSheet, about: Draft) -> FormDraft:
        now = self._program.place.now
        kept = FormDraft(sheet, sheet.typed_fields(), self._program.drafts, about, now)
        sheet.rejected.connect(kept.let_go)
        return kept

    def _send(self, kept: FormDraft, said: SaidOfTask) -> None:
        """Have saved what was said in a sheet; while not connected it waits."""
        draft = with_said(kept.draft, said)
        form = Form(
            self,
            then=lambda _task_id: self._on_saved(draft),
            refused=lambda error: self._on_refused(draft, error),
            waits=lambda: None,
        )
        self._program.outbox.send(draft, form)

    def _ask_about(self, deed: TaskDeed) -> None:
        """Show a sheet about the chosen task."""
        task = self.presenter.state.task
        if task is not None:
            self._ask(draft_of_open_task(deed, task, self._program.place.now()))

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

    def _on_refused(self, draft: Draft, error: Exception) -> None:
        self._program.drafts.let_go(draft.draft_id)
        self._program.errors.show(error)
        self.presenter.refresh()

    def _on_saved(self, draft: Draft) -> None:
        call_id = draft.fields.get("call_id")
        if draft.fields.get("task_kind") == "call_back" and isinstance(call_id, int):
            self._program.home.settle([call_id], MissedCallSettled.OTHER)  # it waits no more there
        else:
            self._program.home.refresh()
        self.presenter.refresh()

    def _on_went_in(self, draft: Draft) -> None:
        if draft.kind is DraftKind.TASK:
            self._on_saved(draft)

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
        self._words_on(page)
        page.done_wanted.connect(lambda: self._ask_about(TaskDeed.FINISH))
        page.plan_wanted.connect(lambda: self._ask_about(TaskDeed.PLAN))
        self.presenter.customer_wanted.connect(
            lambda customer_id: pages.open_from(page, customer_id, OpeningReason.TASK)
        )
        self._program.window.add_page(page)
        return page

    def _words_on(self, page: TasksPanel) -> WordsDraft:
        """Return what keeps the words that are typed about notes on ``page``."""
        if self._words is None:
            field, program = page.approval.word, self._program
            words = WordsDraft(field, DraftKind.APPROVAL, program.drafts, program.place.now, self)
            self.presenter.changed.connect(lambda state: _turn(words, state.approval))
            self.presenter.said.connect(lambda note_id, word: words.sent(_about(note_id), word))
            self._words = words
        return self._words

    def _connect(self, program: Program) -> None:
        window = program.window
        QShortcut(QKeySequence(TASKS_KEY), window, self.open)
        window.call_list.tasks_wanted.connect(self.open)
        program.card_panel.note.decides = SUPERVISOR in program.place.staff.groups
        window.home.missed.later_wanted.connect(self.call_later)
        program.papers.letter_task_wanted.connect(self.of_letter)
        program.call_log.later_wanted.connect(self.call_later)
        program.outbox.serve(DraftKind.TASK, self._questions.save)
        program.outbox.went_in.connect(lambda draft, _answer: self._on_went_in(draft))
        self._heard.connect(lambda _task: self._on_news())
        program.phone_link.hear(CHANNEL, self._heard.emit)
        self.presenter.failed.connect(program.errors.show)
        self.presenter.done.connect(program.home.refresh)
        self.presenter.number_wanted.connect(window.search.search_for)


def _turn(words: WordsDraft, note: AskedApproval | None) -> None:
    if note is None:
        words.turn_to(None)
    else:
        words.turn_to(_about(note.note_id), note.customer_id)


def _about(note_id: int) -> dict[str, Json]:
    return {"note_id": note_id}
