"""Files of drafts: whole or not there at all, whenever the program or the power ends."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from crm_desktop.lasting_names import sync_folder

_NAME: Final = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})\.(draft|new|old|unreadable)")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file of a draft, and the program that wrote it.

    ``state`` is ``draft``, ``new`` while it is being written, ``old`` once it was found too old,
    ``unreadable`` once put aside.
    """

    path: Path
    draft_id: UUID
    session_id: UUID
    state: str


def draft_files(folder: Path) -> list[DraftFile]:
    """Return what of drafts lies in ``folder``, by name; other files are not ours.

    Raises:
        OSError: the folder cannot be read.
    """
    return list(_ours(sorted(folder.iterdir())))


def draft_path(folder: Path, draft_id: UUID, session_id: UUID) -> Path:
    """Return where a program keeps its version of a draft."""
    return folder / f"{draft_id.hex}.{session_id.hex}.draft"


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of what is at ``path``, which is lost at no moment.

    Returns once it is on the disk.

    Raises:
        OSError: the disk is full or gone; what was there is there still.
    """
    new = path.with_suffix(".new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def put_aside(file: DraftFile) -> None:
    """Let a file that cannot be read lie under another name, where nobody reads it again."""
    with suppress(OSError):
        file.path.replace(file.path.with_suffix(".unreadable"))


def mark_old(file: DraftFile, now: datetime) -> None:
    """Let a draft lie as one that was too old at ``now`` (aware)."""
    marked = file.path.with_suffix(".old")
    with suppress(OSError):
        file.path.replace(marked)
        os.utime(marked, (now.timestamp(), now.timestamp()))


def unmark_old(file: DraftFile) -> None:
    """Let a draft be one again that was found too old by a clock that was wrong."""
    with suppress(OSError):
        file.path.replace(file.path.with_suffix(".draft"))


def _ours(paths: list[Path]) -> Iterator[DraftFile]:
    for path in paths:
        if found := _NAME.fullmatch(path.name):
            draft_id, session_id, state = found.groups()
            yield DraftFile(path, UUID(draft_id), UUID(session_id), state)
