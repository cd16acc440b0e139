"""Which exchanges the gateway signs in to (Asterisk, ARI): the tables ``[ari.NAME]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm_desktop.asterisk_settings import problems_of_asterisk
from crm_desktop.named_tables import read_tables
from crm_desktop.settings_file import SettingsFile


@dataclass(frozen=True, slots=True)
class AriSettings:
    """Where one exchange is, and as whom to sign in to it; ``host`` and ``user`` must be set.

    ``app`` is the name under which the exchange knows who listens: another listener of this name
    would take its place. The others are as those of ``[ami.NAME]``. The secret is in the
    environment, ``CRM_DESKTOP_ARI_SECRET_<NAME>``, or in the keyring.
    """

    host: str = ""
    user: str = ""
    port: int = 8088
    tls: bool = False
    ca_file: str = ""
    app: str = "crm-desktop"
    extension_pattern: str = ""
    outside_contexts: tuple[str, ...] = ()


def read_ari_exchanges(file: SettingsFile) -> dict[str, AriSettings]:
    """Return what the tables of ``file`` say, by the names of the exchanges.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    return read_tables(file, "ari", AriSettings, _problems)


def _problems(settings: AriSettings) -> dict[str, str]:
    problems = problems_of_asterisk(settings)
    if ":" in settings.user:
        problems["user"] = "user must have no colon"
    if re.fullmatch("[A-Za-z0-9_.-]+", settings.app) is None:
        problems["app"] = "app must be of letters, digits and _ . -"
    return problems
