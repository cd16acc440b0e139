"""The call at the desk: who waits, what helps, what is said, and moving a call to whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form, Outbox
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.unwanted import UnwantedAction
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
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.form_draft import Field, FormDraft
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
            then=lambda _done: self._on_moved(call, (thought, customer_id), unsaved),
            failed=self.failed.emit,
        )

    def _on_moved(
        self, call: DeskCall, ways: tuple[int, int], stored: Sequence[WrittenNote]
    ) -> None:
        self._note.on_call_moved(call.call_id, ways, stored)
        self._calls.on_corrected(call)
        self._window.tell(moved_words(call, self._formats))

    def use_drafts(self, keeper: DraftKeeper, outbox: Outbox, now: Clock) -> None:
        """Keep what is typed on why a caller is unwanted; saved, now or later, by ``outbox``."""
        self._keeper, self._outbox, self._now = keeper, outbox, now
        outbox.serve(DraftKind.UNWANTED, self._mark)
        outbox.went_in.connect(self._on_went_in)

    def bring_back(self, draft: Draft) -> None:
        """Ask again why a caller is unwanted, with what was typed."""
        self._ask(str(draft.fields.get("number")), draft.draft_id).put_back(draft)

    def _ask_why_unwanted(self, number: str) -> None:
        self._ask(number, uuid4())

    def _ask(self, number: str, draft_id: UUID) -> FormDraft:
        dialog = UnwantedDialog(
            number,
            self._formats,
            may_reject=SUPERVISOR in self._staff.groups,
            parent=self._window,
        )
        about = Draft(draft_id, DraftKind.UNWANTED, None, {"number": number}, self._now())
        fields: dict[str, Field] = {"words": dialog.reason, "rejects": dialog.reject_calls}
        kept = FormDraft(dialog, fields, self._keeper, about, self._now)
        dialog.rejected.connect(kept.let_go)
        dialog.mark_wanted.connect(lambda form: self.mark_unwanted(form, draft_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return kept

    def mark_unwanted(self, form: UnwantedForm, draft_id: UUID) -> None:
        """List a caller, now or once that can be; the band tells of it as soon as it is done.

        The draft that the form was typed as lies there again when it is refused.
        """
        draft = draft_of_unwanted(form, draft_id, self._now())
        self._outbox.send(
            draft,
            Form(
                self,
                then=lambda _done: self.aids.refresh(),
                refused=lambda error: self._on_not_marked(draft_id, error),
                waits=lambda: None,
            ),
        )

    def _mark(self, draft: Draft) -> None:
        self._questions.mark_unwanted(unwanted_of_draft(draft), draft.draft_id)

    def _on_went_in(self, draft: Draft, _answer: object) -> None:
        if draft.kind is DraftKind.UNWANTED:
            self.aids.refresh()

    def _on_not_marked(self, draft_id: UUID, error: Exception) -> None:
        self._keeper.let_go(draft_id)
        self.failed.emit(error)


def draft_of_unwanted(form: UnwantedForm, draft_id: UUID, now: datetime) -> Draft:
    """Return the draft that holds ``form``, with the fields that the dialog keeps."""
    rejects = form.action is UnwantedAction.REJECT
    fields: dict[str, Json] = {"number": form.pattern, "words": form.reason, "rejects": rejects}
    return Draft(draft_id, DraftKind.UNWANTED, None, fields, now)


def unwanted_of_draft(draft: Draft) -> UnwantedForm:
    """Return the form that a draft holds."""
    action = UnwantedAction.REJECT if draft.fields.get("rejects") else UnwantedAction.WARN
    words = str(draft.fields.get("words"))
    return UnwantedForm(str(draft.fields.get("number")), words, action)
