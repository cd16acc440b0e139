"""Brings a database to the shape this program needs; needs alembic, so it is imported late."""

from __future__ import annotations

import time
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from crm_desktop.database import models
from crm_desktop.database.engine import ConnectionKind, make_engine
from crm_desktop.database.failures import expected_failures
from crm_desktop.database.models.base import Model
from crm_desktop.errors.database import UpgradeBusy
from crm_desktop.resources import migrations_folder

_LOCK_KEY = 4_842_301_777  # any number that no other use of advisory locks has
_WAIT_FOR_OTHERS_S = 60.0


def upgrade(database: Engine | str, *, target: str = "head") -> None:
    """Run the migrations that ``database`` (an engine or a DSN) has not seen, one transaction each.

    Waits for another program that does the same, then finds nothing left to do. Desks may be
    online: a migration that cannot get its locks within 4 s gives up and may be started again.

    Raises:
        UpgradeBusy: another program has been at it for a minute.
        TookTooLong: a desk held a table for too long; nothing was changed.
        RightMissing, DatabaseUnreachable, SignInRefused, DatabaseMissing: see there.
    """
    if isinstance(database, Engine):
        _upgrade(database, target)
        return
    engine = make_engine(
        database, ConnectionKind("crm-desktop upgrade", statement_timeout_ms=0), pool_size=1
    )
    try:
        _upgrade(engine, target)
    finally:
        engine.dispose()


def draft(engine: Engine, message: str) -> None:
    """Write the next migration from what the models have and ``engine``'s database lacks.

    For developers; what it writes must be read and put right by hand.
    """
    number = len(list((migrations_folder() / "versions").glob("[0-9]*.py"))) + 1
    with engine.connect() as connection:
        command.revision(
            _alembic_config(connection), message, autogenerate=True, rev_id=f"{number:04d}"
        )


def differences(connection: Connection) -> list[Any]:
    """Return where the database and the models disagree, in alembic's words; empty is right."""
    import_models()
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, Model.metadata))


def import_models() -> None:
    """Import every table, so that ``Model.metadata`` knows them all."""
    for module in iter_modules(models.__path__, f"{models.__name__}."):
        import_module(module.name)


def _alembic_config(connection: Connection) -> Config:
    """Return alembic's configuration for our migrations on an open ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(engine: Engine, target: str) -> None:
    with expected_failures(), engine.connect() as connection:
        try:
            _take_lock(connection)
            command.upgrade(_alembic_config(connection), target)
        finally:
            # The lock ends with the connection, so this one must not go back to the pool.
            connection.invalidate()


def _take_lock(connection: Connection) -> None:
    give_up = time.monotonic() + _WAIT_FOR_OTHERS_S
    while time.monotonic() < give_up:
        got = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK_KEY})
        connection.commit()
        if got:
            return
        time.sleep(0.1)
    raise UpgradeBusy
