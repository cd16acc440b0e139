"""A map of one home in the web engine: one page for ever, told by script whom to show.

Import it only once the web engine is loaded (``web_engine``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from crm_desktop.ui.address_map.framing import Framing, Reframing, first_framing, reframing
from crm_desktop.ui.address_map.map_message import (
    frame_script,
    seal_colour,
    show_script,
    zoom_script,
)
from crm_desktop.ui.address_map.map_scheme import (
    PAGE_URL,
    SCHEME,
    MapScheme,
    OnlyOurs,
    register_scheme,
)
from crm_desktop.ui.address_map.map_view import MapLanes, MapSources, MapView
from crm_desktop.ui.address_map.web_engine import EngineFault, cut_off_engine
from crm_desktop.ui.address_map.web_page import MapPage, PageDesk, closed_profile
from crm_desktop.ui.shared.theme import current_colours

log = logging.getLogger(__name__)

LOAD_TIMEOUT_MS: Final = 45_000
_LOOK_AGAIN_MS: Final = 8
_MOST_LOOKS: Final = 60
_SEAL: Final = QRect(0, 0, 4, 4)
_RESIZED_AFTER_MS: Final = 100


class WebMap(QWidget):
    """Shows a MapView in the web engine, which is begun in small steps once this is made.

    ``shown`` says that the newest home is on the screen: until then it may still be the one
    before, so cover it. After ``broken`` nothing comes any more: delete it.
    """

    ready = Signal()
    shown = Signal()
    broken = Signal(str)  # an EngineFault
    pin_moved = Signal(float, float)  # latitude, longitude
    place_chosen = Signal(int)
    link_chosen = Signal(str)  # the url of a credit

    def __init__(
        self, page: str, sources: MapSources, lanes: MapLanes, parent: QWidget | None = None
    ) -> None:
        """``page`` is ``map_page()``; see there."""
        super().__init__(parent)
        self._view = MapView()
        self._serial = 0
        self._looks = 0
        self._is_ready = False
        self._scheme = MapScheme(page, sources, lanes)
        self._guard = OnlyOurs()
        self._desk = PageDesk()
        self._channel = QWebChannel()
        self._profile: QWebEngineProfile | None = None
        self._web: QWebEngineView | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._late = _single_timer(self, LOAD_TIMEOUT_MS, lambda: self._break(EngineFault.SLOW))
        self._still = _single_timer(self, _RESIZED_AFTER_MS, self._frame_anew)
        self._glance = _single_timer(self, _LOOK_AGAIN_MS, self._look)
        self._steps: list[Callable[[], None]] = [self._make_profile, self._make_view, self._load]
        self._step = _single_timer(self, 0, self._take_step)
        self._listen()
        self._late.start()
        self._step.start()
        QCoreApplication.instance().aboutToQuit.connect(self._end)  # type: ignore[union-attr]

    def show_home(self, view: MapView) -> None:
        """Show ``view``; ``shown`` follows once it is on the screen."""
        how = reframing(self._view, view)
        self._view = view
        self._serial += 1
        self._glance.stop()
        if self._is_ready:
            self._show(how)

    def clear(self) -> None:
        """Show nobody's home."""
        self.show_home(MapView())

    def zoom(self, steps: int) -> None:
        """Show it closer, or from farther away."""
        self._run(zoom_script(steps))

    def picture(self) -> QPixmap:
        """Return the map as it is on the screen."""
        return self.grab()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the home in again, unless the operator has moved the map."""
        self._still.start()

    def _listen(self) -> None:
        desk = self._desk
        desk.loaded.connect(self._on_loaded)
        desk.shown.connect(self._on_shown)
        desk.pin_moved.connect(self._on_pin_moved)
        desk.place_chosen.connect(self._on_place_chosen)
        desk.link_chosen.connect(self._on_link_chosen)

    def _take_step(self) -> None:
        """Do a part of the beginning; the window goes on between the parts."""
        self._steps.pop(0)()
        if self._steps:
            self._step.start()

    def _make_profile(self) -> None:
        register_scheme()
        with cut_off_engine():
            self._profile = closed_profile()
        self._profile.installUrlSchemeHandler(SCHEME, self._scheme)
        self._profile.setUrlRequestInterceptor(self._guard)

    def _make_view(self) -> None:
        if self._profile is None:
            return
        web = QWebEngineView(self)
        page = MapPage(self._profile, web)
        page.setBackgroundColor(current_colours().raised)
        page.setWebChannel(self._channel)
        self._channel.registerObject("desk", self._desk)
        page.loadFinished.connect(self._on_load_finished)
        page.renderProcessTerminated.connect(self._on_process_ended)
        web.setPage(page)
        web.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        web.setAcceptDrops(False)
        web.setAccessibleName(self.tr("Map of the home"))
        for part in (self._profile, self._channel, self._desk, self._guard, self._scheme):
            part.setParent(self)  # after the view: children go in this order
        self._layout.addWidget(web)
        self.setFocusProxy(web)
        self._web = web

    def _load(self) -> None:
        if self._web is not None:
            self._web.page().setUrl(QUrl(PAGE_URL))

    def _on_load_finished(self, stands: bool) -> None:  # noqa: FBT001
        if not stands and not self._is_ready:  # later ones are addresses the page was refused
            self._break(EngineFault.UNUSABLE)

    def _on_process_ended(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        log.warning("the map's process ended: %s", status.name)
        self._break(EngineFault.STOPPED)

    def _on_loaded(self) -> None:
        self._late.stop()
        self._is_ready = True
        self._show(Reframing.ALWAYS)
        self.ready.emit()

    def _on_shown(self, serial: int) -> None:
        if serial == self._serial:
            self._looks = 0
            self._look()

    def _look(self) -> None:
        """Look for the newest home's seal: the page has drawn it, the window shows it later."""
        seal = self.grab(_SEAL).toImage().pixelColor(1, 1)
        self._looks += 1
        if seal == seal_colour(self._serial, current_colours()) or self._looks >= _MOST_LOOKS:
            self.shown.emit()
        else:
            self._glance.start()

    def _on_pin_moved(self, serial: int, latitude: float, longitude: float) -> None:
        if serial == self._serial:
            self.pin_moved.emit(latitude, longitude)

    def _on_place_chosen(self, serial: int, place_id: int) -> None:
        if serial == self._serial:
            self.place_chosen.emit(place_id)

    def _on_link_chosen(self, serial: int, url: str) -> None:
        if serial == self._serial and url in {credit.link for credit in self._view.credits}:
            self.link_chosen.emit(url)

    def _show(self, how: Reframing) -> None:
        framing, colours = self._first_framing(), current_colours()
        self._run(show_script(self._view, framing, how, serial=self._serial, colours=colours))

    def _first_framing(self) -> Framing:
        return first_framing(self._view, max(self.width(), 1), max(self.height(), 1))

    def _frame_anew(self) -> None:
        if self._is_ready:
            self._run(frame_script(self._first_framing()))

    def _run(self, script: str) -> None:
        if self._web is not None:
            self._web.page().runJavaScript(script)

    def _break(self, fault: EngineFault) -> None:
        self._is_ready = False
        for timer in (self._late, self._still, self._glance, self._step):
            timer.stop()
        self.broken.emit(fault.value)

    def _end(self) -> None:
        """Take the page down before its profile, while Qt still runs."""
        for part in (self._web, self._profile):
            if part is not None and isValid(part):
                delete(part)
        self._web = self._profile = None


def _single_timer(parent: QWidget, interval_ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval_ms)
    timer.timeout.connect(then)
    return timer
