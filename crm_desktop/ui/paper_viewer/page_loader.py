"""Brings pictures of pages: first small ones, then large ones, then what may be wanted next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.paper_pages import EncodedPicture, PaperPage
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.paper_viewer.page_view import Point
from crm_desktop.ui.paper_viewer.pictures import (
    DETAIL_BYTES,
    Detail,
    PagePicture,
    PictureStore,
    bytes_of_page,
    detail_of,
    sharp_picture,
    small_picture,
)

LoadPicture = Callable[[PaperPage], EncodedPicture | None]


@dataclass(frozen=True, slots=True)
class PictureSources:
    """Where pictures come from; each is called off the GUI thread."""

    load_preview: LoadPicture
    load_full: LoadPicture


class PageLoader(QObject):
    """One page for each pane; ``brought`` tells page and picture, None when there is none."""

    brought = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        sources: PictureSources,
        jobs: Jobs,
        panes: int,
        parent: QObject | None = None,
        *,
        store: PictureStore | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._lanes = [LatestOnly(jobs, self) for _ in range(panes)]
        self._ahead_lane = LatestOnly(jobs, self)
        self._wanted: list[PaperPage | None] = [None] * panes
        self._ahead: list[PaperPage] = []
        self._round: list[tuple[bytes, int]] = []
        self._hopeless: set[PaperPage] = set()
        self._looking_closely: set[PaperPage] = set()
        self.store = store or PictureStore()

    def picture_of(self, page: PaperPage | None) -> PagePicture | None:
        """Return what is there already of a page."""
        return None if page is None else self.store.get(_key(page))

    def bring(self, pages: Sequence[PaperPage | None], ahead: Sequence[PaperPage]) -> None:
        """Bring the page of each pane, then those of ``ahead`` into the store."""
        self._ahead_lane.forget()
        self._ahead = [page for page in ahead if page not in pages]
        self._round = [_key(page) for page in self._ahead]
        wanted = [*pages, *([None] * (len(self._lanes) - len(pages)))]
        before, self._wanted = self._wanted, wanted
        self.store.show([_key(page) for page in wanted if page is not None])
        for place, page in enumerate(wanted):
            if page == before[place]:
                continue
            self._lanes[place].forget()
            self._leave(before[place])
            if page is not None:
                self._hopeless.discard(page)
                self._bring_one(place, page)
        self._look_ahead()

    def bring_detail(self, page: PaperPage, rows: Point) -> None:
        """Bring ``rows`` of a page on the screen in full resolution; one wish at a time."""
        picture = self.picture_of(page)
        is_ready = picture is not None and picture.is_sharp and page not in self._hopeless
        if not is_ready or page in self._looking_closely or page not in self._wanted:
            return
        self._looking_closely.add(page)
        shown = sum(one is not None for one in self._wanted)
        if self._wanted.count(page) > 1:
            rows = (0.0, 1.0)  # or two panes would take it from each other
        self._lanes[self._wanted.index(page)].run(
            lambda: self._detail(page, rows, DETAIL_BYTES // shown),
            then=partial(self._on_detail, page),
            failed=partial(self._on_full_failed, page),
        )

    def forget(self) -> None:
        """Drop all pictures, and those that are still being brought."""
        for lane in (*self._lanes, self._ahead_lane):
            lane.forget()
        self._wanted = [None] * len(self._lanes)
        self._ahead = []
        self._hopeless.clear()
        self._looking_closely.clear()
        self.store.clear()

    def _bring_one(self, place: int, page: PaperPage) -> None:
        if self._is_done(page):
            return
        if self.picture_of(page) is not None:
            self._bring_full(place, page)
            return
        self._lanes[place].run(
            lambda: self._small(page),
            then=partial(self._on_small, place, page),
            failed=partial(self._on_small_failed, place, page),
        )

    def _on_small(self, place: int, page: PaperPage, picture: PagePicture | None) -> None:
        if picture is not None:
            self.store.put(_key(page), picture)
            self.brought.emit(page, picture)
        self._bring_full(place, page)

    def _on_small_failed(self, place: int, page: PaperPage, error: Exception) -> None:
        """Go on with the whole page: a preview that cannot be shown is no loss."""
        if not isinstance(error, CrmError):
            self.failed.emit(error)
        self._bring_full(place, page)

    def _bring_full(self, place: int, page: PaperPage) -> None:
        self._lanes[place].run(
            lambda: self._full(page),
            then=partial(self._on_full, page),
            failed=partial(self._on_full_failed, page),
        )

    def _on_full(self, page: PaperPage, picture: PagePicture | None) -> None:
        if picture is None:
            self._hopeless.add(page)
        else:
            self.store.put(_key(page), picture)
        self.brought.emit(page, picture)
        self._look_ahead()

    def _on_detail(self, page: PaperPage, detail: Detail | None) -> None:
        self._looking_closely.discard(page)
        picture = self.picture_of(page)
        if picture is not None and detail is not None:
            closer = replace(picture, detail=detail)
            self.store.put(_key(page), closer)
            self.brought.emit(page, closer)

    def _on_full_failed(self, page: PaperPage, error: Exception) -> None:
        self._hopeless.add(page)
        self.brought.emit(page, None)
        self.failed.emit(error)
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Bring the next page that may be wanted, once nothing is waited for any more."""
        if not all(page is None or self._is_done(page) for page in self._wanted):
            return
        while self._ahead:
            page = self._ahead[0]
            kept = self.picture_of(page)
            need = bytes_of_page((page.width_px, page.height_px))
            full_fits = self.store.has_room_for(need, self._round)
            if kept is None:
                self._fetch_ahead(page, self._small)
                return
            if full_fits and not kept.is_sharp and page not in self._hopeless:
                self._fetch_ahead(page, self._full)
                return
            self._ahead.pop(0)

    def _fetch_ahead(
        self, page: PaperPage, load: Callable[[PaperPage], PagePicture | None]
    ) -> None:
        def keep(picture: PagePicture | None) -> None:
            if picture is None:
                self._ahead.remove(page)
            else:
                self.store.put(_key(page), picture)
            self._look_ahead()

        self._ahead_lane.run(
            lambda: load(page), then=keep, failed=lambda _error: self._ahead.clear()
        )

    def _leave(self, page: PaperPage | None) -> None:
        """Keep of a page that is no longer on the screen only what is small."""
        if page is None:
            return
        self._looking_closely.discard(page)
        picture = self.picture_of(page)
        if picture is not None and page not in self._wanted:
            self.store.put(_key(page), replace(picture, detail=None))

    def _is_done(self, page: PaperPage) -> bool:
        picture = self.picture_of(page)
        return page in self._hopeless or (picture is not None and picture.is_sharp)

    def _small(self, page: PaperPage) -> PagePicture | None:
        found = self._sources.load_preview(page)
        if found is None or not found.content:
            return None
        size = (float(page.width_px), float(page.height_px))
        return small_picture(found.content, found.media_type, size)

    def _full(self, page: PaperPage) -> PagePicture | None:
        found = self._sources.load_full(page)
        if found is None or not found.content:
            return None
        size = (float(page.width_px), float(page.height_px))
        return sharp_picture(found.content, found.media_type, size)

    def _detail(self, page: PaperPage, rows: Point, most_bytes: int) -> Detail | None:
        found = self._sources.load_full(page)
        if found is None or not found.content:
            return None
        return detail_of(found.content, found.media_type, rows, most_bytes)


def _key(page: PaperPage) -> tuple[bytes, int]:
    return page.sha256, page.source_page
