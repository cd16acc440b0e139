"""The picture of the page in the middle: small at once, sharp when it has come, next ones ahead."""

from __future__ import annotations

from PySide6.QtCore import QObject

from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.ui.letter_inbox.page_pane import PagePane
from crm_desktop.ui.letter_inbox.state import LetterInboxState
from crm_desktop.ui.paper_viewer.page_loader import PageLoader
from crm_desktop.ui.paper_viewer.page_view import Point
from crm_desktop.ui.paper_viewer.pictures import PagePicture


class PagePictures(QObject):
    """Brings the shown page, and the others of the letter as far as they fit."""

    def __init__(self, loader: PageLoader, pane: PagePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._pane = pane
        self._page: PaperPage | None = None
        loader.brought.connect(self._on_brought)
        pane.canvas.detail_wanted.connect(self._look_closely)

    def show_state(self, state: LetterInboxState) -> None:
        """Show the page that is looked at."""
        page = state.shown_page
        if page == self._page:
            return
        self._page = page
        self._pane.show_picture(page, self._loader.picture_of(page))
        self._loader.bring([page], state.pages[state.page + 1 :])

    def forget(self) -> None:
        """Keep no picture in memory: nobody looks at letters now."""
        self._page = None
        self._loader.forget()
        self._pane.show_picture(None, None)

    def _look_closely(self, rows: Point) -> None:
        if self._page is not None:
            self._loader.bring_detail(self._page, rows)

    def _on_brought(self, page: PaperPage, picture: PagePicture | None) -> None:
        if page != self._page:
            return
        if picture is None and self._loader.picture_of(page) is None:
            self._pane.say_none()
        else:
            self._pane.show_picture(page, picture or self._loader.picture_of(page))
