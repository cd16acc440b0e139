"""What the form for changing a customer has done for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.card_changes import CardChange
from crm_desktop.domain.draft import Draft


class Drafts(Protocol):
    """Where what is typed is kept; see `DraftKeeper`."""

    def keep(self, draft: Draft) -> None:
        """Keep it; returns at once."""

    def forget(self, draft_id: UUID) -> None:
        """Keep it no longer."""

    def let_go(self, draft_id: UUID) -> None:
        """Leave it lying, to be taken up again."""


@dataclass(frozen=True, slots=True)
class EditWork:
    """What the form has done for it. ``read_changes`` is called off the GUI thread."""

    send: Callable[[Draft, Form], None]
    read_changes: Callable[[int], tuple[CardChange, ...]]
    drafts: Drafts
    now: Callable[[], datetime]
