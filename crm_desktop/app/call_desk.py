"""The call at the desk: who waits, what helps, what is said, and moving a call to whose it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.ui.call_list.presenter import CallListPresenter
from crm_desktop.ui.customer_card.note_presenter import NotePresenter
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.incoming_call.aid_presenter import CallAidPresenter
from crm_desktop.ui.incoming_call.later_states import LaterStates
from crm_desktop.ui.incoming_call.presenter import IncomingCallPresenter
from crm_desktop.ui.incoming_call.state import DeskCall, IncomingCallState
from crm_desktop.ui.incoming_call.unwanted_dialog import UnwantedDialog
from crm_desktop.ui.incoming_call.waiting_calls import WaitingCalls
from crm_desktop.ui.incoming_call.words import moved_words
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.talk_script.pane import SCRIPT_KEY
from crm_desktop.ui.talk_script.presenter import TalkScriptPresenter
from crm_desktop.ui.talk_script.state import TalkScriptState


class CallDesk(QObject):
    """Ties what helps in a call to the panels that are there."""

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        staff: SignedInStaff,
        questions: CallDeskQuestions,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Listen to nothing yet; `serve` begins."""
        super().__init__(parent)
        self._window = window
        self._staff = staff
        self._formats = window.desk.formats
        self._questions = questions
        self._jobs = jobs
        self.aids = CallAidPresenter(questions.find_aid, jobs, self)
        self._later = LaterStates(self)
        self._later.changed.connect(self.aids.on_calls)
        self.waiting = WaitingCalls(questions.calls_waiting, questions.my_queues, jobs, self)

    def serve(
        self,
        calls: IncomingCallPresenter,
        call_list: CallListPresenter,
        card: CustomerCardPanel,
        note: NotePresenter,
    ) -> None:
        """Follow ``calls`` and show what belongs to them."""
        self._calls, self._note, self._card = calls, note, card
        band = self._window.incoming_call
        self.waiting.changed.connect(calls.on_waiting)
        self.aids.changed.connect(band.show_aids)
        self.aids.changed.connect(call_list.on_aids)
        self.aids.failed.connect(self.failed)
        calls.correction_wanted.connect(self._move)
        band.call_wanted.connect(calls.open_call)
        band.unwanted_wanted.connect(self._ask_why_unwanted)
        self._serve_scripts()

    def on_calls(self, state: IncomingCallState) -> None:
        """Follow the calls at this desk."""
        self._later.on_state(state)
        self.waiting.on_calls(state)
        self.scripts.on_calls(state)

    def _serve_scripts(self) -> None:
        self.scripts = TalkScriptPresenter(self._staff.name, self._formats, self)
        self.aids.changed.connect(self.scripts.on_aids)
        self.scripts.changed.connect(self._show_scripts)
        self._window.incoming_call.script_wanted.connect(self.scripts.toggle)
        QShortcut(QKeySequence(SCRIPT_KEY), self._window, self.scripts.toggle)
        self._card.history_wanted.connect(self.scripts.put_away)

    def _show_scripts(self, state: TalkScriptState) -> None:
        for page in (self._card, self._window.caller_page):
            page.script.show_state(state)
            page.show_script(wanted=state.is_open)

    def _move(self, call: DeskCall) -> None:
        """Move a call to whom it was had with; both cards stay as they are when that fails."""
        thought, customer_id = call.corrects, call.customer_id
        if thought is None or customer_id is None:
            return
        unsaved = self._note.notes_of_call(thought, call.call_id)
        self._jobs.run(
            self,
            lambda: self._questions.move(call.call_id, (thought, customer_id), unsaved),
            then=lambda _done: self._on_moved(call, thought, customer_id),
            failed=self.failed.emit,
        )

    def _on_moved(self, call: DeskCall, thought: int, customer_id: int) -> None:
        self._note.on_call_moved(call.call_id, thought, customer_id)
        self._calls.on_corrected(call)
        self._window.tell(moved_words(call, self._formats))

    def _ask_why_unwanted(self, number: str) -> None:
        dialog = UnwantedDialog(
            number,
            self._formats,
            may_reject=SUPERVISOR in self._staff.groups,
            parent=self._window,
        )
        dialog.mark_wanted.connect(self.mark_unwanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def mark_unwanted(self, form: UnwantedForm) -> None:
        """List a caller; the band tells of it as soon as it is done."""
        self._jobs.run(
            self,
            lambda: self._questions.mark_unwanted(form),
            then=lambda _done: self.aids.refresh(),
            failed=self.failed.emit,
        )
