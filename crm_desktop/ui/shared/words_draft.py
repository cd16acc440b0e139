"""Keeps the words of one field that stands there for something else from time to time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.shared.clock import Clock


class WordsDraft(QObject):
    """A draft for each thing that words were typed about: a note, a colleague who waits.

    What a program writes into the field is no typing. Words that were typed at this desk, or were
    asked for with `bring_back`, are in the field again as soon as it stands there for their thing.
    """

    def __init__(
        self,
        field: QLineEdit,
        kind: DraftKind,
        keeper: DraftKeeper,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        """The field stands there for nothing yet."""
        super().__init__(parent)
        self._field = field
        self._kind = kind
        self._keeper = keeper
        self._now = now
        self._about: Mapping[str, Json] | None = None
        self._draft: Draft | None = None
        self._again: set[UUID] = set()
        field.textEdited.connect(self._on_typed)

    def turn_to(self, about: Mapping[str, Json] | None, customer_id: int | None = None) -> None:
        """Know what the field is for now, None: for nothing; words about another thing go."""
        if about == self._about:
            return
        self._let_go()
        self._about = about
        if about is None:
            self._draft = None
            return
        lying = next((one for one in self._lying(about) if one.draft_id in self._again), None)
        if lying is None:
            self._draft = Draft(uuid4(), self._kind, customer_id, about, self._now())
            self._field.clear()
        else:
            self._put(lying)

    def bring_back(self, draft: Draft) -> bool:
        """Put words into the field, or do so once it is there for them; tell whether it was."""
        self._again.add(draft.draft_id)
        if self._about is None or not _is_about(draft, self._about):
            return False
        self._let_go()
        self._put(draft)
        return True

    def sent(self, about: Mapping[str, Json], words: str) -> None:
        """Know that words are stored; what was typed meanwhile stays a draft."""
        if about == self._about and self._draft is not None:
            if self._field.text().strip() == words.strip():
                self.forget()
            return
        for draft in self._lying(about):
            if str(draft.fields.get("words")).strip() == words.strip():
                self._keeper.forget(draft.draft_id)

    def forget(self) -> None:
        """Empty the field: its words are stored, or not wanted any more."""
        if self._draft is not None:
            self._keeper.forget(self._draft.draft_id)
        self._field.clear()

    def _on_typed(self, words: str) -> None:
        draft = self._draft
        if draft is None:
            return
        if words.strip():
            fields = {**draft.fields, "words": words}
            self._keeper.keep(replace(draft, fields=fields, typed_at=self._now()))
        else:
            self._keeper.forget(draft.draft_id)

    def _put(self, draft: Draft) -> None:
        self._draft = draft
        self._keeper.keep(draft)
        self._field.setText(str(draft.fields.get("words")))

    def _let_go(self) -> None:
        if self._draft is not None:
            self._again.add(self._draft.draft_id)
            self._keeper.let_go(self._draft.draft_id)

    def _lying(self, about: Mapping[str, Json]) -> list[Draft]:
        left = self._keeper.left
        return [one for one in left if one.kind is self._kind and _is_about(one, about)]


def _is_about(draft: Draft, about: Mapping[str, Json]) -> bool:
    return all(draft.fields.get(name) == value for name, value in about.items())
