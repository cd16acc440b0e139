"""The phone systems that push to the gateway: how each speaks, and the secret it signs with."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from typing import Final

from crm_desktop.credentials import store_password, stored_password
from crm_desktop.errors.access import KeyringRefused, NoKeyring
from crm_desktop.settings import SECRET_PREFIX, GatewaySettings
from crm_desktop.source_settings import SourceSettings
from crm_desktop.telephony.dialect import Dialect
from crm_desktop.telephony.dialects import Sender, dialect_of

KEYRING_SERVICE: Final = "crm-desktop gateway secret"
NOT_KEPT: Final = 1


def dialects_of(gateway: GatewaySettings, tokens: Mapping[str, str]) -> dict[str, Dialect]:
    """Return how each source that has a token is understood.

    Raises:
        ExchangeSecretMissing: a source needs a secret, and there is none.
    """
    dialects = {}
    for name, token in tokens.items():
        speaking = gateway.speaking.get(name, SourceSettings())
        sender = Sender(name, speaking, token, _secret(gateway, name))
        dialects[name] = dialect_of(sender, gateway.public_url)
    return dialects


def keep_secret(source: str) -> int:
    """Ask for the secret of ``source``, keep it in the keyring, return the exit code."""
    if sys.stdin.isatty():
        secret = getpass.getpass(f"The secret with which {source} signs: ")
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    variable = f"{SECRET_PREFIX}{source.upper()}"
    try:
        store_password(KEYRING_SERVICE, source, secret)
    except (NoKeyring, KeyringRefused) as error:
        print(f"crm-desktop: {error or 'no keyring'}; set {variable} instead.", file=sys.stderr)
        return NOT_KEPT
    return 0


def kept_secret(source: str) -> str:
    """Return what `keep_secret` has put into the keyring; "" when there is none to be had."""
    try:
        return stored_password(KEYRING_SERVICE, source) or ""
    except (NoKeyring, KeyringRefused):
        return ""


def _secret(gateway: GatewaySettings, name: str) -> str:
    given = gateway.secrets.get(name.lower())
    if given is not None:
        return given.value
    return kept_secret(name) if name in gateway.speaking else ""
