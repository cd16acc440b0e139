"""The sources of calls that other packages bring, as the tables ``[source.NAME]`` name them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from crm_desktop.commands.database_refusals import sentences_of
from crm_desktop.commands.senders import kept_secret
from crm_desktop.database.engine import Database
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.errors.base import CrmError
from crm_desktop.settings import Settings
from crm_desktop.telephony.added_source import GuardedSource, added_source
from crm_desktop.telephony.leader import LedSource
from crm_desktop.telephony.source import CallSource


def added_sources_of(settings: Settings, database: Database) -> dict[str, LedSource]:
    """Return a source for each table, by its name, which only one of several gateways asks.

    Of one that cannot be had the reason is printed; it is there all the same, to be shown so.
    """
    return {
        name: LedSource(
            name,
            GuardedSource(name, str(table.get("kind", "")), _made(settings, name, table)),
            SessionLock(database.dsn, f"source {name}"),
        )
        for name, table in settings.own_sources.items()
    }


def _made(settings: Settings, name: str, table: Mapping[str, Any]) -> CallSource | CrmError:
    given = settings.own_secrets.get(name.lower())
    try:
        return added_source(name, table, given.value if given else kept_secret(name))
    except CrmError as error:
        print(f"crm-desktop: {sentences_of(error)}", file=sys.stderr)
        return error
