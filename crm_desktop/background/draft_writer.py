"""Brings drafts to the disk on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final
from uuid import UUID

from crm_desktop.domain.draft import Draft
from crm_desktop.drafts.place import OpenedDrafts
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

AGAIN_AFTER_S: Final = 2.0
_LONGEST_CLOSE_S: Final = 2.0


class DraftWriter:
    """Writes the newest of each draft; what was not begun yet is overtaken by what is newer.

    What could not be written, as on a full disk, is tried again every two seconds and as soon as
    another draft could be. ``opened`` is told the drafts that were there, ``told`` each failure, or
    None once all is written: both on the writer's thread.
    """

    def __init__(
        self,
        open_drafts: Callable[[], OpenedDrafts],
        opened: Callable[[OpenedDrafts, list[Draft]], None],
        told: Callable[[Exception | None], None],
    ) -> None:
        """``open_drafts`` is called on the writer's thread; it may take long."""
        self._open_drafts = open_drafts
        self._opened = opened
        self._told = told
        self._wanted: dict[UUID, Draft | None] = {}
        self._failed: dict[UUID, Draft | None] = {}
        self._changed = threading.Condition()
        self._is_writing = True  # until it is open
        self._is_over = False
        # Nobody waits for it at the end of the program: a keyring may stand open for an answer.
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)

    def start(self) -> None:
        """Open the drafts, then write what is asked for."""
        self._thread.start()

    def write(self, draft: Draft) -> None:
        """Have ``draft`` written."""
        self._want(draft.draft_id, draft)

    def remove(self, draft_id: UUID) -> None:
        """Have a draft removed."""
        self._want(draft_id, None)

    def wait(self, timeout_s: float = _LONGEST_CLOSE_S) -> bool:
        """Wait until all is written; tell whether it is. Where nobody writes, for nothing."""
        with self._changed:
            wait_s = timeout_s if self._thread.is_alive() else 0.0
            self._changed.wait_for(lambda: not (self._wanted or self._is_writing), wait_s)
            return not (self._wanted or self._is_writing or self._failed)

    def close(self) -> None:
        """Write what is left, what had failed once more, and end; 2 s at the most."""
        with self._changed:
            self._want_failed()
            self._is_over = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_LONGEST_CLOSE_S)

    def _want(self, draft_id: UUID, draft: Draft | None) -> None:
        with self._changed:
            self._wanted.pop(draft_id, None)
            self._failed.pop(draft_id, None)
            self._wanted[draft_id] = draft
            self._changed.notify_all()

    def _want_failed(self) -> None:
        self._wanted = self._failed | self._wanted
        self._failed = {}

    def _run(self) -> None:
        try:
            drafts = self._open_drafts()
            self._opened(drafts, drafts.store.drafts())
            self._take_unwritten(drafts.store)
            while self._write_next(drafts.store):
                pass
        except Exception as error:
            log.exception("drafts are written no more")
            self._told(error)

    def _take_unwritten(self, store: DraftStore) -> None:
        """Try again, too, what an earlier writer could not bring to the disk."""
        unwritten: dict[UUID, Draft | None] = {one.draft_id: one for one in store.unwritten}
        with self._changed:
            self._wanted = unwritten | self._wanted

    def _write_next(self, store: DraftStore) -> bool:
        """Write one draft, or wait for one; False once it is over."""
        with self._changed:
            self._is_writing = False
            self._changed.notify_all()
            again_s = AGAIN_AFTER_S if self._failed else None
            if not self._changed.wait_for(lambda: self._wanted or self._is_over, again_s):
                self._want_failed()
            if not self._wanted:
                return False
            draft_id = next(iter(self._wanted))
            draft = self._wanted.pop(draft_id)
            self._is_writing = True
        failure = _failure(store, draft_id, draft)
        if self._is_news(draft_id, draft, failure):
            self._told(failure)
        return True

    def _is_news(self, draft_id: UUID, draft: Draft | None, failure: Exception | None) -> bool:
        """Keep what failed to be tried again; tell whether the last attempt says how it stands."""
        with self._changed:
            if failure is not None:
                if draft_id not in self._wanted:  # else something newer is written next
                    self._failed[draft_id] = draft
                return True
            is_whole = not self._failed
            self._want_failed()
            return is_whole


def _failure(store: DraftStore, draft_id: UUID, draft: Draft | None) -> Exception | None:
    try:
        if draft is None:
            store.forget(draft_id)
        else:
            store.keep(draft)
    except CrmError as error:
        return error
    return None
