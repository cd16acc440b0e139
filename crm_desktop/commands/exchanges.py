"""The exchanges to which the gateway signs in, as the settings name them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crm_desktop.ami_settings import AmiSettings
from crm_desktop.commands.exchange_secrets import exchange_secret
from crm_desktop.commands.stored_calls import stored_calls_of
from crm_desktop.database.engine import Database
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.settings import AMI_SECRET_PREFIX, Settings
from crm_desktop.telephony.ami_channels import DEFAULT_EXTENSIONS, ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiAccount
from crm_desktop.telephony.ami_orders import AmiDialling, AmiOrders
from crm_desktop.telephony.ami_queues import AmiQueues
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.leader import LedSource


def orders_of(settings: Settings) -> dict[str, AmiOrders]:
    """Return, for each exchange by its name, what it can be told to do once it is signed in to."""
    return {
        name: AmiOrders(
            AmiDialling(exchange.dial_context, exchange.dial_channel),
            AmiQueues(_pattern(exchange)),
        )
        for name, exchange in settings.ami.items()
    }


def exchanges_of(
    settings: Settings, database: Database, orders: Mapping[str, AmiOrders]
) -> dict[str, LedSource]:
    """Return a source for each exchange, by its name, which only one of several gateways asks.

    ``orders`` (see above) are given over the same connections.

    Raises:
        ExchangeSecretMissing: there is none to sign in with.
    """
    return {
        name: LedSource(
            name,
            _source(_account(settings, name, exchange), exchange, database, orders[name]),
            SessionLock(database.dsn, f"source {name}"),
        )
        for name, exchange in settings.ami.items()
    }


def _source(
    account: AmiAccount, exchange: AmiSettings, database: Database, orders: AmiOrders
) -> AmiSource:
    return AmiSource(
        account, _pattern(exchange), stored_calls_of(account.source, database), orders=orders
    )


def _pattern(exchange: AmiSettings) -> ExtensionPattern:
    return ExtensionPattern(
        exchange.extension_pattern or DEFAULT_EXTENSIONS,
        outside_contexts=exchange.outside_contexts,
    )


def _account(settings: Settings, name: str, exchange: AmiSettings) -> AmiAccount:
    return AmiAccount(
        name,
        exchange.host,
        exchange.user,
        exchange_secret(name, settings.ami_secrets, prefix=AMI_SECRET_PREFIX),
        port=exchange.port,
        tls=exchange.tls,
        ca_file=str(Path(exchange.ca_file).expanduser()) if exchange.ca_file else "",
        plain=exchange.plain,
    )
