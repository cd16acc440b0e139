"""The drafts of one person on this PC."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from uuid import UUID

from crm_desktop.domain.draft import Draft, too_old
from crm_desktop.drafts.disk import DraftDisk
from crm_desktop.errors.drafts import DraftNotWritten, DraftsNotLasting

log = logging.getLogger(__name__)


class DraftStore:
    """Keeps drafts in encrypted files, one each, or without a key in memory alone.

    What is kept stays in memory too, so a full disk loses nothing while the program runs. Programs
    that share a folder have files of their own; one takes what another left once that is over.
    May be used on any thread.
    """

    def __init__(
        self, folder: Path, login: str, key: bytes | None, now: Callable[[], datetime]
    ) -> None:
        """``now`` tells the aware time.

        Raises:
            DraftsNotLasting: there is a key, but the folder cannot be made or takes no file.
        """
        self.folder = folder / sha256(login.encode()).hexdigest()[:32]
        self._now = now
        self._memory: dict[UUID, Draft] = {}
        self._unwritten: set[UUID] = set()
        self._guard = Lock()
        try:
            self._disk = None if key is None else DraftDisk(self.folder, key, now)
        except OSError as error:
            raise DraftsNotLasting(error.strerror or type(error).__name__) from error

    @property
    def lasting(self) -> bool:
        """Whether drafts outlive the program."""
        return self._disk is not None

    @property
    def unreadable(self) -> int:
        """How many files were put aside because they cannot be read."""
        return 0 if self._disk is None else self._disk.unreadable

    @property
    def unwritten(self) -> list[Draft]:
        """Return what the disk, which may take it by now, has not or not as it is."""
        with self._guard:
            return [self._memory[draft_id] for draft_id in self._unwritten]

    def keep(self, draft: Draft) -> None:
        """Keep ``draft`` in place of what was kept as the same; it is on the disk when this ends.

        Raises:
            DraftNotWritten: it is kept in memory alone.
        """
        with self._guard, _not_written():
            self._memory[draft.draft_id] = draft
            if self._disk is not None:
                self._unwritten.add(draft.draft_id)
                self._disk.write(draft)
                self._unwritten.discard(draft.draft_id)

    def forget(self, draft_id: UUID) -> None:
        """Throw a draft away; nothing when it is gone already.

        Raises:
            DraftNotWritten: its file cannot be removed.
        """
        with self._guard, _not_written():
            self._memory.pop(draft_id, None)
            self._unwritten.discard(draft_id)
            if self._disk is not None:
                self._disk.remove(draft_id)

    def drafts(self) -> list[Draft]:
        """Return what is kept and not too old, the oldest first; what another program has is not.

        Files that are too old are removed, those that cannot be read put aside.
        """
        now = self._now()
        with self._guard:
            found = {draft.draft_id: draft for draft in self._on_disk()}
            found.update(self._memory)
        kept = [draft for draft in found.values() if not too_old(draft, now)]
        return sorted(kept, key=lambda draft: (draft.typed_at, draft.draft_id))

    def close(self) -> None:
        """Let other programs have what this one leaves."""
        with self._guard:
            if self._disk is not None:
                self._disk.close()

    def _on_disk(self) -> list[Draft]:
        if self._disk is None:
            return []
        try:
            return self._disk.read()
        except OSError:
            log.warning("the folder of drafts cannot be read")
            return []


@contextmanager
def _not_written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DraftNotWritten(error.strerror or type(error).__name__) from error
