"""Which dialect each source speaks, as the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.caller import read_caller
from crm_desktop.errors.telephony import ExchangeSecretMissing
from crm_desktop.settings import SECRET_PREFIX
from crm_desktop.source_settings import NEEDS_SECRET, SourceSettings
from crm_desktop.telephony.dialect import Answer, Dialect
from crm_desktop.telephony.miitel_push import MIITEL
from crm_desktop.telephony.placetel_push import placetel_dialect
from crm_desktop.telephony.sender_words import plain
from crm_desktop.telephony.sipgate_push import sipgate_dialect
from crm_desktop.telephony.source import Fields, HttpDialect, Reception
from crm_desktop.telephony.threecx_lookup import threecx_dialect
from crm_desktop.telephony.url_template import template_dialect
from crm_desktop.telephony.vtiger_push import vtiger_dialect
from crm_desktop.telephony.zammad_push import read_zammad_push

ZAMMAD: Final = Dialect(read_zammad_push, rejection=Answer('{"action": "reject"}'))
PATH: Final = "/api/v1/cti/"


@dataclass(frozen=True, slots=True)
class Sender:
    """What is known of one source; ``secret`` is what it signs with, empty where it does not."""

    name: str
    settings: SourceSettings
    token: str = field(repr=False)
    secret: str = field(repr=False, default="")


def dialect_of(sender: Sender, public_url: str) -> Dialect:
    """Return how ``sender`` is understood; it reaches us at ``public_url``.

    Raises:
        ExchangeSecretMissing: its dialect cannot do without a secret.
    """
    if sender.settings.dialect in NEEDS_SECRET and not sender.secret:
        raise ExchangeSecretMissing(sender.name, variable=f"{SECRET_PREFIX}{sender.name.upper()}")
    named = sender.settings.dialect
    dialect = replace(_DIALECTS[named](sender, public_url), kind=named)
    if not sender.settings.telephones:
        return dialect
    return replace(dialect, read=with_telephones(dialect.read, sender.settings.telephones))


def with_telephones(read: HttpDialect, telephones: Mapping[str, tuple[str, ...]]) -> HttpDialect:
    """Return ``read`` for a sender that names telephones, lines or queues as ``telephones`` says.

    A name of one extension is that telephone wherever it stands. A call that rings at no telephone
    rings where its called number or its queue says.
    """
    single = {named: listed[0] for named, listed in telephones.items() if len(listed) == 1}
    lines = {_line(named): listed for named, listed in telephones.items()}

    def read_known(fields: Fields, reception: Reception) -> list[CallEvent]:
        directory = reception.directory.also_known(single)
        events = read(fields, replace(reception, directory=directory))
        return [rung for event in events for rung in _rung(event, lines)]

    return read_known


def _rung(event: CallEvent, lines: Mapping[str, tuple[str, ...]]) -> list[CallEvent]:
    if (event.stage, event.extension) != (CallStage.RINGING, ""):
        return [event]
    if event.direction is not CallDirection.IN:
        return [event]
    extensions = lines.get(_line(event.called_raw)) or lines.get(_line(event.queue)) or ("",)
    return [replace(event, extension=extension) for extension in extensions]


def _line(named: str) -> str:
    return read_caller(named).number or plain(named)


def _zammad(_sender: Sender, _public_url: str) -> Dialect:
    return ZAMMAD


def _sipgate(sender: Sender, public_url: str) -> Dialect:
    return sipgate_dialect(f"{public_url.rstrip('/')}{PATH}{sender.token}")


def _placetel(sender: Sender, _public_url: str) -> Dialect:
    return placetel_dialect(sender.secret)


def _vtiger(sender: Sender, _public_url: str) -> Dialect:
    return vtiger_dialect(sender.secret)


def _threecx(_sender: Sender, _public_url: str) -> Dialect:
    return threecx_dialect()


def _miitel(_sender: Sender, _public_url: str) -> Dialect:
    return MIITEL


def _template(sender: Sender, _public_url: str) -> Dialect:
    return template_dialect(sender.settings)


_DIALECTS: Final = {
    "zammad": _zammad,
    "sipgate": _sipgate,
    "placetel": _placetel,
    "vtiger": _vtiger,
    "miitel": _miitel,
    "3cx": _threecx,
    "template": _template,
}
