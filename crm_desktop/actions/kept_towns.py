"""The office's towns as a file of this PC, fetched from the database when they have changed."""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.database.queries.town_files import newest_town_file, newest_town_hash


def kept_towns(session: Session, folder: Path) -> Path | bytes | None:
    """Return the office's towns, kept in ``folder`` for the next time; None when it has none.

    Where nothing can be kept they are returned as they are. Older ones in ``folder`` are removed.
    """
    known = newest_town_hash(session)
    if known is None:
        return None
    path = folder / f"{_NAME}{known.hex()}{_ENDING}"
    if _hash_of(path) == known:
        return path
    content = newest_town_file(session)
    if content is None or sha256(content).digest() != known:
        return content
    try:
        _write(path, content)
    except OSError:
        return content
    _remove_others(path)
    return path


def _hash_of(path: Path) -> bytes | None:
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{secrets.token_hex(8)}{_ENDING}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_others(path: Path) -> None:
    for other in path.parent.glob(f"{_NAME}*{_ENDING}"):
        if other != path:
            with suppress(OSError):  # another desk of this PC may have it open
                other.unlink()


_NAME: Final = "towns-"
_ENDING: Final = ".zip"
