"""What the dialog of a card's history shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.database.queries.access_history import CardLook


class LookKind(StrEnum):
    """What can be filtered for."""

    OPENED = "opened"
    REFUSED = "refused"
    CHANGED = "changed"
    EXPORTED = "exported"
    ASKED = "asked"


KIND_OF_ACTION = {
    "open": LookKind.OPENED,
    "refuse": LookKind.REFUSED,
    "insert": LookKind.CHANGED,
    "update": LookKind.CHANGED,
    "delete": LookKind.CHANGED,
    "export": LookKind.EXPORTED,
    "history": LookKind.ASKED,
}


@dataclass(frozen=True, slots=True)
class AccessHistoryState:
    """``looks`` are all that were read, newest first; `shown` those that the filters let through.

    ``login`` "" and ``kind`` None filter nothing.
    """

    customer_id: int | None = None
    customer_name: str = ""
    looks: tuple[CardLook, ...] = ()
    login: str = ""
    kind: LookKind | None = None
    loading: bool = False
    failed: bool = False

    @property
    def shown(self) -> tuple[CardLook, ...]:
        """What the filters let through."""
        return tuple(look for look in self.looks if self._is_wanted(look))

    @property
    def people(self) -> dict[str, str]:
        """Who can be filtered for: name by login, in the order in which they were last there."""
        return {look.login: look.staff_name for look in self.looks}

    def _is_wanted(self, look: CardLook) -> bool:
        if self.login and look.login != self.login:
            return False
        return self.kind is None or KIND_OF_ACTION.get(look.action) is self.kind
