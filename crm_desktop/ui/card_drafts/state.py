"""What the line of drafts on a card shows."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.database.queries.shared_drafts import CardDraft, TakenDraft


@dataclass(frozen=True, slots=True)
class CardDraftsState:
    """Notes on the open card that are not saved, the newest first; none: nothing is shown.

    ``taken`` tells that a colleague goes on with the note that is typed here.
    """

    customer_id: int | None = None
    drafts: tuple[CardDraft, ...] = ()
    taking: bool = False
    taken: TakenDraft | None = None
