"""The exchanges whose REST interface (ARI) the gateway listens to, as the settings name them."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.ari_settings import AriSettings
from crm_desktop.commands.exchange_secrets import exchange_secret
from crm_desktop.commands.stored_calls import stored_calls_of
from crm_desktop.database.engine import Database
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.settings import ARI_SECRET_PREFIX, Settings
from crm_desktop.telephony.ami_channels import DEFAULT_EXTENSIONS, ExtensionPattern
from crm_desktop.telephony.ari_connection import AriAccount
from crm_desktop.telephony.ari_source import AriSource
from crm_desktop.telephony.leader import LedSource


def ari_exchanges_of(settings: Settings, database: Database) -> dict[str, LedSource]:
    """Return a source for each exchange, by its name, which only one of several gateways asks.

    Raises:
        ExchangeSecretMissing: there is none to sign in with.
    """
    return {
        name: LedSource(
            name,
            AriSource(
                _account(settings, name, exchange),
                ExtensionPattern(
                    exchange.extension_pattern or DEFAULT_EXTENSIONS,
                    outside_contexts=exchange.outside_contexts,
                ),
                stored_calls_of(name, database),
            ),
            SessionLock(database.dsn, f"source {name}"),
        )
        for name, exchange in settings.ari.items()
    }


def _account(settings: Settings, name: str, exchange: AriSettings) -> AriAccount:
    return AriAccount(
        name,
        exchange.host,
        exchange.user,
        exchange_secret(name, settings.ari_secrets, prefix=ARI_SECRET_PREFIX),
        port=exchange.port,
        tls=exchange.tls,
        ca_file=str(Path(exchange.ca_file).expanduser()) if exchange.ca_file else "",
        app=exchange.app,
    )
