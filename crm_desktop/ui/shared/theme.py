"""Dresses the application: palette, font and style sheet, light or dark."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from crm_desktop.resources import resource
from crm_desktop.ui.shared.tokens import (
    DARK,
    FONT_FAMILIES,
    LIGHT,
    NUMBER_FAMILIES,
    SIZES,
    Colours,
    style_values,
)


def wanted_colours(application: QApplication, theme: str) -> Colours:
    """Return the colours for ``theme`` (light, dark, or system: what the desktop asks for)."""
    if theme == "system":
        dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def dress(application: QApplication, colours: Colours) -> None:
    """Give ``application`` the looks of ``colours``; may be called again to change them."""
    dress_plainly(application, colours)
    put_on_style_sheet(application)


def dress_plainly(application: QApplication, colours: Colours) -> None:
    """Set style, font and palette only.

    A window that is built under the style sheet looks each widget up in it again whenever it gets
    a parent: half of the time that building takes. Put the sheet on once the window stands.
    """
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(SIZES.text)
    application.setFont(font)
    application.setPalette(_palette(colours))
    application.setProperty("colours", colours)


def put_on_style_sheet(application: QApplication) -> None:
    """Give all widgets, those there are and those to come, the sheet in the current colours."""
    sheet = resource("theme.qss").read_text(encoding="utf-8")
    application.setStyleSheet(Template(sheet).substitute(style_values(current_colours())))


def current_colours() -> Colours:
    """Return the colours the application was last dressed in; light before that."""
    application = QApplication.instance()
    colours = None if application is None else application.property("colours")
    return colours if isinstance(colours, Colours) else LIGHT


def number_font(size_px: int = SIZES.text) -> QFont:
    """Return the font for columns of figures: each digit takes the same room."""
    font = QFont()
    font.setFamilies(list(NUMBER_FAMILIES))
    font.setPixelSize(size_px)
    return font


def _palette(colours: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.field,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.text_soft,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.selection,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.panel,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
