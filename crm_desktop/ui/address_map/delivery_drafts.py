"""Keeps what is typed for the carrier as drafts, and brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.outbox import NOT_CONNECTED
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.address_map.delivery_notes import DeliveryNotes, TypedDeliveryNote


class DeliveryDrafts(QObject):
    """One draft an address, from its first key until it is stored.

    One that could not be stored because the database is away goes in after the next start, too.
    """

    def __init__(
        self,
        keeper: DraftKeeper,
        customer: Callable[[], int | None],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """``customer`` returns whose card is open."""
        super().__init__(parent)
        self._keeper = keeper
        self._customer = customer
        self._now = now
        self._notes: DeliveryNotes | None = None
        self._wanted: list[TypedDeliveryNote] = []
        self._kept: dict[int, tuple[UUID, int | None]] = {}

    def follow(self, notes: DeliveryNotes) -> None:
        """Keep what is typed into ``notes``, which are made with the map."""
        self._notes = notes
        notes.typed.connect(self._keep)
        notes.settled.connect(self._forget)
        notes.not_saved.connect(self._on_not_saved)
        wanted, self._wanted = self._wanted, []
        for note in wanted:
            notes.put_back(note)

    def bring_back(self, draft: Draft) -> None:
        """Let the note of an address hold what was typed, once it is shown."""
        address_id = draft.fields.get("address_id")
        if not isinstance(address_id, int) or address_id in self._kept:
            return
        self._kept[address_id] = draft.draft_id, draft.customer_id
        note = delivery_note_of(draft)
        if self._notes is None:
            self._wanted.append(note)
        else:
            self._notes.put_back(note)

    def keep_left(self) -> None:
        """Let the notes go in after the next sign-in whose saving nobody has refused."""
        for note in () if self._notes is None else self._notes.unrefused():
            self._keep_queued(note)

    def _keep(self, note: TypedDeliveryNote) -> None:
        self._keeper.keep(self._draft(note))

    def _on_not_saved(self, note: TypedDeliveryNote, error: Exception) -> None:
        if isinstance(error, NOT_CONNECTED):
            self._keep_queued(note)

    def _keep_queued(self, note: TypedDeliveryNote) -> None:
        self._keeper.keep(replace(self._draft(note), queued_at=self._now()))

    def _draft(self, note: TypedDeliveryNote) -> Draft:
        if note.address_id not in self._kept:
            self._kept[note.address_id] = uuid4(), self._customer()
        draft_id, customer_id = self._kept[note.address_id]
        fields: dict[str, Json] = {
            "address_id": note.address_id,
            "text": note.text,
            "seen": note.seen,
        }
        return Draft(draft_id, DraftKind.DELIVERY_NOTE, customer_id, fields, self._now())

    def _forget(self, address_id: int) -> None:
        kept = self._kept.pop(address_id, None)
        if kept is not None:
            self._keeper.forget(kept[0])


def delivery_note_of(draft: Draft) -> TypedDeliveryNote:
    """Return what was typed for the carrier.

    Raises:
        ValueError: it is about no address.
    """
    address_id = draft.fields.get("address_id")
    if not isinstance(address_id, int):
        raise ValueError("address_id")
    return TypedDeliveryNote(
        address_id, str(draft.fields.get("text")), str(draft.fields.get("seen"))
    )
