"""The exchanges to which the gateway signs in, as the settings name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.ami_settings import AmiSettings
from crm_desktop.commands.senders import kept_secret
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import calls_begun_before
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.errors.telephony import ExchangeSecretMissing
from crm_desktop.settings import AMI_SECRET_PREFIX, Secret, Settings
from crm_desktop.telephony.ami_channels import DEFAULT_EXTENSIONS, ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiAccount
from crm_desktop.telephony.ami_orders import AmiDialling, AmiOrders
from crm_desktop.telephony.ami_queues import AmiQueues
from crm_desktop.telephony.ami_source import AmiSource, StoredCall
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
    def stored_calls() -> Iterable[StoredCall]:
        with database.asking() as session:
            going_on = calls_begun_before(session, datetime.now(UTC), limit=5_000)
        return [
            StoredCall(call.source_call_id, call.began_at)
            for call in going_on
            if call.source == account.source
        ]

    return AmiSource(account, _pattern(exchange), stored_calls, orders=orders)


def _pattern(exchange: AmiSettings) -> ExtensionPattern:
    return ExtensionPattern(exchange.extension_pattern or DEFAULT_EXTENSIONS)


def _account(settings: Settings, name: str, exchange: AmiSettings) -> AmiAccount:
    return AmiAccount(
        name,
        exchange.host,
        exchange.user,
        _secret(settings, name),
        port=exchange.port,
        tls=exchange.tls,
        ca_file=str(Path(exchange.ca_file).expanduser()) if exchange.ca_file else "",
        plain=exchange.plain,
    )


def _secret(settings: Settings, name: str) -> Secret:
    given = settings.ami_secrets.get(name.lower())
    if given is not None:
        return given
    kept = kept_secret(name)
    if not kept:
        raise ExchangeSecretMissing(name, variable=f"{AMI_SECRET_PREFIX}{name.upper()}")
    return Secret(kept)
