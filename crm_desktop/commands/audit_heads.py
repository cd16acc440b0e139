"""The file of heads: where the chains of the record ended at an earlier verification."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from crm_desktop.database.queries.audit import AuditHead
from crm_desktop.errors.files import BadAuditHeads
from crm_desktop.tables.whole_file import whole_file


def read_heads(path: Path) -> tuple[AuditHead, ...] | None:
    """Return the heads in ``path``, None when there is no such file.

    Raises:
        BadAuditHeads: it cannot be read, or was not written by `write_heads`.
    """
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_head(**one) for one in facts["heads"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadAuditHeads(path) from error


def write_heads(path: Path, heads: Sequence[AuditHead], *, place: str, at: datetime) -> None:
    """Write the heads of the database shown as ``place``, in place of what ``path`` held.

    Raises:
        FileNotWritable: it cannot be written; what it held is still there.
    """
    facts = {"database": place, "verified_at": at.isoformat(timespec="seconds")}
    with whole_file(path, encoding="utf-8", replaces=True) as stream:
        json.dump(facts | {"heads": [asdict(head) for head in heads]}, stream, indent=1)
        stream.write("\n")


def _head(chain: Any, place: Any, digest: Any) -> AuditHead:  # noqa: ANN401 - from a file
    if not (isinstance(chain, str) and isinstance(place, int) and isinstance(digest, str)):
        raise TypeError
    return AuditHead(chain, place, digest)
