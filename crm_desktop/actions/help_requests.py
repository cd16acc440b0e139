"""Asking for help while talking, and whispering a word to who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.help import HelpEnded, HelpOver

ASKED_CHANNEL: Final = "help_asked"  # somebody asks, or no longer


@dataclass(frozen=True, slots=True)
class HelpWish:
    """Help wanted with the customer of an open card, in a call or none; ``word`` may be empty.

    ``operation_id`` is the same however often it is asked for.
    """

    operation_id: UUID
    customer_id: int
    call_id: int | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class WhisperWish:
    """A word for somebody who asked for help with a customer."""

    operation_id: UUID
    staff_id: int
    customer_id: int
    body: str


def whisper_channel(staff_id: int) -> str:
    """Return where it is notified that somebody was whispered to."""
    return f"whisper_{staff_id}"


def ask_for_help(session: Session, wish: HelpWish) -> None:
    """Ask the supervisors for help; whatever whoever asks asked for before has ended then.

    Raises:
        RecordGone: the card is not open to whoever asks.
        HelpEnded: this request has ended, for instance because they ask at another desk.
    """
    values = {
        "operation": wish.operation_id,
        "customer": wish.customer_id,
        "call": wish.call_id,
        "word": wish.word,
    }
    request = session.scalar(_ASK, values)
    if request is None:
        raise RecordGone("customer", wish.customer_id)
    if request == 0:
        raise HelpEnded


def end_help(session: Session, operation_id: UUID) -> None:
    """Take a request of one's own back; what was whispered stays."""
    session.execute(_END, {"operation": operation_id})


def help_over(session: Session, customer_id: int) -> None:
    """End what was asked and whispered about a customer: whoever asked has closed the card."""
    session.execute(_OVER, {"customer": customer_id})


def whisper(session: Session, wish: WhisperWish) -> None:
    """Have a word appear on a colleague's card; asked again it is the same word.

    Raises:
        HelpOver: they have closed the card, or left.
    """
    values = {
        "operation": wish.operation_id,
        "staff": wish.staff_id,
        "customer": wish.customer_id,
        "body": wish.body,
    }
    if not session.scalar(_WHISPER, values):
        raise HelpOver


def whispers_seen(session: Session, whisper_ids: Sequence[int]) -> None:
    """Put away what was whispered to whoever asks."""
    session.execute(_SEEN, {"ids": list(whisper_ids)})


_ASK: Final = text("SELECT ask_for_help(:operation, :customer, CAST(:call AS bigint), :word)")
_END: Final = text("SELECT end_help(:operation)")
_OVER: Final = text("SELECT help_over(:customer)")
_WHISPER: Final = text("SELECT whisper(:operation, :staff, :customer, :body)")
_SEEN: Final = text("SELECT whispers_seen(CAST(:ids AS bigint[]))")
