"""Keyrings of a test's own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given."""

    priority: Any = -1  # never chosen by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing, as keyring's own null backend does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""


class LockedKeyring(MemoryKeyring):
    """Nobody opened it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


class SharedKeyring(KeyringBackend):
    """Keeps what several programs give it, in a folder; it takes its time to find nothing."""

    priority: Any = -1

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._folder = folder

    def get_password(self, service: str, username: str) -> str | None:
        kept = self._folder / f"{service} {username}"
        if kept.exists():
            return kept.read_text()
        time.sleep(0.1)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        (self._folder / f"{service} {username}").write_text(password)
