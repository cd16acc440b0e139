"""The FreeSWITCH exchanges to which the gateway signs in, as the settings name them."""

from __future__ import annotations

from crm_desktop.commands.exchange_secrets import exchange_secret
from crm_desktop.commands.stored_calls import stored_calls_of
from crm_desktop.database.engine import Database
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.settings import FREESWITCH_SECRET_PREFIX, Settings
from crm_desktop.telephony.freeswitch_connection import FreeSwitchAccount
from crm_desktop.telephony.freeswitch_source import FreeSwitchSource
from crm_desktop.telephony.leader import LedSource


def freeswitch_exchanges_of(settings: Settings, database: Database) -> dict[str, LedSource]:
    """Return a source for each exchange, by its name, which only one of several gateways asks.

    Raises:
        ExchangeSecretMissing: there is none to sign in with.
    """
    exchanges = {}
    for name, exchange in settings.freeswitch.items():
        secret = exchange_secret(name, settings.freeswitch_secrets, prefix=FREESWITCH_SECRET_PREFIX)
        account = FreeSwitchAccount(
            name, exchange.host, secret, user=exchange.user, port=exchange.port
        )
        source = FreeSwitchSource(
            account,
            stored_calls_of(name, database),
            extension_pattern=exchange.extension_pattern,
        )
        exchanges[name] = LedSource(name, source, SessionLock(database.dsn, f"source {name}"))
    return exchanges
