"""Whether a server and its database are fit for this program; needs no alembic, so it is quick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.errors.database import (
    SchemaForeign,
    SchemaMissing,
    SchemaTooNew,
    SchemaTooOld,
    ServerTooOld,
    WrongLocale,
)
from crm_desktop.resources import migrations_folder

OLDEST_VERSION = 150_000
INCOMPATIBLE = 1
"""Raised by a migration that the programs before it cannot live with."""

_SERVER = text("""
SELECT current_setting('server_version_num')::int,
       current_setting('server_version'),
       current_setting('server_encoding'),
       database.datctype,
       CURRENT_USER::text,
       coalesce((SELECT has_function_privilege(p.oid, 'EXECUTE') FROM pg_proc p
                  WHERE p.oid = to_regproc('public.show_trgm')), false),
       to_regclass('public.customer') IS NOT NULL,
       to_regclass('public.alembic_version') IS NOT NULL,
       to_regclass('public.schema_compatibility') IS NOT NULL
FROM pg_database AS database WHERE database.datname = current_database()
""")


@dataclass(frozen=True, slots=True)
class ServerState:
    """What a server and the database on it are like.

    ``revision`` is the newest migration the database has seen, empty when none; ``incompatible``
    is 0 then. ``japanese_is_searchable`` is None as long as pg_trgm is not there to be asked, or
    not by this login. ``guard_digest`` names the rules of access that were applied last.
    """

    version_number: int
    version: str
    encoding: str
    character_type: str
    login: str
    has_trigrams: bool
    japanese_is_searchable: bool | None
    has_tables: bool
    revision: str
    incompatible: int
    newest_known: str
    guard_digest: str

    @property
    def is_ready(self) -> bool:
        """Whether a desk may work on it."""
        return problem_of(self) is None


def server_state(session: Session) -> ServerState:
    """Return the state of the session's server and database."""
    row = session.execute(_SERVER).one()
    number, version, encoding, character_type, login, trigrams, tables, versioned, marked = row
    searchable = session.scalar(text("SELECT show_trgm('日本語') <> '{}'")) if trigrams else None
    revision = session.scalar(text("SELECT version_num FROM alembic_version")) if versioned else ""
    incompatible, guard = _marks(session) if marked else (0, "")
    return ServerState(
        version_number=number,
        version=version,
        encoding=encoding,
        character_type=character_type,
        login=login,
        has_trigrams=trigrams,
        japanese_is_searchable=searchable,
        has_tables=tables,
        revision=revision or "",
        incompatible=incompatible or 0,
        newest_known=newest_known_revision(),
        guard_digest=guard,
    )


def server_clock(session: Session) -> datetime:
    """Return what the clock of the session's server says, aware."""
    moment: datetime = session.scalars(text("SELECT clock_timestamp()")).one()
    return moment


def _marks(session: Session) -> tuple[int, str]:
    """Return the incompatible number and the digest of the guard, which older databases lack."""
    row = session.execute(text("SELECT * FROM schema_compatibility")).mappings().one_or_none()
    return (row["incompatible"], row.get("guard_digest", "")) if row else (0, "")


def newest_known_revision() -> str:
    """Return the number of the newest migration that comes with this program."""
    files = (migrations_folder() / "versions").glob("[0-9]*.py")
    return max(file.name.partition("_")[0] for file in files)


def problem_of(
    state: ServerState,
) -> (
    ServerTooOld | WrongLocale | SchemaForeign | SchemaMissing | SchemaTooNew | SchemaTooOld | None
):
    """Return the first reason why no desk may work on it, or None.

    A database that is newer than this program is fine as long as nothing in it is incompatible.
    """
    if unfit := unfit_server(state):
        return unfit
    if not state.revision:
        return SchemaForeign() if state.has_tables else SchemaMissing()
    if state.incompatible > INCOMPATIBLE:
        return SchemaTooNew(state.revision)
    if state.revision < state.newest_known:
        return SchemaTooOld(state.revision, state.newest_known)
    return None


def unfit_server(state: ServerState) -> ServerTooOld | WrongLocale | None:
    """Return why our tables cannot live on this server at all, or None."""
    if state.version_number < OLDEST_VERSION:
        return ServerTooOld(state.version, str(OLDEST_VERSION // 10_000))
    if state.encoding != "UTF8" or state.japanese_is_searchable is False:
        return WrongLocale(state.encoding, state.character_type)
    return None
