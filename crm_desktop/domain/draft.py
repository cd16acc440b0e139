"""What is typed into a form and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

DRAFT_DAYS: Final = 7

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


class DraftKind(StrEnum):
    """The form a draft belongs to; the word is what files and the database hold."""

    NOTE = "note"
    NEW_CUSTOMER = "new_customer"
    CUSTOMER = "customer"
    ORDER = "order"
    TASK = "task"
    DELIVERY_NOTE = "delivery_note"
    PAGE_TEXT = "page_text"
    HELP = "help"
    UNWANTED = "unwanted"
    PRINTED_PAPER = "printed_paper"
    TALK_SCRIPT = "talk_script"
    SETTING = "setting"
    MOVE = "move"
    STAFF = "staff"
    NOTICE = "notice"
    MISSED_CALL = "missed_call"
    APPROVAL = "approval"
    EXPORT = "export"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Draft:
    """One form half filled in; ``draft_id`` is the operation that saving it will be.

    ``fields`` hold all that fills the form again and all that saving needs, fit for JSON.
    ``typed_at`` and ``queued_at`` are aware; ``queued_at`` says since when it waits to be saved,
    None while it is still being typed.
    """

    draft_id: UUID
    kind: DraftKind
    customer_id: int | None
    fields: Mapping[str, Json]
    typed_at: datetime
    queued_at: datetime | None = None


def too_old(draft: Draft, now: datetime) -> bool:
    """Tell whether ``draft`` was typed more than ``DRAFT_DAYS`` days before ``now`` (aware)."""
    return now - draft.typed_at > timedelta(days=DRAFT_DAYS)
