"""The folder of one person's drafts, encrypted with their key."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken

from crm_desktop.domain.draft import DRAFT_DAYS, Draft, too_old
from crm_desktop.drafts.envelope import NewerDraft, UnreadableDraft, as_bytes, from_bytes
from crm_desktop.drafts.files import (
    DraftFile,
    draft_files,
    draft_path,
    mark_old,
    put_aside,
    unmark_old,
    write_whole,
)
from crm_desktop.drafts.session_lock import SessionLock

log = logging.getLogger(__name__)

SURE_AFTER: Final = timedelta(days=1)
"""So long after it was first found too old a draft is removed; by then a clock is set right."""
_DRAFTS: Final = ("draft", "old")


class DraftDisk:
    """One file a draft and program; what another running program wrote is neither read nor removed.

    ``unreadable`` counts the files put aside since the beginning. Each method may raise OSError.
    """

    def __init__(self, folder: Path, key: bytes, now: Callable[[], datetime]) -> None:
        """Make the folder where it is missing."""
        self.unreadable = 0
        self._folder = folder
        self._fernet = Fernet(key)
        self._now = now
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._session = SessionLock(folder)

    def write(self, draft: Draft) -> None:
        """Bring ``draft`` to the disk, then remove what programs that are over had of it."""
        path = draft_path(self._folder, draft.draft_id, self._session.session_id)
        write_whole(path, self._fernet.encrypt(as_bytes(draft)))
        self._remove(draft.draft_id, but=path)

    def remove(self, draft_id: UUID) -> None:
        """Remove a draft; nothing when it is gone already."""
        self._remove(draft_id)

    def read(self) -> list[Draft]:
        """Return what is not too old, the newest last; of one draft there may be several versions.

        Files that were found too old a day ago are removed, those that cannot be read put aside.
        """
        files = [file for file in draft_files(self._folder) if self._is_free(file)]
        found = (self._read(file) for file in files)
        return sorted((draft for draft in found if draft is not None), key=_typed_at)

    def close(self) -> None:
        """Let other programs have what is left."""
        self._session.release()

    def _read(self, file: DraftFile) -> Draft | None:
        if file.state not in _DRAFTS:
            self._clear_away(file)
            return None
        try:
            draft = from_bytes(self._fernet.decrypt(file.path.read_bytes()))
        except (OSError, NewerDraft):
            return None
        except (InvalidToken, UnreadableDraft):
            log.warning("a draft cannot be read and is put aside")
            self.unreadable += 1
            put_aside(file)
            return None
        if too_old(draft, self._now()):
            self._let_grow_old(file)
            return None
        if file.state == "old":
            unmark_old(file)
        return replace(draft, draft_id=file.draft_id)

    def _let_grow_old(self, file: DraftFile) -> None:
        """Mark it; remove it when that was a day ago: the clock may have jumped for a moment."""
        if file.state == "draft":
            mark_old(file, self._now())
            return
        with suppress(OSError):
            marked = datetime.fromtimestamp(file.path.stat().st_mtime, self._now().tzinfo)
            if self._now() - marked > SURE_AFTER:
                file.path.unlink(missing_ok=True)

    def _clear_away(self, file: DraftFile) -> None:
        """Remove what a killed program was just writing, and in time what cannot be read."""
        with suppress(OSError):
            written = datetime.fromtimestamp(file.path.stat().st_mtime, self._now().tzinfo)
            is_old = self._now() - written > timedelta(days=DRAFT_DAYS)
            is_left = file.state == "new" and file.session_id != self._session.session_id
            if is_old or is_left:
                file.path.unlink(missing_ok=True)

    def _remove(self, draft_id: UUID, but: Path | None = None) -> None:
        for file in draft_files(self._folder):
            is_it = file.draft_id == draft_id and file.state in _DRAFTS and file.path != but
            if is_it and self._is_free(file):
                file.path.unlink(missing_ok=True)

    def _is_free(self, file: DraftFile) -> bool:
        is_own = file.session_id == self._session.session_id
        return is_own or not self._session.lives(file.session_id)


def _typed_at(draft: Draft) -> datetime:
    return draft.typed_at
