"""Savings on their way to the database: in order, once, also those that had to wait."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.errors.access import (
    CaFileUnreadable,
    CertificateExpired,
    CertificateForOtherHost,
    CertificateNotTrusted,
    ClientCertificateDemanded,
    LoginLocked,
    NotAllowedFromHere,
    PasswordDue,
    SignInRefused,
    TlsDowngradeRefused,
    TlsNotOffered,
    TooManyLogins,
    UnsafeSignIn,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseMissing, DatabaseUnreachable, TookTooLong

log = logging.getLogger(__name__)

RETRY_MS: Final = 5_000
_MOST_TRIES: Final = 5

NOT_CONNECTED: Final = (
    DatabaseUnreachable,
    DatabaseMissing,  # while an office is restored
    SignInRefused,
    PasswordDue,
    LoginLocked,
    NotAllowedFromHere,
    TooManyLogins,
    ClientCertificateDemanded,
    UnsafeSignIn,
    TlsDowngradeRefused,
    TlsNotOffered,
    CertificateNotTrusted,
    CertificateForOtherHost,
    CertificateExpired,
    CaFileUnreadable,
)
"""Says nothing of what was to be saved: it waits."""

Save = Callable[[Draft], Any]


class Keeper(Protocol):
    """Where savings outlive the program; see `DraftKeeper`."""

    def keep(self, draft: Draft) -> None:
        """Keep it; returns at once."""

    def keep_now(self, draft: Draft) -> Callable[[], object]:
        """Keep it; what is returned waits, on any thread, until it is on the disk."""

    def forget(self, draft_id: UUID) -> None:
        """Keep it no longer."""

    def let_go(self, draft_id: UUID) -> None:
        """Leave it lying, to be taken up again."""


@dataclass(frozen=True, slots=True)
class Form:
    """Who asked for a saving and is still there to hear of it; all on the GUI thread.

    ``then`` gets what saving answered, ``refused`` why it was not done: what was typed is the
    form's again. ``waits`` tells that it is done later: the form is free, `Outbox` tells the rest.
    """

    owner: QObject
    then: Callable[[Any], object]
    refused: Callable[[Exception], object]
    waits: Callable[[], object]


@dataclass(slots=True)
class _Entry:
    draft: Draft
    form: Form | None
    kept: Callable[[], object] = lambda: None
    tries: int = 0
    waited: bool = False


class Outbox(QObject):
    """One saving at a time, first come, first served; while not connected they wait.

    A draft in it is kept with the time it was queued, so that it goes in after a crash too; its id
    makes it the same operation however often it is sent. It is kept before it is sent: what a crash
    leaves is sent again as it was, not offered to be changed. ``changed`` tells that another number
    waits, ``went_in`` a draft that had waited and is saved (with what saving answered),
    ``refused`` one that was not and whose form is gone: it is a draft again.
    """

    changed = Signal()
    went_in = Signal(object, object)  # Draft, answer
    refused = Signal(object, object)  # Draft, Exception

    def __init__(
        self,
        jobs: Jobs,
        keeper: Keeper,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """``jobs`` run one at a time, and nothing else. Connected until told otherwise."""
        super().__init__(parent)
        self._jobs = jobs
        self._keeper = keeper
        self._now = now
        self._saves: dict[DraftKind, Save] = {}
        self._entries: deque[_Entry] = deque()
        self._sending: _Entry | None = None
        self._linked = True
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._send_next)

    @property
    def waiting(self) -> int:
        """How many savings could not be done yet and are done later."""
        return sum(entry.waited for entry in self._entries)

    def serve(self, kind: DraftKind, save: Save) -> None:
        """Have drafts of ``kind`` saved by ``save``, off the GUI thread.

        It must do so once for each ``draft_id``, however often it is called.
        """
        self._saves[kind] = save

    def send(self, draft: Draft, form: Form) -> None:
        """Save ``draft``, whose kind is served, now or as soon as that can be."""
        queued = replace(draft, queued_at=draft.queued_at or self._now())
        entry = _Entry(queued, form, self._keeper.keep_now(queued))
        goes_now = self._linked and not self.waiting
        self._entries.append(entry)
        if not goes_now:
            self._let_wait(entry)
        self._send_next()

    def take_up(self, drafts: tuple[Draft, ...]) -> None:
        """Send the savings, in their order, that an earlier run of the program left.

        One that is not served is a draft again.
        """
        known = {entry.draft.draft_id for entry in self._entries}
        for draft in drafts:
            if draft.kind not in self._saves:
                self._give_back(draft)
        left = [
            _Entry(draft, None, waited=True)
            for draft in drafts
            if draft.kind in self._saves and draft.draft_id not in known
        ]
        for entry in left:
            self._keeper.keep(entry.draft)
        at_work = [self._entries.popleft()] if self._sending is not None else []
        self._entries.extendleft(reversed(at_work + left))
        self.changed.emit()
        self._send_next()

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Send what waits once the database can be reached, nothing while it cannot."""
        self._linked = linked
        if linked:
            self._send_next()
            return
        for entry in self._entries:
            if entry is not self._sending:
                self._let_wait(entry)

    def _send_next(self) -> None:
        if self._sending is not None or not self._linked or not self._entries:
            return
        self._retry.stop()
        entry = self._sending = self._entries[0]
        save, draft, kept = self._saves[entry.draft.kind], entry.draft, entry.kept

        def work() -> object:
            kept()
            return save(draft)

        self._jobs.run(
            self,
            work,
            then=lambda answer: self._on_saved(entry, answer),
            failed=lambda error: self._on_failed(entry, error),
        )

    def _on_saved(self, entry: _Entry, answer: Any) -> None:  # noqa: ANN401
        form = self._end(entry)
        self._keeper.forget(entry.draft.draft_id)
        if form is not None:
            form.then(answer)
        if entry.waited:
            self.went_in.emit(entry.draft, answer)
        self._send_next()

    def _on_failed(self, entry: _Entry, error: Exception) -> None:
        is_busy = isinstance(error, TookTooLong)
        entry.tries += is_busy
        if (is_busy and entry.tries < _MOST_TRIES) or isinstance(error, NOT_CONNECTED):
            log.warning("a saving waits (%s)", type(error).__name__)
            self._sending = None
            self._let_wait(entry)
            self._retry.start()
            return
        self._on_refused(entry, error)
        self._send_next()

    def _on_refused(self, entry: _Entry, error: Exception) -> None:
        if not isinstance(error, CrmError):
            log.error("a saving failed", exc_info=error)
        form, draft = self._end(entry), replace(entry.draft, queued_at=None)
        if form is not None:
            self._keeper.keep(draft)
            form.refused(error)
            return
        self._give_back(draft)
        self.refused.emit(draft, error)

    def _give_back(self, draft: Draft) -> None:
        """Let a draft lie as one that waits for a person."""
        self._keeper.keep(replace(draft, queued_at=None))
        self._keeper.let_go(draft.draft_id)

    def _end(self, entry: _Entry) -> Form | None:
        """Take the entry out, and return whoever still wants to hear of it."""
        self._sending = None
        self._entries.remove(entry)
        self.changed.emit()
        form = entry.form
        return form if form is not None and isValid(form.owner) else None

    def _let_wait(self, entry: _Entry) -> None:
        """Set the form free: what becomes of the saving is told by signals now."""
        form, entry.form = entry.form, None
        if entry.waited:
            return
        entry.waited = True
        if form is not None and isValid(form.owner):
            form.waits()
        self.changed.emit()
