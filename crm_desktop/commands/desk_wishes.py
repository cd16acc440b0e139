"""What the gateway takes from desks and gives to the exchanges of its settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from crm_desktop.ami_settings import AmiSettings
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.availability import TelephoneAvailability, telephones_now
from crm_desktop.database.queries.dial_requests import DIALLING_PROGRAM
from crm_desktop.domain.availability import CHANNEL as AVAILABILITY
from crm_desktop.domain.dial_request import CHANNEL
from crm_desktop.settings import Settings
from crm_desktop.telephony.ami_channels import DEFAULT_EXTENSIONS, ExtensionPattern
from crm_desktop.telephony.ami_orders import AmiOrders
from crm_desktop.telephony.desk_wishes import DeskWishes
from crm_desktop.telephony.dial_taker import DiallingExchange, DialTaker
from crm_desktop.telephony.queue_pauses import QueuePauses


def wishes_of(
    settings: Settings, database: Database, orders: Mapping[str, AmiOrders]
) -> list[DeskWishes]:
    """Return what listens to desks; nothing where no exchange is set up to do anything."""
    wishes = []
    dialling = {
        name: DiallingExchange(orders[name], partial(_is_of, exchange))
        for name, exchange in settings.ami.items()
        if exchange.dial_context
    }
    if dialling:
        taker = DialTaker(database, dialling)
        listen = partial(Listener, database.dsn, CHANNEL, program=DIALLING_PROGRAM)
        wishes.append(DeskWishes(CHANNEL, listen, taker.take_all))
    if orders:
        wishes.append(_queue_pauses(database, orders))
    return wishes


def _queue_pauses(database: Database, orders: Mapping[str, AmiOrders]) -> DeskWishes:
    def read() -> list[TelephoneAvailability]:
        with database.asking() as session:
            return telephones_now(session)

    pauses = QueuePauses(read, [each.queues for each in orders.values()])
    listen = partial(Listener, database.dsn, AVAILABILITY, program="gateway")
    return DeskWishes(AVAILABILITY, listen, pauses.take_all)


def _is_of(exchange: AmiSettings, extension: str) -> bool:
    """Tell whether the channel of a telephone is one of those that the exchange calls so."""
    channel = exchange.dial_channel.replace("{extension}", extension)
    if channel.startswith("Local/"):  # a way through the dialplan, the same for all telephones
        return True
    pattern = ExtensionPattern(exchange.extension_pattern or DEFAULT_EXTENSIONS)
    return pattern.extension_of(channel) == extension
