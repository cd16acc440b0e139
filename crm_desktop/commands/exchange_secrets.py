"""The secrets with which the gateway signs in to exchanges: the environment's, or the keyring's."""

from __future__ import annotations

from collections.abc import Mapping

from crm_desktop.commands.senders import kept_secret
from crm_desktop.errors.telephony import ExchangeSecretMissing
from crm_desktop.settings import Secret


def exchange_secret(name: str, given: Mapping[str, Secret], *, prefix: str) -> Secret:
    """Return the secret of the exchange ``name``; ``given`` are those of the environment.

    Raises:
        ExchangeSecretMissing: there is none; it tells the variable, which begins with ``prefix``.
    """
    secret = given.get(name.lower()) or Secret(kept_secret(name))
    if not secret.value:
        raise ExchangeSecretMissing(name, variable=f"{prefix}{name.upper()}")
    return secret
