"""Questions asked about talk scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.mailing import MailingRecipient
from crm_desktop.database.models.talk_script import TalkScript

MAILING_LASTS: Final = timedelta(days=60)
"""How long after its posting a mailing is thought to be why its customer calls."""


@dataclass(frozen=True, slots=True)
class TalkScriptRow:
    """One script as it was written, with the places to be filled in."""

    script_id: int
    revision: int
    title: str
    body: str
    line_name: str
    mailing_id: int | None
    position: int
    active: bool


def talk_scripts(session: Session, *, limit: int = 500) -> list[TalkScriptRow]:
    """Return all scripts, also those not in use, by their place."""
    return _rows(session, select(*_COLUMNS).order_by(TalkScript.position, TalkScript.id), limit)


def talk_scripts_for(
    session: Session, line_name: str, customer_id: int | None, *, today: date, limit: int = 5
) -> list[TalkScriptRow]:
    """Return the scripts in use for a call: those of its line, then of the customer's mailings.

    Where there is neither, those for all calls. ``line_name`` is the office's name of the line.
    A mailing counts for 60 days from its posting, and only while the customer's card is open.
    """
    in_use = select(*_COLUMNS).where(TalkScript.active)
    in_order = in_use.order_by(TalkScript.position, TalkScript.id)
    found = []
    if line_name:
        found += _rows(session, in_order.where(TalkScript.line_name == line_name), limit)
    if customer_id is not None:
        found += _rows(session, in_order.where(_was_sent(customer_id, today)), limit)
    if not found:
        general = TalkScript.line_name == "", TalkScript.mailing_id.is_(None)
        found = _rows(session, in_order.where(*general), limit)
    return found[:limit]


def _was_sent(customer_id: int, today: date) -> ColumnElement[bool]:
    return exists().where(
        MailingRecipient.mailing_id == TalkScript.mailing_id,
        MailingRecipient.customer_id == customer_id,
        MailingRecipient.dropped_on.between(today - MAILING_LASTS, today),
    )


def _rows(session: Session, statement: Select[*tuple[Any, ...]], limit: int) -> list[TalkScriptRow]:
    return [TalkScriptRow(*row) for row in session.execute(statement.limit(limit))]


_COLUMNS: Final = (
    TalkScript.id,
    TalkScript.revision,
    TalkScript.title,
    TalkScript.body,
    TalkScript.line_name,
    TalkScript.mailing_id,
    TalkScript.position,
    TalkScript.active,
)
