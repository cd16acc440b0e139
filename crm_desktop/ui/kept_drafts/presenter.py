"""Decides what the list of drafts shows. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.kept_drafts.state import KeptDraftsState

BringBack = Callable[[Draft], None]


class KeptDraftsPresenter(QObject):
    """Follows what is left lying; each kind of draft is brought back by whoever serves it."""

    changed = Signal(object)  # KeptDraftsState
    not_served = Signal(object)  # Draft, of a form that this desk does not have

    def __init__(self, keeper: DraftKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._served: dict[DraftKind, BringBack] = {}
        self._thrown: tuple[Draft, ...] = ()
        keeper.changed.connect(self._tell)

    def serve(self, kind: DraftKind, bring_back: BringBack) -> None:
        """Have ``bring_back`` show the form of a draft of ``kind``, with everything in it."""
        self._served[kind] = bring_back

    def bring_back(self, draft: Draft) -> None:
        """Show the form that ``draft`` was typed into; it lies there until the form takes it."""
        serve = self._served.get(draft.kind)
        if serve is None:
            self.not_served.emit(draft)
        else:
            serve(draft)

    def throw_away(self, drafts: Sequence[Draft]) -> None:
        """Take drafts off the list for good; `put_back` brings the last ones again."""
        self._thrown = tuple(drafts)
        for draft in self._thrown:
            self._keeper.forget(draft.draft_id)

    def put_back(self) -> None:
        """Bring back what was thrown away last."""
        thrown, self._thrown = self._thrown, ()
        for draft in thrown:
            self._keeper.put_back(draft)

    def _tell(self) -> None:
        self.changed.emit(KeptDraftsState(self._keeper.left, len(self._thrown)))
