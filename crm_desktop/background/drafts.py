"""Keeps what is typed, from the GUI thread, which never waits for the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from crm_desktop.background.draft_writer import DraftWriter
from crm_desktop.domain.draft import Draft
from crm_desktop.drafts.place import OpenedDrafts
from crm_desktop.errors.drafts import DraftsUnreadable

DELAY_MS: Final = 300
_LONGEST_WAIT_S: Final = 1.0


class DraftKeeper(QObject):
    """The drafts of who sits at this desk, each in somebody's hand or left lying.

    A draft is in hand from ``keep`` on, for as long as the form is there that it was typed into;
    it is left lying when the program ended, or since ``let_go``. ``changed`` tells that something
    is left lying now, or no more; ``opened`` once the drafts of before are read; ``problem`` why
    drafts do not last, once until it is ``over``. ``kept`` and ``forgotten`` tell each draft.
    """

    changed = Signal()
    opened = Signal()
    kept = Signal(object)  # Draft
    forgotten = Signal(object)  # UUID
    problem = Signal(object)  # Exception
    over = Signal()

    _found = Signal(object, object)
    _told = Signal(object)

    def __init__(
        self,
        open_drafts: Callable[[], OpenedDrafts],
        parent: QObject | None = None,
        *,
        delay_ms: int = DELAY_MS,
    ) -> None:
        """``open_drafts`` is called on a thread of its own, and what it opened is used there."""
        super().__init__(parent)
        self._typed: dict[UUID, Draft] = {}
        self._lying: dict[UUID, Draft] = {}
        self._in_hand: dict[UUID, Draft] = {}
        self._gone: set[UUID] = set()  # before it is known what lies there
        self._is_open = False
        self._failing = False
        self._found.connect(self._on_found)
        self._told.connect(self._on_told)
        self._writer = DraftWriter(open_drafts, _safely(self._found), _safely(self._told))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(delay_ms)
        self._soon.timeout.connect(self._write)

    def start(self) -> None:
        """Read the drafts of before; ``opened`` follows. What is kept meanwhile is written then."""
        self._writer.start()

    @property
    def left(self) -> tuple[Draft, ...]:
        """What was left lying, the newest first; savings that wait are not among it."""
        lying = (draft for draft in self._lying.values() if draft.queued_at is None)
        return tuple(sorted(lying, key=lambda draft: draft.typed_at, reverse=True))

    @property
    def queued(self) -> tuple[Draft, ...]:
        """Savings of an earlier run that wait to be sent, the oldest first."""
        waiting = [(lying.queued_at, lying) for lying in self._lying.values() if lying.queued_at]
        return tuple(draft for _at, draft in sorted(waiting, key=lambda pair: pair[0]))

    def knows(self, draft_id: UUID) -> bool:
        """Tell whether a draft is in hand here, or lies here."""
        return draft_id in self._in_hand or draft_id in self._lying

    def keep(self, draft: Draft) -> None:
        """Have ``draft`` on the disk within a second; it is in hand now. Returns at once."""
        self._gone.discard(draft.draft_id)
        self._typed[draft.draft_id] = self._in_hand[draft.draft_id] = draft
        if not self._soon.isActive():
            self._soon.start()
        self.kept.emit(draft)
        if self._lying.pop(draft.draft_id, None) is not None:
            self.changed.emit()

    def keep_now(self, draft: Draft) -> Callable[[], object]:
        """Keep ``draft`` without the delay; what is returned waits for the disk, on any thread.

        For 1 s at most: longer than that a keyring or a disk holds nobody up.
        """
        self.keep(draft)
        self._write()
        return partial(self._writer.wait, _LONGEST_WAIT_S)

    def forget(self, draft_id: UUID) -> None:
        """Throw a draft away: it is saved, or not wanted. Nothing when it is unknown."""
        self._typed.pop(draft_id, None)
        self._in_hand.pop(draft_id, None)
        if not self._is_open:
            self._gone.add(draft_id)
        self._writer.remove(draft_id)
        self.forgotten.emit(draft_id)
        if self._lying.pop(draft_id, None) is not None:
            self.changed.emit()

    def let_go(self, draft_id: UUID) -> None:
        """Leave a draft lying: its form is closed, what was typed waits to be taken up again."""
        draft = self._in_hand.pop(draft_id, None)
        if draft is not None:
            self._lying[draft_id] = draft
            self.changed.emit()

    def put_back(self, draft: Draft) -> None:
        """Let a draft lie again that was just thrown away."""
        self.keep(draft)
        self.let_go(draft.draft_id)

    def flush(self, timeout_s: float = 1.0) -> bool:
        """Wait until all that was kept is on the disk; tell whether it is."""
        self._write()
        return self._writer.wait(timeout_s)

    def close(self) -> None:
        """Bring to the disk what was typed; nothing is kept after it. 2 s at the most."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        self._soon.stop()
        for draft in self._typed.values():
            self._writer.write(draft)
        self._typed.clear()

    def _on_found(self, opened: OpenedDrafts, drafts: list[Draft]) -> None:
        known = self._in_hand.keys() | self._gone
        self._is_open = True
        self._gone.clear()
        self._lying.update(
            {draft.draft_id: draft for draft in drafts if draft.draft_id not in known}
        )
        if opened.problem is not None:
            self.problem.emit(opened.problem)
        if opened.store.unreadable:
            folder = str(opened.store.folder)
            self.problem.emit(DraftsUnreadable(opened.store.unreadable, folder))
        self.opened.emit()
        self.changed.emit()

    def _on_told(self, error: Exception | None) -> None:
        was_failing, self._failing = self._failing, error is not None
        if error is not None and not was_failing:
            self.problem.emit(error)
        if was_failing and not self._failing:
            self.over.emit()


def _safely(signal: SignalInstance) -> Callable[..., None]:
    """Return what emits ``signal`` unless its owner was deleted meanwhile."""

    def emit(*facts: object) -> None:
        with suppress(RuntimeError):
            signal.emit(*facts)

    return emit
