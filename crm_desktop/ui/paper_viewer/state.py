"""What the viewer shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.database.queries.paper_texts import PaperText
from crm_desktop.ui.customer_card.paper_facts import Paper
from crm_desktop.ui.paper_viewer.pictures import PagePicture


@dataclass(frozen=True, slots=True)
class PaneState:
    """One pane: its paper, the pages of it, and which of them is shown as what.

    ``pages`` is empty for a paper without a picture; ``picture`` is None until it comes, and stays
    so when it ``failed``.
    """

    paper: Paper | None = None
    pages: tuple[PaperPage, ...] = ()
    place: int = 0
    picture: PagePicture | None = None
    failed: bool = False

    @property
    def page(self) -> PaperPage | None:
        """The page that is shown, None for a paper without a picture."""
        return self.pages[self.place] if self.place < len(self.pages) else None


@dataclass(frozen=True, slots=True)
class ViewerState:
    """The panes from the first on; ``text`` is what stands in the paper of the active one."""

    is_open: bool = False
    today: date = date.min
    papers: tuple[Paper, ...] = ()
    panes: tuple[PaneState, ...] = ()
    active: int = 0
    pages_known: bool = False
    text: PaperText | None = None
    orders: tuple[tuple[int, date], ...] = field(default=())

    @property
    def active_pane(self) -> PaneState:
        """The pane that keys act on; an empty one when there is none."""
        return self.panes[self.active] if self.active < len(self.panes) else PaneState()
