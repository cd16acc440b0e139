"""The wall: what waits, today's figures, who does what, for reading from across the room."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.database.queries.floor import FloorPerson
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.call_filter import ABANDONED, GOING_ON, CallFilter
from crm_desktop.domain.floor import FloorAlarm, FloorLimits, FloorPhase, longest_wait_s
from crm_desktop.ui.floor.figure_words import (
    aside_words,
    figure_words,
    formula_words,
    value_words,
)
from crm_desktop.ui.floor.state import (
    NOW_FIGURES,
    TODAY_FIGURES,
    Figure,
    FloorState,
    QueueNow,
)
from crm_desktop.ui.floor.tile_grid import TileGrid
from crm_desktop.ui.floor.tiles import FigureLook, FigureTile, RowLook
from crm_desktop.ui.floor.words import (
    alarm_words,
    gone_words,
    nobody_words,
    person_meaning,
    phase_words,
    queue_figures,
    queue_words,
    stale_words,
    waiting_words,
)
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, set_look
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_BAND_PX: Final = 40
_FIGURES_PLACE: Final = 1
_MANY: Final = 24


class FloorWall(QWidget):
    """Figures and people are chosen to see their calls; what one means stands at the foot."""

    calls_wanted = Signal(object)  # CallFilter
    missed_wanted = Signal()
    on_screen = Signal(bool)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._state: FloorState | None = None
        self._pointed = Figure.WAITING
        self.figures = {figure: FigureTile() for figure in Figure}
        self.people = TileGrid()
        self.queues = TileGrid(most_columns=1)
        self.band = QFrame()
        self.band_icon = PlainLabel()
        self.band_words = ElidedLabel(look="wall")
        self.gone = PlainLabel(look="soft")
        self.meaning = ElidedLabel(look="soft")
        self._shown_people: tuple[FloorPerson, ...] = ()
        self._shown_queues: tuple[QueueNow, ...] = ()
        self._lay_out()
        for figure, tile in self.figures.items():
            tile.tell(figure_words(figure), "")
            tile.clicked.connect(lambda _checked, figure=figure: self._choose_figure(figure))
            tile.pointed.connect(partial(self._explain, figure))
        self.people.chosen.connect(self._choose_person)
        self.queues.chosen.connect(self._choose_queue)

    def show_state(self, state: FloorState, now: datetime) -> None:
        """Make the wall say what ``state`` says at ``now`` of the server's clock."""
        self._state = state
        self._show_band(state)
        self._show_people(state)
        self._shown_queues = state.queues
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """Let the clocks run: ``now`` is the time by the server's."""
        state = self._state
        if state is None:
            return
        limits = _limits(state)
        for figure, tile in self.figures.items():
            tile.show_look(
                FigureLook(
                    figure_words(figure),
                    value_words(figure, state, self._formats),
                    aside_words(figure, state, self._formats, now),
                    formula_words(figure, limits),
                    _tone(figure, state),
                )
            )
        self._explain(self._pointed)
        self.people.show_looks([self._person_look(one, now) for one in self._shown_people])
        self.queues.show_looks([self._queue_look(one, state, now) for one in self._shown_queues])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first figure."""
        super().focusInEvent(event)
        self.figures[Figure.WAITING].setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the wall is looked at."""
        super().showEvent(event)
        self.on_screen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it no longer is."""
        super().hideEvent(event)
        self.on_screen.emit(False)

    def _show_band(self, state: FloorState) -> None:
        stale = stale_words(state, self._formats)
        worried = bool(state.alarms or stale)
        set_look(self.band, "wall-alarm" if worried else "wall-calm")
        colours = current_colours()
        name, colour = ("alert", colours.attention) if worried else ("check", colours.done)
        ratio = self.devicePixelRatioF()
        self.band_icon.setPixmap(icon_pixmap(name, colour, ratio=ratio, size=24))
        self.band_words.show_text(stale or alarm_words(state))

    def _show_people(self, state: FloorState) -> None:
        people = state.reading.people if state.reading else ()
        self._shown_people = tuple(one for one in people if one.phase is not FloorPhase.GONE)
        self.gone.setText(gone_words(state.people_in(FloorPhase.GONE)))
        self.people.say_empty(nobody_words() if state.reading else "")
        self._page.setStretch(_FIGURES_PLACE, 5 if len(self._shown_people) <= _MANY else 3)

    def _person_look(self, person: FloorPerson, now: datetime) -> RowLook:
        icon, tone = _PHASE_LOOKS[person.phase]
        if person.direction is CallDirection.OUT and person.phase is FloorPhase.RINGING:
            icon = "phone-outgoing"
        return RowLook(
            person.staff_id,
            person.name,
            icon,
            phase_words(person),
            self._formats.duration((now - person.since).total_seconds()),
            person_meaning(person),
            tone,
        )

    def _queue_look(self, queue: QueueNow, state: FloorState, now: datetime) -> RowLook:
        limits = _limits(state)
        longest = longest_wait_s(queue.waiting, at=now)
        worries = limits.wait_s and longest is not None and longest >= limits.wait_s
        tone = "late" if worries else "moving" if queue.waiting else "text_soft"
        clock = "" if longest is None else self._formats.duration(longest)
        return RowLook(
            queue.name,
            queue_words(queue),
            "clock" if queue.waiting else "",
            waiting_words(queue) if queue.waiting else queue_figures(queue, limits),
            clock,
            queue_figures(queue, limits),
            tone,
        )

    def _choose_figure(self, figure: Figure) -> None:
        if figure is Figure.MISSED:
            self.missed_wanted.emit()
        elif figure in _CALLS_OF:
            self.calls_wanted.emit(_CALLS_OF[figure])

    def _choose_person(self, staff_id: object) -> None:
        if isinstance(staff_id, int):
            self.calls_wanted.emit(CallFilter(staff_id=staff_id))

    def _choose_queue(self, name: object) -> None:
        self.calls_wanted.emit(CallFilter(CallDirection.IN, queue=str(name)))

    def _explain(self, figure: Figure) -> None:
        self._pointed = figure
        look = self.figures[figure].look
        self.meaning.show_text(f"{look.name}: {look.meaning}" if look.meaning else "")

    def _lay_out(self) -> None:
        page = self._page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SIZES.gap)
        page.addWidget(self._laid_out_band())
        page.addLayout(self._laid_out_figures(), 5)
        rows = QHBoxLayout()
        rows.setSpacing(SIZES.margin)
        rows.addWidget(self.people, 3)
        rows.addWidget(self.queues, 1)
        page.addLayout(rows, 7)
        foot = QHBoxLayout()
        foot.addWidget(self.meaning, 1)
        foot.addWidget(self.gone)
        page.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _laid_out_band(self) -> QFrame:
        row = QHBoxLayout(self.band)
        row.setContentsMargins(SIZES.margin, 0, SIZES.margin, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.band_icon)
        row.addWidget(self.band_words, 1)
        self.band.setMinimumHeight(_BAND_PX)
        return self.band

    def _laid_out_figures(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SIZES.gap)
        for figures, share in ((NOW_FIGURES, 5), (TODAY_FIGURES, 4)):
            row = QHBoxLayout()
            row.setSpacing(SIZES.gap)
            for figure in figures:
                row.addWidget(self.figures[figure], 1)
            column.addLayout(row, share)
        return column


def _limits(state: FloorState) -> FloorLimits:
    return state.reading.limits if state.reading else FloorLimits()


def _tone(figure: Figure, state: FloorState) -> str:
    worried = any(alarm in state.alarms for alarm in _ALARMS_OF.get(figure, ()))
    return "late" if worried else ""


_ALARMS_OF = {
    Figure.WAITING: (FloorAlarm.WAITING, FloorAlarm.WAIT),
    Figure.MISSED: (FloorAlarm.MISSED,),
}
_ANSWERED = CallFilter(CallDirection.IN, CallResult.ANSWERED)
_CALLS_OF = {
    Figure.WAITING: CallFilter(CallDirection.IN, GOING_ON),
    Figure.CALLS: CallFilter(CallDirection.IN),
    Figure.ANSWER_RATE: _ANSWERED,
    Figure.SERVICE_LEVEL: _ANSWERED,
    Figure.ABANDON_RATE: CallFilter(CallDirection.IN, ABANDONED),
    Figure.SPEED_OF_ANSWER: _ANSWERED,
    Figure.TALK_TIME: _ANSWERED,
    Figure.AFTER_CALL_WORK: _ANSWERED,
    Figure.CALLED: CallFilter(CallDirection.OUT),
}
_PHASE_LOOKS = {
    FloorPhase.READY: ("check", "done"),
    FloorPhase.RINGING: ("phone-incoming", "accent"),
    FloorPhase.TALKING: ("phone-talking", "moving"),
    FloorPhase.AFTER_CALL: ("pencil", "soon"),
    FloorPhase.AWAY: ("clock", "text_soft"),
}
