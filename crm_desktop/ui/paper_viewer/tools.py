"""The bar of the viewer: how many panes, how large, in what light, of which day or order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QWidget,
)

from crm_desktop.ui.paper_viewer.commands import COUNTS, Command
from crm_desktop.ui.paper_viewer.light import MOST, Light
from crm_desktop.ui.paper_viewer.state import ViewerState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_SLIDER_WIDTH = 72
_PERCENT_WIDTH = 44


class ViewerTools(QFrame):
    """Decides nothing; what a key does as well has its key in the tooltip."""

    command_wanted = Signal(object)  # Command
    light_wanted = Signal(object)  # Light
    day_wanted = Signal(object)  # date
    order_wanted = Signal(int)
    close_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._orders: tuple[tuple[int, date], ...] = ()
        self._light = Light()
        self.setProperty("look", "bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        self._row.setSpacing(SIZES.gap_small)
        self.counts = [self._count(number) for number in range(1, len(COUNTS) + 1)]
        self._row.addSpacing(SIZES.gap)
        self._add_zoom()
        self._row.addSpacing(SIZES.gap)
        self._add_light()
        self._row.addStretch(1)
        self._add_choices()
        self._add_ends()

    def show_state(self, state: ViewerState) -> None:
        """Show how many panes there are, the orders with a box, the day of the active paper."""
        for number, button in enumerate(self.counts, 1):
            button.setChecked(number == len(state.panes))
            button.setEnabled(number <= len(state.papers))
        if state.orders != self._orders:
            self._orders = state.orders
            self._fill_orders(state)
        paper = state.active_pane.paper
        if paper is not None and not self.day.hasFocus():
            self.day.setDate(QDate(paper.on.year, paper.on.month, paper.on.day))

    def show_view(self, percent: int, light: Light) -> None:
        """Show how large and how light the active page is."""
        self.percent.setText(f"{percent} %" if percent else "")
        self._light = light
        for slider, value in (
            (self.brightness, light.brightness),
            (self.contrast, light.contrast),
        ):
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)

    def show_linked(self, linked: bool) -> None:  # noqa: FBT001 - one thing it is or is not
        """Show whether the panes move alike."""
        self.link.setChecked(linked)

    def show_screens(self, *, has_other: bool) -> None:
        """Offer the other screen where there is one."""
        self.screen_button.setVisible(has_other)

    def _add_zoom(self) -> None:
        self._button("−", self.tr("Smaller"), "−", Command.SMALLER)
        self.percent = PlainLabel("", self, look="soft")
        self.percent.setFixedWidth(_PERCENT_WIDTH)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self.percent)
        self._button("+", self.tr("Larger"), "+", Command.LARGER)
        self._iconic("fit-page", self.tr("Whole page"), "F", Command.FIT_PAGE)
        self._iconic("fit-width", self.tr("As wide as the pane"), "W", Command.FIT_WIDTH)
        self._button("1:1", self.tr("Actual size"), "0", Command.ACTUAL)
        self._iconic("turn-right", self.tr("Turn to the right"), "R", Command.TURN_RIGHT)
        self.link = self._iconic("link", self.tr("Move all alike"), "L", Command.LINK)
        self.link.setCheckable(True)

    def _add_light(self) -> None:
        self.brightness = self._slider("brightness", self.tr("Brightness"), "B")
        self.contrast = self._slider("contrast", self.tr("Contrast"), "C")
        self._iconic("pencil", self.tr("Make faint pencil dark"), "P", Command.PENCIL)

    def _add_choices(self) -> None:
        self.orders = QComboBox(self)
        for control in (self.orders, self.orders.view()):
            control.setAccessibleName(self.tr("What was in the box of an order"))
        self.orders.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.orders.activated.connect(self._on_order)
        self._row.addWidget(self.orders)
        self.day = QDateEdit(self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy/MM/dd")
        self.day.setAccessibleName(self.tr("Day to which all panes move"))
        self.day.setToolTip(self.tr("All panes move to the papers nearest to this day"))
        self.day.editingFinished.connect(self._on_day)
        self._row.addWidget(self.day)

    def _add_ends(self) -> None:
        self.text = self._iconic("text", self.tr("What stands in the paper"), "T", Command.TEXT)
        self.text.setCheckable(True)
        other = self.tr("Fill the other screen, or come back")
        self.screen_button = self._iconic("screens", other, "S", Command.SCREEN)
        close = self._plain_button("", self.tr("Back to the card"), "Esc", self.close_wanted.emit)
        close.setIcon(icon("close"))

    def _count(self, number: int) -> QToolButton:
        name = filled(self.tr("%1 side by side"), str(number))
        button = self._button(str(number), name, str(number), COUNTS[number - 1])
        button.setCheckable(True)
        return button

    def _button(self, text: str, name: str, key: str, command: Command) -> QToolButton:
        return self._plain_button(text, name, key, partial(self._want, command))

    def _iconic(self, picture: str, name: str, key: str, command: Command) -> QToolButton:
        button = self._button("", name, key, command)
        button.setIcon(icon(picture))
        return button

    def _plain_button(
        self, text: str, name: str, key: str, clicked: Callable[[], None]
    ) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "switch")
        button.setText(text)
        button.setFixedSize(SIZES.row, SIZES.row - SIZES.gap_small)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {key}")
        button.clicked.connect(lambda _checked: clicked())
        self._row.addWidget(button)
        return button

    def _slider(self, picture: str, name: str, key: str) -> QSlider:
        sign = QLabel(self)
        sign.setPixmap(icon(picture).pixmap(SIZES.icon, SIZES.icon))
        self._row.addWidget(sign)
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(-MOST, MOST)
        slider.setPageStep(MOST // 5)
        slider.setFixedWidth(_SLIDER_WIDTH)
        slider.setAccessibleName(name)
        slider.setToolTip(f"{name}  {key}")
        slider.valueChanged.connect(self._on_slider)
        self._row.addWidget(slider)
        return slider

    def _fill_orders(self, state: ViewerState) -> None:
        self.orders.clear()
        self.orders.addItem(self.tr("Box of …"), 0)
        for order_id, day in state.orders:
            self.orders.addItem(self._formats.day(day, today=state.today), order_id)
        self.orders.setVisible(bool(state.orders))

    def _want(self, command: Command) -> None:
        self.command_wanted.emit(command)

    def _on_slider(self, _value: int) -> None:
        self.light_wanted.emit(Light(self.brightness.value(), self.contrast.value()))

    def _on_order(self, row: int) -> None:
        order_id = self.orders.itemData(row)
        if order_id:
            self.order_wanted.emit(order_id)

    def _on_day(self) -> None:
        chosen = self.day.date()
        self.day_wanted.emit(date(chosen.year(), chosen.month(), chosen.day()))
