"""Where the viewer stands: over the card, or alone on another screen; remembered per person."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut

from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from crm_desktop.ui.paper_viewer.state import ViewerState


class ViewerPlace(QObject):
    """Brings the panel up and takes it away; the note goes where the viewer covers it."""

    def __init__(
        self,
        card: CustomerCardPanel,
        panel: PaperViewerPanel,
        settings: QSettings,
        person: str,
        screens: Callable[[], list[QScreen]] = QGuiApplication.screens,
    ) -> None:
        super().__init__(panel)
        self._card = card
        self._panel = panel
        self._settings = settings
        self._prefix = f"papers/{quote(person, safe='')}"
        self._screens = screens
        self._is_up = False
        self._alone = [
            QShortcut(QKeySequence("Esc"), panel, panel.close_wanted.emit),
            QShortcut(QKeySequence("F4"), panel, self._go_to_note),
        ]
        self._enable_own_keys(alone=False)
        panel.hide()
        panel.screen_wanted.connect(self.change_screen)
        panel.count_wanted.connect(lambda count: self._remember("panes", count))
        card.cover_left.connect(panel.close_wanted)

    @property
    def count(self) -> int:
        """How many panes the person had the last time; 3 at first."""
        return self._number("panes", 3)

    @property
    def is_alone(self) -> bool:
        """Whether it stands on another screen."""
        return self._panel.isWindow()

    @property
    def covers_card(self) -> bool:
        """Whether the card is behind it."""
        return self._is_up and not self.is_alone

    def show_state(self, state: ViewerState) -> None:
        """Come up when the viewer opens, go when it closes."""
        if state.is_open and not self._is_up:
            self._is_up = True
            self._restore()
            self._come_up()
        elif not state.is_open and self._is_up:
            self._is_up = False
            self._keep()
            self._go()

    def change_screen(self) -> None:
        """Fill another screen, or come back over the card."""
        if not self._is_up:
            return
        other = "" if self.is_alone else self._other_name()
        self._remember("screen", other)
        self._go()
        self._come_up()

    def bring_up(self) -> None:
        """Give the caret to the active pane."""
        if self.is_alone:
            self._panel.activateWindow()
        self._panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _come_up(self) -> None:
        screen = self._wanted_screen()
        self._panel.tools.show_screens(has_other=bool(self._other_name()))
        if screen is None:
            self._panel.setParent(self._card)
            self._panel.take_note(self._card.note_frame)
            self._card.note_frame.show()
            self._card.cover(self._panel)
        else:
            self._panel.setParent(self._card, Qt.WindowType.Window)
            self._panel.setScreen(screen)
            self._panel.setGeometry(screen.geometry())
            self._panel.showFullScreen()
        self._enable_own_keys(alone=screen is not None)
        self.bring_up()

    def _go(self) -> None:
        self._enable_own_keys(alone=False)
        if self.is_alone:
            self._panel.setParent(self._card)
            self._panel.hide()
            self._card.window().activateWindow()
            return
        typing = self._card.note_frame.isAncestorOf(self._panel.focusWidget() or self._panel)
        self._card.take_note_back()
        self._card.uncover()
        self._panel.hide()
        after = self._card.note.body if typing else self._card.papers.strip
        after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_note(self) -> None:
        self._card.window().activateWindow()
        self._card.note.body.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enable_own_keys(self, *, alone: bool) -> None:
        """Have keys of its own only as a window: over the card they are those of the desk."""
        for shortcut in self._alone:
            shortcut.setEnabled(alone)

    def _wanted_screen(self) -> QScreen | None:
        name = self._settings.value(f"{self._prefix}/screen", "")
        own = self._card.screen()
        found = (screen for screen in self._screens() if screen.name() == name)
        return next((screen for screen in found if screen is not own), None)

    def _other_name(self) -> str:
        own = self._card.window().screen()
        others = (screen.name() for screen in self._screens() if screen is not own)
        return next(others, "")

    def _restore(self) -> None:
        self._panel.set_linked(bool(self._number("linked", 0)))
        self._panel.show_text(bool(self._number("text", 1)))
        dragged = self._settings.value(f"{self._prefix}/splitter")
        if isinstance(dragged, QByteArray) and not dragged.isEmpty():
            self._panel.parts.restoreState(dragged)

    def _keep(self) -> None:
        self._remember("linked", int(self._panel.grid.is_linked))
        self._remember("text", int(not self._panel.aloud.isHidden()))
        self._remember("splitter", self._panel.parts.saveState())

    def _number(self, name: str, otherwise: int) -> int:
        kept = str(self._settings.value(f"{self._prefix}/{name}", otherwise))
        return int(kept) if kept.isdigit() else otherwise

    def _remember(self, name: str, value: object) -> None:
        self._settings.setValue(f"{self._prefix}/{name}", value)
