"""Which SIP exchanges the gateway asks to tell of their telephones: the tables ``[sip.NAME]``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm_desktop.named_tables import LAST_PORT, read_tables
from crm_desktop.settings_file import SettingsFile

TRANSPORTS: Final = ("udp", "tcp", "tls")
SHORTEST_S: Final = 30
LONGEST_S: Final = 3_600


@dataclass(frozen=True, slots=True)
class SipSettings:
    """Where one exchange is, and as whom to ask it; ``host`` and ``user`` must be set.

    ``port`` 0 is 5060, or 5061 for tls. ``domain`` is that of the telephones' addresses, empty:
    the host. ``extensions`` are the telephones to watch, empty: those of everybody who works
    here. ``expires`` is for how many seconds a subscription is asked, renewed at half of it.
    ``inside`` matches the whole number of a colleague, empty: one to six digits. ``ca_file``
    holds the authorities that certify the exchange, as PEM, empty: those that the system trusts.
    The secret is in the environment, ``CRM_DESKTOP_SIP_SECRET_<NAME>``, or in the keyring.
    """

    host: str = ""
    user: str = ""
    port: int = 0
    transport: str = "udp"
    domain: str = ""
    extensions: tuple[str, ...] = ()
    expires: int = 120
    inside: str = ""
    ca_file: str = ""


def read_sip_exchanges(file: SettingsFile) -> dict[str, SipSettings]:
    """Return what the tables of ``file`` say, by the names of the exchanges.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    return read_tables(file, "sip", SipSettings, _problems)


def _problems(settings: SipSettings) -> dict[str, str]:
    """Return what is wrong with which value; of one value the first problem."""
    checks = (
        ("host", bool(settings.host), "host is missing"),
        ("user", bool(settings.user), "user is missing"),
        *((key, _is_name(getattr(settings, key)), f"{key} {_NO_NAME}") for key in _NAMES),
        ("port", 0 <= settings.port <= LAST_PORT, "port must be from 0 to 65535"),
        ("transport", settings.transport in TRANSPORTS, f"transport must be one of {_TRANSPORTS}"),
        ("expires", SHORTEST_S <= settings.expires <= LONGEST_S, "expires must be 30 to 3600"),
        ("extensions", all(map(_is_extension, settings.extensions)), "extensions are digits only"),
        ("ca_file", not settings.ca_file or settings.transport == "tls", "ca_file needs tls"),
        ("inside", _is_expression(settings.inside), "this is no regular expression"),
    )
    return {key: problem for key, is_right, problem in reversed(checks) if not is_right}


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[^\s\"'<>@;,\x00-\x20]*", text) is not None


def _is_extension(text: str) -> bool:
    return re.fullmatch("[0-9]{1,10}", text) is not None


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


_NAMES: Final = ("host", "user", "domain")
_NO_NAME: Final = "must have no blanks, quotes or brackets"
_TRANSPORTS: Final = ", ".join(f'"{name}"' for name in TRANSPORTS)
