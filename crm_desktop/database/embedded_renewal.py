"""Brings the data of an older embedded PostgreSQL over to the present one.

The old server is started once more and dumped, what was dumped is restored into a new cluster made
beside it, and both are compared row by row. Only then the new one gets its name, in one step. The
old folder stays as it was, the way back. Whoever is killed at any of it begins anew.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo

from crm_desktop.database.dump_programs import running
from crm_desktop.database.embedded_cluster import (
    SUPERUSER,
    Cluster,
    address_at,
    lasting_settings,
    make_cluster,
    move_there,
    superusers_password,
    workshop,
)
from crm_desktop.database.embedded_files import Installation
from crm_desktop.database.embedded_origin import write_origin
from crm_desktop.database.fingerprints import differing, one_moment, table_prints
from crm_desktop.database.kept_roles import KeptRole, make_roles, roles_of_office
from crm_desktop.database.preparation import create_database, prepare
from crm_desktop.database.roles import GROUPS, OWNER
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.embedded import NoRoomToRenew, RenewalDiffers

log = logging.getLogger(__name__)

_ROOM_FOR_A_CLUSTER: Final = 200 * 1024**2
_OTHER_ROLES: Final = """
SELECT rolname::text, rolcanlogin, rolconnlimit, coalesce(rolvaliduntil::text, ''),
       coalesce(rolpassword, '')
  FROM pg_authid
 WHERE rolname !~ '^pg_' AND NOT rolsuper AND rolname <> ALL (%s)
 ORDER BY 1
"""
# Rights on the database itself are in no dump of it.
_RIGHTS: Final = """
SELECT format('GRANT %%s ON DATABASE %%I TO %%I', a.privilege_type, d.datname, r.rolname)
  FROM pg_database d, aclexplode(d.datacl) a JOIN pg_roles r ON r.oid = a.grantee
 WHERE d.datname = current_database() AND NOT r.rolsuper AND r.rolname <> ALL (%s)
"""


@dataclass(frozen=True, slots=True)
class Renewal:
    """From the ``old`` cluster to one called ``named``, run by ``installed``."""

    old: Cluster
    named: Path
    installed: Installation
    database: str
    settings: Mapping[str, str]


def renew(renewal: Renewal, compare: Callable[[], None]) -> None:
    """Bring all data over; ``compare`` is called before they are compared.

    Raises:
        NoRoomToRenew: the disk is too small; nothing was changed.
        RenewalDiffers, DumpFailed, EmbeddedServerFailed: the old cluster stays in use.
    """
    _see_room(renewal)
    with workshop(renewal.named.parent, renewal.installed) as place:
        made = make_cluster(renewal.installed, place, renewal.named)
        new = Cluster(made, renewal.installed)
        old_server = renewal.old.start(lasting_settings())
        try:
            new_server = new.start(renewal.settings)
            old_password = superusers_password(renewal.old.folder)
            new_password = superusers_password(renewal.named)
            old_dsn = address_at(old_server, SUPERUSER, old_password, renewal.database)
            new_dsn = address_at(new_server, SUPERUSER, new_password, renewal.database)
            _bring_over(renewal, old_dsn, new_dsn, place / "dump", compare)
        finally:
            new.stop()
            renewal.old.stop()
        write_origin(made, renewal.old.folder)
        move_there(renewal.installed, made, renewal.named)
    log.warning("the database was brought over; the old one stays in %s", renewal.old.folder)


def _see_room(renewal: Renewal) -> None:
    """Refuse a disk that cannot take the data twice more, as a dump and as a cluster."""
    files = (file for file in renewal.old.folder.rglob("*") if file.is_file())
    needed = 2 * sum(file.stat().st_size for file in files) + _ROOM_FOR_A_CLUSTER
    free = shutil.disk_usage(renewal.named.parent).free
    if free < needed:
        mega = 1024**2
        raise NoRoomToRenew(str(renewal.named.parent), needed // mega + 1, free // mega)


def _bring_over(
    renewal: Renewal, old: str, new: str, dump: Path, compare: Callable[[], None]
) -> None:
    """Bring roles and the database over; an old cluster without our database has none of either."""
    if not _has_database(old, renewal.database):
        return
    create_database(new)
    with (
        psycopg.connect(old) as theirs,
        psycopg.connect(make_conninfo(new, dbname="postgres")) as ours,
    ):
        office = roles_of_office(theirs)
        make_roles(ours, [*office, *_other_roles(theirs, office)])
    programs = renewal.installed.programs
    with running(programs, old, "pg_dump", "--format=custom", f"--file={dump}") as dumping:
        dumping.wait(Stopping(), lambda: None)
    with running(programs, new, "pg_restore", "--exit-on-error", str(dump)) as restoring:
        restoring.wait(Stopping(), lambda: None)
    dump.unlink()
    compare()
    _compare(old, new)
    prepare(new)
    _give_rights(old, new)


def _has_database(dsn: str, name: str) -> bool:
    with psycopg.connect(make_conninfo(dsn, dbname="postgres")) as connection:
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def _other_roles(connection: psycopg.Connection[Any], office: list[KeptRole]) -> list[KeptRole]:
    """Return logins that somebody else made: what they may do stands in the dump."""
    known = [SUPERUSER, OWNER, *GROUPS, *(role.name for role in office)]
    return [
        KeptRole(name, (), may, limit, until, verifier)
        for name, may, limit, until, verifier in connection.execute(_OTHER_ROLES, [known])
    ]


def _give_rights(old: str, new: str) -> None:
    """Let those into the database whom somebody let in besides our groups."""
    known = [OWNER, *GROUPS]
    with psycopg.connect(old) as theirs, psycopg.connect(new) as ours:
        for (grant,) in theirs.execute(_RIGHTS, [known]).fetchall():
            ours.execute(grant)


def _compare(old: str, new: str) -> None:
    with one_moment(old) as theirs, one_moment(new) as ours:
        different = differing(
            table_prints(theirs, lambda _table: None), table_prints(ours, lambda _table: None)
        )
    if different:
        raise RenewalDiffers(different[0])
