"""From which older cluster the data of a cluster were brought over."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crm_desktop.errors.embedded import OldDataUsedSince

_FILE: Final = "crm_desktop_origin.json"


def older_cluster(current: Path) -> Path | None:
    """Return the newest cluster of an older version beside ``current``; None when there is none."""
    older = [
        folder
        for folder in current.parent.glob("[0-9]*")
        if folder.name.isdecimal()
        and int(folder.name) < int(current.name)
        and (folder / "PG_VERSION").exists()
    ]
    return max(older, key=lambda folder: int(folder.name), default=None)


def write_origin(made: Path, old: Path) -> None:
    """Note in the cluster ``made`` that its data are those of ``old``, which does not run."""
    with (made / _FILE).open("w", encoding="utf-8") as file:
        json.dump({"cluster": old.name, "state": _state(old)}, file)
        file.flush()
        os.fsync(file.fileno())


def origin_of(cluster: Path) -> Path | None:
    """Return the cluster from which ``cluster`` was brought over, if it is still there.

    Raises:
        OldDataUsedSince: it was worked on afterwards, as by an older program.
    """
    try:
        told = json.loads((cluster / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    old = cluster.with_name(told["cluster"])
    if not old.exists():
        return None
    if _state(old) != told["state"]:
        raise OldDataUsedSince(str(old), str(cluster))
    return old


def given_up(cluster: Path) -> tuple[Path, Path] | None:
    """Rename ``cluster``, which does not run, so that its origin counts again; return both.

    None when it was not brought over, or what it was brought over from is gone.

    Raises:
        OldDataUsedSince: see `origin_of`.
    """
    old = origin_of(cluster)
    if old is None:
        return None
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = cluster.with_name(f"{cluster.name}-given-up-{moment}")
    cluster.rename(aside)
    return old, aside


def _state(cluster: Path) -> str:
    """Return what is another after each start of a cluster that does not run now."""
    return hashlib.sha256((cluster / "global" / "pg_control").read_bytes()).hexdigest()
