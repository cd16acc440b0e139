"""Which exchanges the gateway signs in to (Asterisk, AMI): the tables ``[ami.NAME]``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any, Final

from crm_desktop.settings_file import NOTHING, SettingsFile

LAST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class AmiSettings:
    """Where one exchange is, and as whom to sign in to it; ``host`` and ``user`` must be set.

    ``ca_file`` holds the authorities that certify it, as PEM; empty: those that the system trusts.
    ``extension_pattern`` matches the channels of telephones, such as ``PJSIP/([0-9]{3})``; empty:
    a technology and two to six digits. ``plain`` sends the secret as it is, for an exchange that
    does not take its MD5. The secret is in the environment, ``CRM_DESKTOP_AMI_SECRET_<NAME>``, or
    in the keyring.
    """

    host: str = ""
    user: str = ""
    port: int = 5038
    tls: bool = False
    ca_file: str = ""
    plain: bool = False
    extension_pattern: str = ""


def read_exchanges(file: SettingsFile) -> dict[str, AmiSettings]:
    """Return what the tables of ``file`` say, by the names of the exchanges.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    tables = file.value("", "ami")
    if tables is NOTHING:
        return {}
    if not isinstance(tables, dict) or not all(isinstance(each, dict) for each in tables.values()):
        raise file.error("", "ami", "write [ami.NAME] for each exchange")
    return {name: _exchange(file, f"ami.{name}", table) for name, table in tables.items()}


def _exchange(file: SettingsFile, section: str, table: dict[str, Any]) -> AmiSettings:
    kinds = {item.name: type(item.default) for item in fields(AmiSettings)}
    for key, value in table.items():
        if key not in kinds:
            raise file.error(section, key, f"there is no setting {key!r} of an exchange")
        if type(value) is not kinds[key]:
            raise file.error(section, key, f"{key} must be {_WORDS[kinds[key]]}")
    settings = AmiSettings(**table)
    for key, problem in _problems(settings).items():
        raise file.error(section, key, problem)
    return settings


def _problems(settings: AmiSettings) -> dict[str, str]:
    """Return what is wrong with which value."""
    problems = {key: f"{key} is missing" for key in ("host", "user") if not getattr(settings, key)}
    if not 0 < settings.port <= LAST_PORT:
        problems["port"] = "port must be from 1 to 65535"
    if not settings.user.isprintable():
        problems["user"] = "user must be one line"
    if settings.ca_file and not settings.tls:
        problems["ca_file"] = "ca_file is only for tls = true"
    try:
        re.compile(settings.extension_pattern)
    except re.error as error:
        problems["extension_pattern"] = f"this is no regular expression: {error}"
    return problems


_WORDS: dict[type, str] = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
