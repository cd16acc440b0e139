"""The fields of the office's map: whose pictures, route planner, search for addresses."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from crm_desktop.domain.map_settings import (
    LONGEST_ADDRESS,
    GeocoderChoice,
    MapProvider,
    MapSettings,
)
from crm_desktop.ui.map_settings.words import (
    geocoder_words,
    leaving_words,
    provider_words,
    search_leaving_words,
)
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES


class MapForm(QWidget):
    """Says under each choice what leaves the company with it."""

    typed = Signal(object)  # MapSettings
    trial_wanted = Signal(object)  # MapSettings
    clearing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = MapSettings()
        self._labels: dict[QWidget, PlainLabel] = {}
        self.online = TickBox(self.tr("Show map pictures from the network"))
        self.online_note = _note()
        self.provider = QComboBox()
        for provider in MapProvider:
            self.provider.addItem(provider_words(provider), provider)
        self.file = _field()
        self.choose_file = QPushButton(self.tr("Choose …"))
        self.file_row = _in_a_row(self.file, self.choose_file)
        self.url = _field("https://tiles.example.jp/{z}/{x}/{y}.png")
        self.credit = _field()
        self.credit.setMaxLength(200)
        self.trial = QPushButton(self.tr("Try it (asks for one picture)"))
        self.clear = QPushButton(self.tr("Drop the pictures kept on this PC"))
        self.told = _note()
        self.route = _field(self.tr("empty: off"))
        self.route_note = _note(
            self.tr(
                "It has {latitude} and {longitude}, or {address}, in it. A browser opens it when"
                " somebody asks for the way, and the planner learns where that is."
            )
        )
        self.geocoder = QComboBox()
        for choice in GeocoderChoice:
            self.geocoder.addItem(geocoder_words(choice), choice)
        self.geocoder_note = _note()
        self.geocoder_url = _field("https://geo.example.jp/search?q={address}")
        self.desks_note = _note(self.tr("Desks take this over with the next card."))
        self._lay_out()
        self._connect()
        self._show_choices()

    def show_form(self, form: MapSettings) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        if form == self._form:
            return
        self._form = form
        self.online.setChecked(form.map_online)
        self.provider.setCurrentIndex(list(MapProvider).index(form.map_provider))
        self.geocoder.setCurrentIndex(list(GeocoderChoice).index(form.geocoder))
        for field, words in (
            (self.file, form.map_mbtiles),
            (self.url, form.map_url),
            (self.credit, form.map_credit),
            (self.route, form.route_url),
            (self.geocoder_url, form.geocoder_url),
        ):
            if field.text() != words:
                field.setText(words)
        self._show_choices()

    def point_at_first(self) -> None:
        """Put the caret on the first choice."""
        self.online.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str, *, look: str = "small") -> None:
        """Say how a trial ended; ``look`` small, or small-soon for what does not work."""
        self.told.setText(words)
        set_look(self.told, look)

    def _show_choices(self) -> None:
        """Show the fields that the choices need, and say what they mean."""
        provider, geocoder = self._form.map_provider, self._form.geocoder
        needed = {
            self.file_row: provider is MapProvider.MBTILES,
            self.url: provider is MapProvider.TEMPLATE,
            self.credit: provider is MapProvider.TEMPLATE,
            self.geocoder_url: geocoder is GeocoderChoice.TEMPLATE,
        }
        for field, is_needed in needed.items():
            field.setVisible(is_needed)
            self._labels[field].setVisible(is_needed)
        self.online.setEnabled(provider is not MapProvider.MBTILES)
        self.online_note.setText(leaving_words(provider, online=self._form.map_online))
        self.geocoder_note.setText(search_leaving_words(geocoder))

    def _tell_typed(self) -> None:
        self._form = replace(
            self._form,
            map_online=self.online.isChecked(),
            map_provider=MapProvider(self.provider.currentData()),
            map_mbtiles=self.file.text(),
            map_url=self.url.text(),
            map_credit=self.credit.text(),
            route_url=self.route.text(),
            geocoder=GeocoderChoice(self.geocoder.currentData()),
            geocoder_url=self.geocoder_url.text(),
        )
        self.tell("")
        self._show_choices()
        self.typed.emit(self._form)

    def _ask_for_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("The office's map file"), self.file.text(), "MBTiles (*.mbtiles);;*"
        )
        if chosen:
            self.file.setText(chosen)
            self._tell_typed()
            self.trial_wanted.emit(self._form)

    def _connect(self) -> None:
        self.online.clicked.connect(lambda _ticked: self._tell_typed())
        for choice in (self.provider, self.geocoder):
            choice.activated.connect(lambda _place: self._tell_typed())
        for field in (self.file, self.url, self.credit, self.route, self.geocoder_url):
            field.textEdited.connect(lambda _text: self._tell_typed())
        self.choose_file.clicked.connect(self._ask_for_file)
        self.trial.clicked.connect(lambda: self.trial_wanted.emit(self._form))
        self.clear.clicked.connect(self.clearing_wanted)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.margin)
        grid.setVerticalSpacing(SIZES.gap)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("", self.online),
            (self.tr("Whose map"), self.provider),
            ("", self.online_note),
            (self.tr("Map file"), self.file_row),
            (self.tr("Address of the map server"), self.url),
            (self.tr("Whom its map names"), self.credit),
            ("", _in_a_row(self.trial, self.clear, self.told)),
            (self.tr("Address of the route planner"), self.route),
            ("", self.route_note),
            (self.tr("Who else looks addresses up"), self.geocoder),
            ("", self.geocoder_note),
            (self.tr("Address of that service"), self.geocoder_url),
            ("", self.desks_note),
        )
        for row, (label, field) in enumerate(rows):
            self._labels[field] = PlainLabel(label, look="soft")
            grid.addWidget(self._labels[field], row, 0)
            grid.addWidget(field, row, 1)
            if label:
                field.setAccessibleName(label)
        self.file.setAccessibleName(self.tr("Map file"))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 200)
        grid.setRowStretch(len(rows), 1)


def _field(placeholder: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(LONGEST_ADDRESS)
    field.setPlaceholderText(placeholder)
    return field


def _note(words: str = "") -> PlainLabel:
    note = PlainLabel(words, look="small")
    note.setWordWrap(True)
    return note


def _in_a_row(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SIZES.gap)
    for widget in widgets:
        grows = isinstance(widget, QLineEdit | PlainLabel)
        row.addWidget(widget, 1 if grows else 0)
    return whole
