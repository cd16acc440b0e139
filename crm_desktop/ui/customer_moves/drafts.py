"""Keeps what is typed on the page of moves of customers, and brings it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.customer_filter import filter_of
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.spread import SpreadBy
from crm_desktop.ui.customer_moves.find_presenter import FindPresenter
from crm_desktop.ui.customer_moves.move_presenter import MovePresenter
from crm_desktop.ui.customer_moves.spread_presenter import WISHES, SpreadPresenter
from crm_desktop.ui.customer_moves.state import (
    FilterField,
    SpreadState,
    TypedFilter,
    TypedMove,
    TypedReceiver,
)
from crm_desktop.ui.shared.form_codec import form_as_json, form_of_json


@dataclass(frozen=True, slots=True)
class MoveParts:
    """The parts of the page that are typed into."""

    find: FindPresenter
    spread: SpreadPresenter
    move: MovePresenter


class MoveDrafts(QObject):
    """The page is one draft, from its first key until the move is done or all is as it was.

    A filter that is saved or was used is none by itself. Whom a supervisor sends somewhere by hand
    depends on the spread of that moment and is not kept.
    """

    def __init__(
        self,
        parts: MoveParts,
        keeper: DraftKeeper,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._keeper = keeper
        self._now = now
        self._kept: UUID | None = None
        self._last: Mapping[str, Json] | None = None
        self._filling = False
        for part in (parts.find, parts.spread, parts.move):
            part.changed.connect(self._on_changed)

    def bring_back(self, draft: Draft) -> bool:
        """Fill the page with what was typed; what stands there now lies among the drafts.

        False when it does not fit the page any more.
        """
        try:
            fill = _filling(draft.fields)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        if self._kept is not None and self._kept != draft.draft_id:
            self._keeper.let_go(self._kept)
        self._kept, self._last, self._filling = draft.draft_id, None, True
        fill(self._parts)
        self._filling = False
        self._on_changed()
        return True

    def _on_changed(self, _state: object = None) -> None:
        if self._filling:
            return
        fields = _fields(self._parts) if self._is_typed else None
        if fields == self._last:
            return
        self._last = fields
        if fields is not None:
            self._kept = self._kept or uuid4()
            self._keeper.keep(Draft(self._kept, DraftKind.MOVE, None, fields, self._now()))
        elif self._kept is not None:
            self._keeper.forget(self._kept)
            self._kept = None

    @property
    def _is_typed(self) -> bool:
        parts = self._parts
        return (
            parts.find.has_typing
            or bool(parts.spread.state.receivers)
            or parts.move.state.typed != TypedMove()
        )


def _fields(parts: MoveParts) -> dict[str, Json]:
    """Return what stands on the page."""
    find, spread = parts.find.state, parts.spread.state
    return {
        "name": find.name,
        "filter": {
            "ticked": find.typed.ticked.as_criteria(),
            "texts": {part.name: text for part, text in find.typed.texts.items()},
        },
        "spread": {
            "receivers": [[one, asdict(typed)] for one, typed in spread.receivers.items()],
            "by": str(spread.by.value),
            "room_in": str(spread.room_in.value),
            "households": spread.households,
            "regions": spread.regions,
        },
        "typed": form_as_json(parts.move.state.typed),
    }


def _filling(fields: Mapping[str, Any]) -> Callable[[MoveParts], None]:
    """Return what fills the page; a part that the draft does not hold stays as it is.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it does not fit the page.
    """
    move = form_of_json(TypedMove(), fields["typed"])
    found = _filter(fields["filter"]) if "filter" in fields else None
    wishes = _wishes(fields["spread"]) if "spread" in fields else None

    def fill(parts: MoveParts) -> None:
        if found is not None:
            parts.find.change(found)
            parts.find.rename(str(fields.get("name", "")))
        if wishes is not None:
            parts.spread.change(**wishes)
        parts.move.change(move)

    return fill


def _filter(kept: Mapping[str, Any]) -> TypedFilter:
    texts = {FilterField[name]: str(text) for name, text in kept["texts"].items()}
    return TypedFilter(filter_of(kept["ticked"]), texts)


def _wishes(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields of the state by name."""
    receivers = {int(one): TypedReceiver(**typed) for one, typed in kept["receivers"]}
    wishes = {name: kept.get(name, getattr(SpreadState(), name)) for name in WISHES}
    by, room_in = SpreadBy(wishes["by"]), SpreadBy(wishes["room_in"])
    return {**wishes, "receivers": receivers, "by": by, "room_in": room_in}
