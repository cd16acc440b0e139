"""What others do with the card that is open at this desk, as it happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.card_changes import (
    BE_AT_CARD,
    CHANGED_CHANNEL,
    PEOPLE_CHANNEL,
    CardChange,
    OtherDesk,
    last_card_changes,
    others_at_card,
)
from crm_desktop.database.queries.customer_card import CustomerCard, customer_card
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.ui.card_live.marks import show_live
from crm_desktop.ui.card_live.presenter import CardLivePresenter, CardLiveWork
from crm_desktop.ui.card_live.state import CardLiveState
from crm_desktop.ui.card_live.words import changes_words
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.shared.banner import Banner

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


class CardLive(QObject):
    """Hears of changed cards on the line of the feed, whose connection also says where it is."""

    _changed = Signal(bool)  # whether it is the open card for sure
    _people = Signal()

    def __init__(self, program: Program) -> None:
        """Follow the card of ``program`` from now on."""
        super().__init__(program)
        self._formats = program.place.formats
        self._questions = CardLiveQuestions(program.database)
        self._open_card = ""  # as it is notified; read on the feed's thread
        work = CardLiveWork(
            self._questions.read,
            self._questions.read_others,
            self._be_at_card,
            program.place.now,
        )
        self.presenter = CardLivePresenter(work, program.jobs, self)
        self.told = Banner(program.window)
        self._header = program.card_panel.header
        if {OPERATOR, SUPERVISOR} & program.place.staff.groups:
            program.window.add_strip(self.told)
            self._connect(program)

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Be at the card again after the line was lost."""
        self.presenter.on_linked(linked)

    def listening(self, listen: Callable[[], Listener]) -> Listener:
        """Return what ``listen`` makes, and say on its connection where this desk is."""
        listener = self._questions.listener = listen()
        return listener

    def _connect(self, program: Program) -> None:
        program.phone_link.hear(CHANGED_CHANNEL, self._hear_changed)
        program.phone_link.hear(PEOPLE_CHANNEL, self._hear_people)
        presenter = self.presenter
        self._changed.connect(lambda is_sure: presenter.on_changed(is_sure=is_sure))
        self._people.connect(presenter.on_people)
        program.card.changed.connect(self._on_card)
        program.card.changed.connect(presenter.on_card)
        presenter.renewed.connect(program.card.renew)
        for follow in (program.dialling.on_card, program.map.on_card):
            program.card.renewed.connect(follow)
        presenter.changed.connect(self._show)
        presenter.failed.connect(program.errors.show)

    def _on_card(self, state: CustomerCardState) -> None:
        if not state.loading:
            self._open_card = "" if state.card is None else str(state.card.customer_id)

    def _hear_changed(self, customer_id: str) -> None:
        """Take most news no farther than the feed's thread: they are of other cards."""
        if self._open_card and customer_id in {"", self._open_card}:
            self._changed.emit(bool(customer_id))

    def _hear_people(self, customer_id: str) -> None:
        if customer_id == self._open_card:
            self._people.emit()

    def _be_at_card(self, left: int | None, come_to: int | None) -> None:
        if self._questions.listener is not None:
            self._questions.listener.ask(
                BE_AT_CARD, [left, come_to], lambda _is_open: self._people.emit()
            )

    def _show(self, state: CardLiveState) -> None:
        show_live(self._header, state, self._formats)
        if state.marks:
            self.told.note(changes_words(state.marks, self._formats))
        else:
            self.told.hide()


class CardLiveQuestions:
    """What is asked of the database; called on worker threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.listener: Listener | None = None

    def read(self, customer_id: int) -> tuple[CustomerCard, tuple[CardChange, ...]]:
        """Return the card as it is stored now, and who changed it last."""
        with self._database.asking() as session:
            return customer_card(session, customer_id), last_card_changes(session, customer_id)

    def read_others(self, customer_id: int) -> tuple[OtherDesk, ...]:
        """Return who else has the card open."""
        listener = 0 if self.listener is None else self.listener.process
        with self._database.asking() as session:
            return others_at_card(session, customer_id, listener)
