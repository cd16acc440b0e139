"""Connects the viewer's panel with its presenter."""

from __future__ import annotations

from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.ui.customer_card.paper_facts import PaperKind
from crm_desktop.ui.page_text.hits import PageHits
from crm_desktop.ui.page_text.presenter import PageTextPresenter
from crm_desktop.ui.page_text.wiring import connect_page_text
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter
from crm_desktop.ui.paper_viewer.state import ViewerState


def connect_viewer(presenter: PaperViewerPresenter, panel: PaperViewerPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides; where it stands is left to its place."""
    presenter.changed.connect(panel.show_state)
    panel.close_wanted.connect(presenter.close)
    panel.count_wanted.connect(presenter.set_count)
    panel.paper_wanted.connect(presenter.put_row)
    panel.paper_step_wanted.connect(presenter.step_paper)
    panel.page_step_wanted.connect(presenter.step_page)
    panel.gather_wanted.connect(presenter.gather_at_active)
    panel.pane_entered.connect(presenter.activate)
    panel.grid.detail_wanted.connect(presenter.look_closely)
    panel.tools.day_wanted.connect(presenter.choose_day)
    panel.tools.order_wanted.connect(presenter.choose_order)
    panel.aloud.read_wanted.connect(presenter.mark_read)
    panel.aloud.thanked_wanted.connect(presenter.mark_thanked)


def connect_texts(
    presenter: PaperViewerPresenter,
    panel: PaperViewerPanel,
    texts: PageTextPresenter,
    hits: PageHits,
) -> None:
    """Let words be found in the letters, and the text of the active one's page be corrected."""
    presenter.changed.connect(lambda state: texts.show_page(_letter_page(state)))
    presenter.changed.connect(lambda state: hits.look_in(_letters(state)))
    connect_page_text(texts, panel.aloud.page_text)
    texts.changed.connect(panel.aloud.show_page_text)
    texts.saved.connect(lambda _page: presenter.read_text_again())
    texts.saved.connect(lambda _page: hits.look_again())
    panel.aloud.correction_wanted.connect(texts.begin)
    panel.find_bar.words_typed.connect(hits.look_for)
    panel.find_bar.step_wanted.connect(hits.step)
    hits.changed.connect(panel.show_hits)
    hits.jumped.connect(presenter.show_page)


def _letter_page(state: ViewerState) -> PaperPage | None:
    pane = state.active_pane
    return pane.page if pane.paper is not None and pane.paper.kind is PaperKind.LETTER else None


def _letters(state: ViewerState) -> list[int]:
    letters = [paper for paper in state.papers if paper.kind is PaperKind.LETTER]
    return [paper.document_id for paper in letters if paper.document_id is not None]
