"""Where no word is lost, on the tour: a collision, the database away and back, a draft."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Final
from uuid import uuid4

from crm_desktop.actions.note_drafts import draft_of_note
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.demo_colleague import DemoColleague
from crm_desktop.app.demo_stop import Stop
from crm_desktop.app.program import Program
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.domain.demo_office.scripts import HALF_A_NOTE, MEMO_HERE
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.new_customer.state import Field

_CUSTOMER: Final = 1


class WordStops:
    """Takes an order, lets two people change one customer, stops the demo's server for a while."""

    def __init__(self, program: Program, colleague: DemoColleague, server: EmbeddedServer) -> None:
        """``server`` is the demo's own; nobody else may use it."""
        self._program = program
        self._colleague = colleague
        self._server = server

    def on_the_card(self) -> list[Stop]:
        """Return the pictures of a card that is open; it is shown again at their end."""
        program = self._program
        return [
            Stop("3k_new_order", self._take_order, program.orders.panel.isVisible),
            Stop("3l_edit_customer", self._edit, self._is_edited),
            Stop("3m_conflict", self._collide, program.editing.conflict_panel.isVisible),
            Stop("3n_card_after", self._keep_theirs, program.card_panel.isVisible),
        ]

    def at_the_end(self) -> list[Stop]:
        """Return the pictures with the server away; it runs again afterwards."""
        home = self._program.window.home
        return [
            Stop("o_card_before", self._open_card, self._is_card_open),
            Stop("p_not_connected", self._lose_server, self._is_told_away),
            Stop("q_connected_again", self._bring_server_back, self._is_told_back),
            Stop("r_kept_from_before", self._leave_draft, home.kept.isVisible),
        ]

    def _take_order(self) -> None:
        self._program.orders.open()
        self._program.orders.presenter.repeat_last()

    def _edit(self) -> None:
        self._program.orders.presenter.discard()
        self._program.editing.open()
        self._program.editing.presenter.on_typed(Field.MEMO, MEMO_HERE)

    def _is_edited(self) -> bool:
        return self._program.editing.panel.isVisible() and self._program.editing.has_typing

    def _collide(self) -> None:
        form = self._program.editing.presenter.state.form
        if form is not None:
            self._colleague.change_memo(form.customer_id)
        self._program.editing.presenter.save()

    def _keep_theirs(self) -> None:
        self._program.editing.conflict.leave()
        self._program.editing.presenter.discard()
        self._program.editing.leave()

    def _open_card(self) -> None:
        self._program.dialling.presenter.cancel()
        self._program.window.error_bar.hide()
        self._program.pages.open_customer(_CUSTOMER, OpeningReason.SEARCH)

    def _is_card_open(self) -> bool:
        note = self._program.card.note.shown_note
        return note is not None and note.customer_id == _CUSTOMER

    def _lose_server(self) -> None:
        self._program.card_panel.note.body.insertPlainText(HALF_A_NOTE)
        threading.Thread(target=self._server.stop).start()

    def _is_told_away(self) -> bool:
        connection = self._program.connection
        return not connection.presenter.is_linked and connection.bar.isVisible()

    def _bring_server_back(self) -> None:
        self._program.card.note.save()
        threading.Thread(target=self._server.start).start()

    def _is_told_back(self) -> bool:
        connection = self._program.connection
        return connection.presenter.is_linked and connection.presenter.state.went_in > 0

    def _leave_draft(self) -> None:
        at = self._program.place.now() - timedelta(hours=2)
        note = WrittenNote(uuid4(), _CUSTOMER, None, at, HALF_A_NOTE, None, "in_progress")
        name = self._program.kept.notes.name_of(_CUSTOMER)
        self._program.drafts.put_back(draft_of_note(note, at, name=name))
        self._program.pages.go_home()
