"""Drafts of what is typed about staff, about moves of customers, and to take figures out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.app.office_pages import OfficePages
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.database.roles import ADMIN, EXPORTER, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.words_draft import WordsDraft

if TYPE_CHECKING:
    from crm_desktop.app.customer_moves_page import CustomerMovesPage
    from crm_desktop.app.floor import FloorPage
    from crm_desktop.ui.customer_moves.drafts import MoveDrafts
    from crm_desktop.ui.staff.drafts import StaffDrafts
    from crm_desktop.ui.staff.presenter import StaffPresenter


class DeskOfficeDrafts(QObject):
    """Follows each page from its first opening on."""

    def __init__(
        self, office: OfficePages, keeper: DraftKeeper, now: Clock, groups: frozenset[str]
    ) -> None:
        """``groups`` are those of the person, who has only some of the pages."""
        super().__init__(office)
        self._office = office
        self._keeper = keeper
        self._now = now
        self._groups = groups
        self._moves: MoveDrafts | None = None
        self._staff: StaffDrafts | None = None
        self._reason: WordsDraft | None = None
        office.moves_made.connect(self._on_moves)
        office.staff_made.connect(self._on_staff)
        office.floor_made.connect(self._on_floor)

    def bring_back_move(self, draft: Draft) -> bool:
        """Open the page of moves with what was typed; tell whether there is such a form."""
        if SUPERVISOR not in self._groups:
            return False
        self._office.open_moves()
        return self._moves is not None and self._moves.bring_back(draft)

    def bring_back_staff(self, draft: Draft) -> bool:
        """Open the page of staff with what was typed; tell whether there is such a form."""
        if ADMIN not in self._groups:
            return False
        self._office.open_staff()
        return self._staff is not None and self._staff.bring_back(draft)

    def bring_back_reason(self, draft: Draft) -> bool:
        """Open the figures with the reason to take them out; tell whether there is such a form."""
        if not {SUPERVISOR, EXPORTER} <= self._groups:
            return False
        self._office.open_floor_figures()
        return self._reason is not None and self._reason.bring_back(draft)

    def _on_moves(self, page: CustomerMovesPage) -> None:
        from crm_desktop.ui.customer_moves.drafts import MoveDrafts, MoveParts  # noqa: PLC0415

        parts = MoveParts(page.find, page.spread, page.move)
        self._moves = MoveDrafts(parts, self._keeper, self._now, self)

    def _on_staff(self, staff: StaffPresenter) -> None:
        from crm_desktop.ui.staff.drafts import StaffDrafts  # noqa: PLC0415

        self._staff = StaffDrafts(staff, self._keeper, self._now, self)

    def _on_floor(self, page: FloorPage) -> None:
        field = page.people.reason
        words = WordsDraft(field, DraftKind.EXPORT, self._keeper, self._now, self)
        words.turn_to({"place": "floor"})
        page.people_presenter.reasoned.connect(lambda told: words.sent({"place": "floor"}, told))
        self._reason = words
