"""Which exchanges the gateway signs in to (FreeSWITCH): the tables ``[freeswitch.NAME]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm_desktop.named_tables import LAST_PORT, read_tables
from crm_desktop.settings_file import SettingsFile


@dataclass(frozen=True, slots=True)
class FreeSwitchSettings:
    """Where the event socket of one exchange is; ``host`` must be set.

    ``user`` is ``name@domain`` for a secret of its own, empty for that of the event socket.
    ``extension_pattern`` matches the whole name of a telephone's channel, and its group the
    extension; empty: ``sofia/``, a profile and two to six digits. The secret is in the
    environment, ``CRM_DESKTOP_FREESWITCH_SECRET_<NAME>``, or in the keyring.
    """

    host: str = ""
    user: str = ""
    port: int = 8021
    extension_pattern: str = ""


def read_freeswitch_exchanges(file: SettingsFile) -> dict[str, FreeSwitchSettings]:
    """Return what the tables of ``file`` say, by the names of the exchanges.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    return read_tables(file, "freeswitch", FreeSwitchSettings, _problems)


def _problems(settings: FreeSwitchSettings) -> dict[str, str]:
    problems = {} if settings.host else {"host": "host is missing"}
    if not 0 < settings.port <= LAST_PORT:
        problems["port"] = "port must be from 1 to 65535"
    if settings.user and re.fullmatch(r"[^\s:@]+@[^\s:@]+", settings.user) is None:
        problems["user"] = "user must be name@domain"
    try:
        groups = re.compile(settings.extension_pattern).groups
    except re.error as error:
        problems["extension_pattern"] = f"this is no regular expression: {error}"
        return problems
    if settings.extension_pattern and not groups:
        problems["extension_pattern"] = (
            "put the extension into a group: sofia/internal/([0-9]{3})@.*"
        )
    return problems
