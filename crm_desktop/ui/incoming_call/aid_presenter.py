"""Asks what helps in the calls at this desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.incoming_call.aid import CallAid
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup

REFRESH_MS = 10_000
_Asked = tuple[int | None, CallPhase]


class CallAidPresenter(QObject):
    """Asks once it is known who calls, again when that or the phase changes.

    While the call in front was a colleague's before, it is asked every ten seconds: the colleague
    may still be writing.
    """

    changed = Signal(object)  # CallAids
    failed = Signal(object)

    def __init__(
        self,
        find_aid: Callable[[DeskCall], CallAid],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``find_aid`` is called off the GUI thread."""
        super().__init__(parent)
        self._find_aid = find_aid
        self._jobs = jobs
        self._aids: dict[int, CallAid] = {}
        self._asked: dict[int, _Asked] = {}
        self._front: DeskCall | None = None
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self.refresh)

    def on_calls(self, state: IncomingCallState) -> None:
        """Follow the calls at this desk."""
        self._front = state.front
        here = {call.call_id for call in state.calls}
        for gone in self._asked.keys() - here:
            del self._asked[gone]
            if self._aids.pop(gone, None) is not None:
                self._tell()
        for call in state.calls:
            wanted = call.customer_id, call.phase
            if call.lookup is not Lookup.SEARCHING and self._asked.get(call.call_id) != wanted:
                self._asked[call.call_id] = wanted
                self._ask(call)
        self._keep_fresh()

    def refresh(self) -> None:
        """Ask once more about the call in front."""
        if self._front is not None:
            self._ask(self._front)

    def _ask(self, call: DeskCall) -> None:
        self._jobs.run(
            self,
            lambda: self._find_aid(call),
            then=lambda aid: self._on_found(call.call_id, aid),
            failed=self.failed.emit,
        )

    def _on_found(self, call_id: int, aid: CallAid) -> None:
        if call_id in self._asked and self._aids.get(call_id) != aid:
            self._aids[call_id] = aid
            self._tell()
            self._keep_fresh()

    def _keep_fresh(self) -> None:
        call = self._front
        aid = self._aids.get(call.call_id) if call is not None else None
        if aid is not None and aid.colleagues:
            if not self._refresh.isActive():
                self._refresh.start()
        else:
            self._refresh.stop()

    def _tell(self) -> None:
        self.changed.emit(dict(self._aids))
