"""The map of a home: drawn by the desk until the web engine stands, and wherever it does not."""

from __future__ import annotations

import logging
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from crm_desktop.ui.address_map.drawn_map import DrawnMap
from crm_desktop.ui.address_map.idle_moment import IdleMoment
from crm_desktop.ui.address_map.map_view import MapLanes, MapSources, MapView
from crm_desktop.ui.address_map.map_words import offline_tip, offline_words, simple_words
from crm_desktop.ui.address_map.web_engine import WEB_MAP, EngineBroken, ready_engine

if TYPE_CHECKING:
    from crm_desktop.ui.address_map.web_map import WebMap

log = logging.getLogger(__name__)

_EMPTIED_AFTER_MS: Final = 250
_MARGIN: Final = 8
_TOP: Final = 32
_BUTTON: Final = 26


class HomeMap(QWidget):
    """Shows a MapView: the web map once it shows the newest home, over it till then the drawn one.

    The home shown before is gone with the next painting, whatever the web engine is busy with.
    The engine is begun by the first home that is seen here, or by ``start``; once a desk.
    """

    ready = Signal()
    broken = Signal(str)  # an EngineFault; the map goes on, drawn
    pin_moved = Signal(float, float)  # latitude, longitude
    place_chosen = Signal(int)
    link_chosen = Signal(str)  # the link of a credit, for the system's browser

    def __init__(self, sources: MapSources, lanes: MapLanes, parent: QWidget | None = None) -> None:
        """Nothing is asked of ``sources`` before a map is painted."""
        super().__init__(parent)
        self._sources = sources
        self._lanes = lanes
        self._view = MapView()
        self._is_started = False
        self._is_broken = False
        self._web: WebMap | None = None
        self._drawn = DrawnMap(sources, lanes.page, self)
        self._emptying = QTimer(self)
        self._emptying.setSingleShot(True)
        self._emptying.timeout.connect(self._show_in_web)
        self._pass_on(self._drawn)
        self._closer = self._zoom_button("+", self.tr("Closer"), steps=1)
        self._farther = self._zoom_button("−", self.tr("Farther away"), steps=-1)
        self.setFocusProxy(self._drawn)

    def start(self) -> None:
        """Begin the web engine in the background; nothing when that was done."""
        if self._is_started:
            return
        self._is_started = True
        idle = IdleMoment(self)
        self._lanes.page.run(
            self,
            ready_engine,
            then=lambda page: idle.wait(lambda: self._make_web(page)),
            failed=self._on_no_engine,
        )

    @property
    def is_settled(self) -> bool:
        """Whether the newest home is shown as well as it will be: by the engine, or without."""
        return self._is_broken or (self._web is not None and self._drawn.isHidden())

    def show_home(self, view: MapView) -> None:
        """Show ``view`` in place of what was shown."""
        is_another = view.subject_id != self._view.subject_id
        self._view = view
        self._drawn.show_home(view)
        self._show_note()
        if is_another or view.home is None:
            self._cover()
        self._tell_web()
        self._start_when_seen()

    def clear(self) -> None:
        """Show nobody's home: at once on the screen, a moment later in the page."""
        self.show_home(MapView())

    def _tell_web(self) -> None:
        """Have the page show the newest home; nobody's only if none follows at once.

        The page is covered then, and drawing it once less leaves the time to the next card.
        """
        if self._view.subject_id == 0 and not self._emptying.isActive():
            self._emptying.start(_EMPTIED_AFTER_MS)
        elif self._view.subject_id:
            self._emptying.stop()
            self._show_in_web()

    def _show_in_web(self) -> None:
        if self._web is not None:
            self._web.show_home(self._view)

    def picture(self) -> QPixmap:
        """Return the map as it is on the screen, without the buttons."""
        if self._web is not None and self._drawn.isHidden():
            return self._web.picture()
        return self._drawn.picture()

    def zoom(self, steps: int) -> None:
        """Show it closer, or from farther away."""
        self._drawn.zoom(steps)
        if self._web is not None:
            self._web.zoom(steps)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give both maps all the room."""
        for part in (self._web, self._drawn):
            if part is not None:
                part.setGeometry(self.rect())
        self._closer.move(_MARGIN, _TOP)
        self._farther.move(_MARGIN, _TOP + _BUTTON)

    def showEvent(self, _event: QShowEvent) -> None:
        """Begin the engine if a home waits for it."""
        self._start_when_seen()

    def _start_when_seen(self) -> None:
        if self._view.home is not None and self.isVisible():
            self.start()

    def _make_web(self, page: str) -> None:
        web: WebMap = import_module(WEB_MAP).WebMap(page, self._sources, self._lanes, self)
        self._web = web
        self._pass_on(web)
        web.shown.connect(self._uncover)
        web.ready.connect(self.ready)
        web.broken.connect(self._on_broken)
        web.setGeometry(self.rect())
        web.lower()
        web.show()
        web.show_home(self._view)

    def _on_no_engine(self, error: Exception) -> None:
        if not isinstance(error, EngineBroken):
            raise error
        self._on_broken(error.fault.value)

    def _on_broken(self, fault: str) -> None:
        """Go on without the engine, for as long as this desk is open."""
        log.warning("the map goes on without the web engine: %s", fault)
        self._is_broken = True
        web, self._web = self._web, None
        self._cover()
        if web is not None:
            web.deleteLater()
        self._show_note()
        self.broken.emit(fault)

    def _cover(self) -> None:
        """Put the drawn map, which shows the newest home at once, over the other."""
        self._drawn.show()
        if self._web is not None and self._has_caret(self._web):
            self._drawn.setFocus()
        self.setFocusProxy(self._drawn)

    def _uncover(self) -> None:
        if self._web is None or self._view.subject_id == 0:
            return
        if self._drawn.hasFocus():
            self._web.setFocus()
        self.setFocusProxy(self._web)
        self._drawn.hide()

    def _has_caret(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and (focused is part or part.isAncestorOf(focused))

    def _show_note(self) -> None:
        if self._is_broken:
            self._drawn.show_note(simple_words())
        elif self._view.is_online:
            self._drawn.show_note("")
        else:
            self._drawn.show_note(offline_words(), offline_tip())

    def _pass_on(self, part: DrawnMap | WebMap) -> None:
        part.pin_moved.connect(self.pin_moved)
        part.place_chosen.connect(self.place_chosen)
        part.link_chosen.connect(self.link_chosen)

    def _zoom_button(self, words: str, name: str, *, steps: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setProperty("look", "map-zoom")
        button.setFixedSize(_BUTTON, _BUTTON)
        button.clicked.connect(partial(self.zoom, steps))
        return button
