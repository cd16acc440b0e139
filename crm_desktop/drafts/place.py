"""Where the drafts of everybody lie who signs in on this PC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from crm_desktop.drafts.key import draft_key
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.drafts import DraftsNotLasting


@dataclass(frozen=True, slots=True)
class OpenedDrafts:
    """Somebody's drafts; ``problem`` says why they do not last, the first time they are opened."""

    store: DraftStore
    problem: DraftsNotLasting | None = None


class DraftPlace:
    """Opens a person's drafts once; who signs in again finds what was kept in memory too."""

    def __init__(self, folder: Path | None, now: Callable[[], datetime]) -> None:
        """Without ``folder`` everything is kept in memory, and nothing is said of it."""
        self._folder = folder
        self._now = now
        self._guard = Lock()
        self._stores: dict[str, DraftStore] = {}

    def open(self, who: str) -> OpenedDrafts:
        """Return the drafts of ``who``: a login, and where it signs in.

        May take long, see `draft_key`.
        """
        with self._guard:
            if who in self._stores:
                return OpenedDrafts(self._stores[who])
            opened = self._open(who)
            self._stores[who] = opened.store
            return opened

    def close(self) -> None:
        """Let other programs have what is left."""
        with self._guard:
            for store in self._stores.values():
                store.close()
            self._stores.clear()

    def _open(self, who: str) -> OpenedDrafts:
        if self._folder is None:
            return OpenedDrafts(DraftStore(Path(), who, None, self._now))
        try:
            key = draft_key(self._folder, who)
            return OpenedDrafts(DraftStore(self._folder, who, key, self._now))
        except DraftsNotLasting as problem:
            return OpenedDrafts(DraftStore(self._folder, who, None, self._now), problem)
