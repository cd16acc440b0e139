"""What a manifest says of the database besides its tables, as of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import psycopg

from crm_desktop.database.queries.originals import IMAGES_URL

_VERSIONS: Final = """
SELECT (SELECT version_num FROM public.alembic_version), current_setting('server_version'),
       current_database()::text,
       coalesce((SELECT value #>> '{}' FROM public.office_setting WHERE key = %s), '')
"""
_HERE: Final = """
SELECT count(*), coalesce(sum(octet_length(content)), 0)::bigint
  FROM public.stored_image WHERE content IS NOT NULL
"""
_OUTSIDE: Final = """
SELECT sha256, media_type FROM public.stored_image WHERE content IS NULL ORDER BY sha256
"""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What the database is, how many originals it holds, and which it keeps elsewhere."""

    revision: str
    server_version: str
    database: str
    images_url: str
    originals_here: int
    bytes_here: int
    outside: tuple[tuple[bytes, str], ...]


def backup_facts(connection: psycopg.Connection[Any]) -> BackupFacts:
    """Return the facts as ``connection``, one of `one_moment`, sees them."""
    facts: list[Any] = []
    for query, values in ((_VERSIONS, [IMAGES_URL]), (_HERE, [])):
        facts.extend(connection.execute(query, values).fetchone() or ())
    facts.append(tuple(connection.execute(_OUTSIDE).fetchall()))
    return BackupFacts(*facts)
