"""Keeps what is typed into the entries of staff, and brings it back; passwords are never typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.staff import StaffRole
from crm_desktop.ui.staff.presenter import StaffPresenter
from crm_desktop.ui.staff.state import StaffEntry, StaffField, TypedStaff


class StaffDrafts(QObject):
    """One draft a person, and one for somebody new, until it is saved or discarded."""

    def __init__(
        self,
        staff: StaffPresenter,
        keeper: DraftKeeper,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._staff = staff
        self._keeper = keeper
        self._now = now
        self._kept: dict[int | None, UUID] = {}
        self._last: dict[int | None, StaffEntry] = {}
        staff.changed.connect(lambda _state: self._on_changed())

    def bring_back(self, draft: Draft) -> bool:
        """Fill the entry of whom ``draft`` is about, once the list is read.

        False when it does not fit the form any more.
        """
        typed = _typed_of(draft.fields)
        if typed is None:
            return False
        other = self._kept.get(typed.staff_id)
        if other is not None and other != draft.draft_id:
            self._keeper.let_go(other)
        self._kept[typed.staff_id] = draft.draft_id
        self._staff.put_back(typed)
        return True

    def _on_changed(self) -> None:
        typed = self._staff.typed
        for staff_id, entry in typed.items():
            if self._last.get(staff_id) != entry:
                draft_id = self._kept.setdefault(staff_id, uuid4())
                fields = _fields_of(entry)
                self._keeper.keep(Draft(draft_id, DraftKind.STAFF, None, fields, self._now()))
        for staff_id in self._last.keys() - typed.keys():
            draft_id = self._kept.pop(staff_id)
            self._keeper.forget(draft_id)
        self._last = typed


def _fields_of(entry: StaffEntry) -> dict[str, Json]:
    return {
        "staff_id": entry.staff_id,
        "revision": None if entry.row is None else entry.row.revision,
        "typed": {str(which): text for which, text in entry.texts.items()},
        "roles": [str(role) for role in sorted(entry.roles)],
    }


def _typed_of(fields: Mapping[str, Json]) -> TypedStaff | None:
    staff_id, revision = fields.get("staff_id"), fields.get("revision")
    texts, roles = fields.get("typed"), fields.get("roles")
    if not isinstance(texts, Mapping) or not isinstance(roles, list | tuple):
        return None
    return TypedStaff(
        staff_id if isinstance(staff_id, int) else None,
        revision if isinstance(revision, int) else None,
        {StaffField(which): str(text) for which, text in texts.items() if which in set(StaffField)},
        frozenset(StaffRole(str(role)) for role in roles if role in set(StaffRole)),
    )
