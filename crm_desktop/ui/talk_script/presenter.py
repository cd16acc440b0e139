"""Chooses the talk scripts for the call in front, and fills in who is spoken to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.talk_script import filled_script
from crm_desktop.ui.incoming_call.aid import CallAids
from crm_desktop.ui.incoming_call.state import DeskCall, IncomingCallState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.talk_script.state import ShownScript, TalkScriptState


class TalkScriptPresenter(QObject):
    """Shown once it was asked for, in this call and the next ones, until it is put away again."""

    changed = Signal(object)  # TalkScriptState

    def __init__(self, operator: str, formats: Formats, parent: QObject | None = None) -> None:
        """``operator`` is the name of who sits here."""
        super().__init__(parent)
        self._operator = operator
        self._formats = formats
        self._aids: CallAids = {}
        self._front: DeskCall | None = None
        self._state = TalkScriptState()

    def on_calls(self, state: IncomingCallState) -> None:
        """Follow which call is in front."""
        self._front = state.front
        self._show()

    def on_aids(self, aids: CallAids) -> None:
        """Know the scripts of the calls."""
        self._aids = aids
        self._show()

    def toggle(self) -> None:
        """Open the script, or put it away."""
        self._tell(replace(self._state, wanted=not self._state.wanted))

    def put_away(self) -> None:
        """Show the history again."""
        self._tell(replace(self._state, wanted=False))

    def _show(self) -> None:
        aid = None if self._front is None else self._aids.get(self._front.call_id)
        if aid is None or self._front is None:
            self._tell(replace(self._state, scripts=()))
            return
        places = {
            "name": self._formats.person(self._front.customer_name) or self.tr("the customer"),
            "operator": self._operator,
            "line": self._formats.phone(self._front.line),
        }
        scripts = (ShownScript(row.title, filled_script(row.body, places)) for row in aid.scripts)
        self._tell(replace(self._state, scripts=tuple(scripts)))

    def _tell(self, state: TalkScriptState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
