"""What the gateway takes from desks and gives to the exchanges of its settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from crm_desktop.ami_settings import AmiSettings
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.dial_requests import DIALLING_PROGRAM
from crm_desktop.domain.dial_request import CHANNEL
from crm_desktop.settings import Settings
from crm_desktop.telephony.ami_channels import DEFAULT_EXTENSIONS, ExtensionPattern
from crm_desktop.telephony.ami_orders import AmiOrders
from crm_desktop.telephony.desk_wishes import DeskWishes
from crm_desktop.telephony.dial_taker import DiallingExchange, DialTaker


def wishes_of(
    settings: Settings, database: Database, orders: Mapping[str, AmiOrders]
) -> list[DeskWishes]:
    """Return what listens to desks; nothing where no exchange is set up to do anything."""
    dialling = {
        name: DiallingExchange(orders[name], partial(_is_of, exchange))
        for name, exchange in settings.ami.items()
        if exchange.dial_context
    }
    if not dialling:
        return []
    taker = DialTaker(database, dialling)
    listen = partial(Listener, database.dsn, CHANNEL, program=DIALLING_PROGRAM)
    return [DeskWishes(CHANNEL, listen, taker.take_all)]


def _is_of(exchange: AmiSettings, extension: str) -> bool:
    """Tell whether the channel of a telephone is one of those that the exchange calls so."""
    channel = exchange.dial_channel.replace("{extension}", extension)
    if channel.startswith("Local/"):  # a way through the dialplan, the same for all telephones
        return True
    pattern = ExtensionPattern(exchange.extension_pattern or DEFAULT_EXTENSIONS)
    return pattern.extension_of(channel) == extension
