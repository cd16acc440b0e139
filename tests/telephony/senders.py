"""A real gateway on a real database to which one sender of a dialect pushes, for tests."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.source_settings import read_source
from crm_desktop.telephony.dialects import Sender, dialect_of
from crm_desktop.telephony.gateway import Listening, gateway_on
from tests.telephony.gateways import TOKEN, running

PUBLIC_URL = "https://cti.example.jp/in&out"
SECRET = "12345"
PATH = f"/api/v1/cti/{TOKEN}"
FORM = "application/x-www-form-urlencoded"


@contextmanager
def pushing_to(database: Database, source: str, **settings: Any) -> Iterator[int]:
    """Run a gateway that knows one source, by the settings of its table; yield its port."""
    sender = Sender(source, read_source(settings), TOKEN, SECRET)
    dialects = {source: dialect_of(sender, PUBLIC_URL)}
    listening = Listening({source: TOKEN}, port=0, dialects=dialects)
    with running(gateway_on(database, listening)) as port:
        yield port


def exchange(
    port: int, body: bytes | dict[str, Any] = b"", *, method: str = "POST", **headers: str
) -> tuple[int, str, str]:
    """Send one request; return status, content type and text of the answer.

    ``body``: fields are sent as a form, by GET in the URL. Underlines in ``headers`` are hyphens.
    """
    octets = body if isinstance(body, bytes) else urlencode(body, doseq=True).encode()
    path, sent = (PATH, octets) if method != "GET" else (f"{PATH}?{octets.decode()}", None)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, sent, {"Content-Type": FORM, **named})
        answer = line.getresponse()
        kind = answer.headers.get_content_type()
        return answer.status, kind, answer.read().decode()
    finally:
        line.close()


def call_of(database: Database, call_id: str) -> Call:
    """Return the only call of that id."""
    with database.reading() as session:
        call = session.scalars(select(Call).where(Call.source_call_id == call_id)).one()
        session.expunge(call)
        return call


def rang(database: Database, call_id: str) -> dict[str, bool]:
    """Return the telephones of a call, and whether each answered it."""
    with database.reading() as session:
        legs = session.scalars(
            select(CallLeg)
            .join(Call, CallLeg.call_id == Call.id)
            .where(Call.source_call_id == call_id)
            .order_by(CallLeg.id)
        )
        return {str(leg.extension): leg.answered_at is not None for leg in legs}
