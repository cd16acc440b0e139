"""The SIP exchanges that the gateway asks to tell of their telephones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crm_desktop.commands.exchange_secrets import exchange_secret
from crm_desktop.commands.stored_calls import stored_calls_of
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.telephones import staff_telephones
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.settings import SIP_SECRET_PREFIX, Settings
from crm_desktop.sip_settings import SipSettings
from crm_desktop.telephony.dialog_calls import DEFAULT_INSIDE, DialogCalls
from crm_desktop.telephony.leader import LedSource
from crm_desktop.telephony.sip_account import SipAccount
from crm_desktop.telephony.sip_dialog_source import SipDialogSource


def sip_exchanges_of(settings: Settings, database: Database) -> dict[str, LedSource]:
    """Return a source for each exchange, by its name, which only one of several gateways asks.

    Raises:
        ExchangeSecretMissing: there is none to sign in with.
    """
    return {
        name: LedSource(
            name,
            _source(_account(settings, name, exchange), exchange, database),
            SessionLock(database.dsn, f"source {name}"),
        )
        for name, exchange in settings.sip.items()
    }


def _source(account: SipAccount, exchange: SipSettings, database: Database) -> SipDialogSource:
    def extensions() -> Iterable[str]:
        if exchange.extensions:
            return exchange.extensions
        with database.asking() as session:
            return [telephone.extension for telephone in staff_telephones(session)]

    return SipDialogSource(
        account,
        extensions,
        stored_calls_of(account.source, database),
        new_calls=lambda: DialogCalls(account.source, exchange.inside or DEFAULT_INSIDE),
    )


def _account(settings: Settings, name: str, exchange: SipSettings) -> SipAccount:
    return SipAccount(
        name,
        exchange.host,
        exchange.user,
        exchange_secret(name, settings.sip_secrets, prefix=SIP_SECRET_PREFIX),
        port=exchange.port or (5061 if exchange.transport == "tls" else 5060),
        transport=exchange.transport,
        domain=exchange.domain,
        ca_file=str(Path(exchange.ca_file).expanduser()) if exchange.ca_file else "",
        expires_s=exchange.expires,
    )
