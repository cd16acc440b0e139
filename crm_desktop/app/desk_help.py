"""Help while talking at one desk: it asks, or it helps, as the person's groups say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.actions.help_requests import (
    ASKED_CHANNEL,
    HelpWish,
    WhisperWish,
    ask_for_help,
    end_help,
    help_over,
    whisper,
    whisper_channel,
    whispers_seen,
)
from crm_desktop.app.help_drafts import HelpDrafts
from crm_desktop.app.opened_again import with_card_open
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.help_requests import (
    HelpAsked,
    Whisper,
    help_asked,
    whispers_for_me,
)
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.help.asking_presenter import AskingPresenter, AskingWork
from crm_desktop.ui.help.helping_presenter import HelpingPresenter, HelpingWork
from crm_desktop.ui.help.lines import put_away_key
from crm_desktop.ui.help.words import HELP_KEY

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


class DeskHelp(QObject):
    """Supervisors see who asks and whisper; other operators ask and read what is whispered."""

    _heard = Signal(str)

    def __init__(self, program: Program) -> None:
        """Read nothing before the desk is linked."""
        super().__init__(program)
        self._program = program
        groups = program.place.staff.groups
        self.helps = SUPERVISOR in groups
        self.asks = OPERATOR in groups and not self.helps
        questions = HelpQuestions(program.database)
        now = program.place.now
        self.asking = AskingPresenter(questions.of_asking(), program.reports, now=now, parent=self)
        self.helping = HelpingPresenter(questions.of_helping(), program.jobs, now=now, parent=self)
        self.drafts = HelpDrafts(self, program)
        if self.asks:
            self._serve_who_asks(program)
        if self.helps:
            self._serve_who_helps(program)

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read what may have happened while no news came in."""
        if linked and self.asks:
            self.asking.on_news()
        if linked and self.helps:
            self.helping.on_news()

    def ask(self) -> None:
        """Ask with the card that is open; asked already, go to where a word is added."""
        line = self._program.card_panel.help.asking
        if line.isVisible():
            line.word.setFocus()
            return
        note = self._program.card.note.shown_note
        self.asking.ask(None if note is None else note.call_id)

    def _serve_who_asks(self, program: Program) -> None:
        lines, button = program.card_panel.help, program.window.top_bar.ask_help
        program.phone_link.hear(whisper_channel(program.place.staff.staff_id), self._heard.emit)
        self._heard.connect(lambda _which: self.asking.on_news())
        program.card.changed.connect(self.asking.on_card)
        program.card.changed.connect(self._on_card)
        self.asking.changed.connect(lines.show_asking)
        self.asking.whispered.connect(program.window.announce)
        self.asking.failed.connect(program.errors.show)
        lines.asking.word_said.connect(self._say)
        self.drafts.follow_asking()
        lines.asking.withdrawn.connect(self.asking.withdraw)
        lines.whisper.put_away.connect(self.asking.put_away)
        put_away_key(lines.whisper, program.window)
        for leaving in (program.other_person_wanted, program.sign_out_wanted):
            leaving.connect(self.asking.withdraw)
        button.clicked.connect(self.ask)
        button.show_card(is_open=False)
        button.show()
        QShortcut(QKeySequence(HELP_KEY), program.window, self.ask)

    def _serve_who_helps(self, program: Program) -> None:
        line, mark = program.card_panel.help.writing, program.window.top_bar.help_asked
        program.phone_link.hear(ASKED_CHANNEL, self._heard.emit)
        self._heard.connect(lambda _which: self.helping.on_news())
        program.card.changed.connect(self.helping.on_card)
        self.helping.changed.connect(mark.show_state)
        self.helping.changed.connect(line.show_state)
        self.drafts.follow_helping()
        self.helping.failed.connect(program.errors.show)
        line.whispered.connect(self.helping.whisper)
        mark.customer_wanted.connect(self._open)
        QShortcut(QKeySequence(HELP_KEY), program.window, mark.open_list)

    def _say(self, word: str) -> None:
        self.asking.say(word)
        self._program.card_panel.note.body.setFocus()

    def _on_card(self, state: CustomerCardState) -> None:
        self._program.window.top_bar.ask_help.show_card(is_open=state.card is not None)

    def _open(self, customer_id: int) -> None:
        self._program.pages.open_customer(customer_id, OpeningReason.HELP)


class HelpQuestions:
    """What is asked of the database; called on worker threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_asking(self) -> AskingWork:
        """Return what the desk that asks does."""
        return AskingWork(self.ask, self.end, self.over, self.whispers, self.seen)

    def of_helping(self) -> HelpingWork:
        """Return what the desk that helps does."""
        return HelpingWork(self.asked, self.whisper)

    def ask(self, wish: HelpWish) -> None:
        """Ask for help with the card that is open on the screen."""

        def ask() -> None:
            with self._database.writing() as session:
                ask_for_help(session, wish)

        with_card_open(self._database, wish.customer_id, ask)

    def end(self, operation_id: UUID) -> None:
        """Take back what was asked."""
        with self._database.writing() as session:
            end_help(session, operation_id)

    def over(self, customer_id: int) -> None:
        """End what was asked and whispered with a card."""
        with self._database.writing() as session:
            help_over(session, customer_id)

    def whispers(self) -> list[Whisper]:
        """Return what was whispered and not put away."""
        with self._database.reading() as session:
            return whispers_for_me(session)

    def seen(self, whisper_ids: Sequence[int]) -> None:
        """Put away what was whispered."""
        with self._database.writing() as session:
            whispers_seen(session, whisper_ids)

    def asked(self) -> list[HelpAsked]:
        """Return who waits for help."""
        with self._database.reading() as session:
            return help_asked(session)

    def whisper(self, wish: WhisperWish) -> None:
        """Have a word appear on a colleague's card."""
        with self._database.writing() as session:
            whisper(session, wish)
