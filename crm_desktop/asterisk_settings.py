"""What is the same in all settings by which an Asterisk is signed in to."""

from __future__ import annotations

import re
from typing import Protocol

from crm_desktop.named_tables import LAST_PORT


class AsteriskSettings(Protocol):
    """Where the exchange is, as whom to sign in, and which of its channels are telephones."""

    @property
    def host(self) -> str:
        """Its name or address."""
        ...

    @property
    def user(self) -> str:
        """Who signs in."""
        ...

    @property
    def port(self) -> int:
        """Where it listens."""
        ...

    @property
    def tls(self) -> bool:
        """Whether it encrypts."""
        ...

    @property
    def ca_file(self) -> str:
        """The authorities that certify it, as PEM; empty: those that the system trusts."""
        ...

    @property
    def extension_pattern(self) -> str:
        """Matches the channels of telephones; empty: a technology and two to six digits."""
        ...


def problems_of_asterisk(settings: AsteriskSettings) -> dict[str, str]:
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
