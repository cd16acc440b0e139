"""The page in the web engine: stays on its one address, opens, loads and asks for nothing.

Import it only once the web engine is loaded (``web_engine``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)

from crm_desktop.ui.address_map.map_scheme import PAGE_URL

log = logging.getLogger(__name__)


class PageDesk(QObject):
    """What the page may tell the desk; ``serial`` is the home it was shown as."""

    loaded = Signal()
    shown = Signal(int)
    pin_moved = Signal(int, float, float)
    place_chosen = Signal(int, int)
    link_chosen = Signal(int, str)

    @Slot()
    def on_loaded(self) -> None:
        """Hear that the page can be told whom to show."""
        self.loaded.emit()

    @Slot(int)
    def on_shown(self, serial: int) -> None:
        """Hear that the page has drawn a home."""
        self.shown.emit(serial)

    @Slot(int, float, float)
    def move_pin(self, serial: int, latitude: float, longitude: float) -> None:
        """Hear where the pin was dropped."""
        self.pin_moved.emit(serial, latitude, longitude)

    @Slot(int, int)
    def choose_place(self, serial: int, place_id: int) -> None:
        """Hear which place was clicked."""
        self.place_chosen.emit(serial, place_id)

    @Slot(int, str)
    def choose_link(self, serial: int, url: str) -> None:
        """Hear which credit was clicked."""
        self.link_chosen.emit(serial, url)


class MapPage(QWebEnginePage):
    """Refuses windows, dialogs, files, permissions and every address but the map's."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        self.permissionRequested.connect(QWebEnginePermission.deny)

    def acceptNavigationRequest(  # noqa: N802
        self,
        url: QUrl | str,
        _type: QWebEnginePage.NavigationType,
        _is_main_frame: bool,  # noqa: FBT001
    ) -> bool:
        """Stay on the one page."""
        return QUrl(url) == QUrl(PAGE_URL)

    def createWindow(self, _type: QWebEnginePage.WebWindowType) -> QWebEnginePage:  # noqa: N802
        """Open no window."""
        return None  # type: ignore[return-value]  # Qt's own answer for none

    def javaScriptAlert(self, _origin: QUrl | str, _text: str) -> None:  # noqa: N802
        """Ask nobody."""

    def javaScriptConfirm(self, _origin: QUrl | str, _text: str) -> bool:  # noqa: N802
        """Ask nobody."""
        return False

    def chooseFiles(  # noqa: N802
        self, _mode: QWebEnginePage.FileSelectionMode, _old: Sequence[str], _types: Sequence[str]
    ) -> list[str]:
        """Hand out no file."""
        return []

    def javaScriptConsoleMessage(  # noqa: N802
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        _text: str,
        line: int,
        source: str,
    ) -> None:
        """Note where the page complains, not what it says: that may name a customer."""
        is_script = QUrl(source).host() == "assets"  # else a tile that did not come
        level = logging.WARNING if is_script else logging.DEBUG
        log.log(level, "the map's page complains at line %d of %s", line, QUrl(source).path())


def closed_profile(parent: QObject | None = None) -> QWebEngineProfile:
    """Return a profile that remembers nothing and takes no download."""
    profile = QWebEngineProfile(parent)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setSpellCheckEnabled(False)
    profile.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
    return profile


_ATTRIBUTE = QWebEngineSettings.WebAttribute
_OFF = (
    _ATTRIBUTE.LocalStorageEnabled,
    _ATTRIBUTE.JavascriptCanOpenWindows,
    _ATTRIBUTE.JavascriptCanAccessClipboard,
    _ATTRIBUTE.JavascriptCanPaste,
    _ATTRIBUTE.LocalContentCanAccessFileUrls,
    _ATTRIBUTE.LocalContentCanAccessRemoteUrls,
    _ATTRIBUTE.PluginsEnabled,
    _ATTRIBUTE.PdfViewerEnabled,
    _ATTRIBUTE.WebGLEnabled,
    _ATTRIBUTE.Accelerated2dCanvasEnabled,
    _ATTRIBUTE.HyperlinkAuditingEnabled,
    _ATTRIBUTE.DnsPrefetchEnabled,
    _ATTRIBUTE.AutoLoadIconsForPage,
    _ATTRIBUTE.ErrorPageEnabled,
    _ATTRIBUTE.FullScreenSupportEnabled,
    _ATTRIBUTE.FocusOnNavigationEnabled,
    _ATTRIBUTE.NavigateOnDropEnabled,
    _ATTRIBUTE.ShowScrollBars,
    _ATTRIBUTE.ScrollAnimatorEnabled,
)
