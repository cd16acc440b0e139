"""Walks the demo through its main states and takes a picture of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.app.demo_calls import DemoCalls
from crm_desktop.app.demo_floor import DemoFloor
from crm_desktop.app.demo_map_stops import MapStops
from crm_desktop.app.demo_patient import DemoPatient
from crm_desktop.app.demo_stop import Stop
from crm_desktop.app.demo_word_stops import WordStops
from crm_desktop.app.program import Program
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.floor import FloorPhase
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.call_log.state import CallLogView
from crm_desktop.ui.demo_bar.panel import DemoCaller
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.incoming_call.state import CallPhase, IncomingCallState, Lookup

_LOOK_EVERY_MS = 50
_SETTLE_MS = 400
_GIVE_UP_AFTER_MS = 20_000
TOUR_FAILED = 4
COSTLY_NUMBER = "0570-000-000"


class DemoTour(QObject):
    """Takes the pictures, then ends the program; with `TOUR_FAILED` when a state never came."""

    def __init__(
        self,
        program: Program,
        calls: DemoCalls,
        patient: DemoPatient,
        folder: Path,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(program)
        self._program = program
        self._calls = calls
        self._patient = patient
        self._folder = folder
        self._say = say
        self._state = IncomingCallState()
        self._map = MapStops(program)
        self._stops = self._all_stops()
        self._waited_ms = 0
        self._floors: list[DemoFloor] = []
        self._home_read = False
        program.calls.changed.connect(self._on_calls)
        program.home.changed.connect(self._on_home)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self, floor: DemoFloor, words: WordStops) -> None:
        """Set out; the folder is made when it is not there.

        ``floor`` begins when the tour comes to it: before, it would be in the pictures.
        """
        self._floors.append(floor)
        in_call = [stop.name for stop in self._stops].index("4_after_call")
        self._stops[in_call:in_call] = words.on_the_card()
        self._stops += words.at_the_end()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._map.put_aside()
        self._stops[0].begin()
        self._timer.start()

    def _all_stops(self) -> list[Stop]:
        ring = self._calls.ring
        card = self._program.card_panel
        return [
            Stop("1_idle", lambda: None, self._is_home),
            Stop(
                "2_ringing",
                lambda: ring(DemoCaller.KNOWN),
                lambda: self._is_front(CallPhase.RINGING, Lookup.ONE) and card.isVisible(),
            ),
            Stop(
                "3_card",
                self._calls.answer,
                lambda: self._is_front(CallPhase.TALKING, Lookup.ONE) and card.isVisible(),
            ),
            *self._stops_at_the_papers(),
            *self._map.stops(),
            Stop("4_after_call", self._hang_up, self._is_after_call),
            Stop("5_chooser", lambda: ring(DemoCaller.SHARED), self._asks(Lookup.SEVERAL)),
            Stop("6_unknown", lambda: ring(DemoCaller.UNKNOWN), self._asks(Lookup.UNKNOWN)),
            Stop("7_withheld", lambda: ring(DemoCaller.WITHHELD), self._asks(Lookup.NO_NUMBER)),
            *self._stops_at_the_desk(),
            Stop("d_call_log", self._open_log, self._is_log),
            Stop("e_call_detail", self._choose_call, self._is_detail),
            Stop("f_to_call_back", self._program.call_log.open_missed, self._is_to_call_back),
            *self._stops_at_the_doctor(),
            Stop("k_dialling", self._dial, self._program.dialling.strip.isVisible),
            Stop("l_letters", self._program.office.open_letters, self._are_letters_seen),
            Stop("m_floor", self._open_floor, self._is_floor_alive),
            Stop("n_floor_people", self._show_people, self._are_people_seen),
        ]

    def _stops_at_the_desk(self) -> list[Stop]:
        program, ring = self._program, self._calls.ring
        band = program.window.incoming_call
        return [
            Stop("8_unwanted", lambda: ring(DemoCaller.UNWANTED), band.aid.isVisible),
            Stop("9_handed_on", self._hand_on, self._is_handed_on),
            Stop("a_script", self._read_script, program.card_panel.script.isVisible),
            Stop("b_aside", self._look_aside, band.back.isVisible),
            Stop("c_somebody_else", self._ask_anew, program.window.caller_page.isVisible),
        ]

    def _stops_at_the_papers(self) -> list[Stop]:
        return [
            Stop("3b_papers_side_by_side", self._open_papers, self._are_papers_seen),
            Stop("3c_papers_one", partial(self._lay_papers, 1), self._are_papers_seen),
            Stop("3d_papers_two", partial(self._lay_papers, 2), self._are_papers_seen),
            Stop("3e_papers_four", partial(self._lay_papers, 4), self._are_papers_seen),
            Stop("3f_card_again", self._program.papers.close, self._program.card_panel.isVisible),
        ]

    def _stops_at_the_doctor(self) -> list[Stop]:
        patient, link = self._patient, self._program.window.top_bar.link
        return [
            Stop("g_doctor", patient.fall_ill, patient.is_seen),
            Stop("h_doctor_events", patient.speak, patient.is_heard),
            Stop("i_doctor_test_calls", patient.show_test_calls, patient.is_heard),
            Stop("j_phone_down", patient.leave, link.isVisible),
        ]

    def _hang_up(self) -> None:
        self._map.leave()
        self._calls.hang_up()

    def _open_floor(self) -> None:
        for floor in self._floors:
            floor.start()
        self._calls.let_wait()
        self._program.office.open_floor()

    def _is_floor_alive(self) -> bool:
        page = self._program.office.floor
        if page is None or not page.presenter.state.waiting:
            return False
        state = page.presenter.state
        return state.people_in(FloorPhase.TALKING) > 0 and state.people_in(FloorPhase.READY) > 0

    def _show_people(self) -> None:
        page = self._program.office.floor
        if page is not None:
            today = self._program.place.today()
            page.panel.show_part(1)
            page.people_presenter.choose_days(today - timedelta(days=6), today)

    def _are_people_seen(self) -> bool:
        page = self._program.office.floor
        return page is not None and bool(page.people.model.rows) and page.people.isVisible()

    def _open_papers(self) -> None:
        self._program.papers.open()

    def _lay_papers(self, count: int) -> None:
        presenter = self._program.papers.presenter
        if presenter is not None:
            presenter.set_count(count)

    def _are_papers_seen(self) -> bool:
        presenter = self._program.papers.presenter
        panes = () if presenter is None else presenter.state.panes
        full = [pane.picture is not None and pane.picture.is_sharp for pane in panes if pane.pages]
        return bool(full) and all(full)

    def _are_letters_seen(self) -> bool:
        inbox = self._program.office.letters
        if inbox is None:
            return False
        state = inbox.presenter.state
        return bool(state.candidates) and inbox.panel.page.canvas.picture is not None

    def _dial(self) -> None:
        self._program.dialling.dial(COSTLY_NUMBER, None)

    def _hand_on(self) -> None:
        self._calls.ring(DemoCaller.TRANSFERRED)
        self._calls.let_wait()

    def _is_handed_on(self) -> bool:
        band = self._program.window.incoming_call
        return band.aid.colleagues.isVisible() and band.waiting.isVisible()

    def _read_script(self) -> None:
        self._calls.answer()
        self._program.call_desk.scripts.toggle()

    def _look_aside(self) -> None:
        self._program.pages.open_customer(1, OpeningReason.SEARCH)

    def _ask_anew(self) -> None:
        band = self._program.window.incoming_call
        band.back.click()
        band.choose_again.click()

    def _open_log(self) -> None:
        self._calls.hang_up()
        self._program.call_log.open_view(CallLogView.FLOOR)

    def _is_log(self) -> bool:
        page = self._program.call_log.page
        return page.isVisible() and bool(page.model.rows)

    def _choose_call(self) -> None:
        """Choose the call that rang at most telephones."""
        page = self._program.call_log.page
        legs = [len(call.legs) for call in page.model.rows]
        page.table.selectRow(legs.index(max(legs)))

    def _is_detail(self) -> bool:
        return self._program.call_log.page.detail.legs.isVisible()

    def _is_to_call_back(self) -> bool:
        missed = self._program.call_log.page.missed
        return missed.isVisible() and bool(missed.rows.row_model.rows)

    def _look(self) -> None:
        self._waited_ms += _LOOK_EVERY_MS
        if self._stops[0].is_seen():
            self._timer.stop()
            QTimer.singleShot(_SETTLE_MS, self._take)
        elif self._waited_ms > _GIVE_UP_AFTER_MS:
            self._say(f"the state {self._stops[0].name} never came")
            self._end(TOUR_FAILED)

    def _take(self) -> None:
        stop = self._stops.pop(0)
        file = self._folder / f"{stop.name}.png"
        if not picture_of(self._program.window).save(str(file)):
            self._say(f"{file} could not be written")
            self._end(TOUR_FAILED)
            return
        self._say(f"saved {file}")
        if not self._stops:
            self._end(0)
            return
        self._waited_ms = 0
        self._stops[0].begin()
        self._timer.start()

    def _end(self, code: int) -> None:
        self._timer.stop()
        self._calls.hang_up()
        self._patient.get_well()
        QTimer.singleShot(_SETTLE_MS, lambda: QCoreApplication.exit(code))

    def _on_calls(self, state: IncomingCallState) -> None:
        self._state = state

    def _on_home(self, state: HomeState) -> None:
        self._home_read = state.loaded

    def _is_home(self) -> bool:
        return self._program.window.home.isVisible() and self._home_read

    def _is_front(self, phase: CallPhase, lookup: Lookup) -> bool:
        front = self._state.front
        return front is not None and (front.phase, front.lookup) == (phase, lookup)

    def _is_after_call(self) -> bool:
        said = self._program.availability.presenter.state.state
        return said is Availability.AFTER_CALL and self._is_front(CallPhase.ENDED, Lookup.ONE)

    def _asks(self, lookup: Lookup) -> Callable[[], bool]:
        page = self._program.window.caller_page
        return lambda: self._is_front(CallPhase.RINGING, lookup) and page.isVisible()


def picture_of(window: QWidget) -> QPixmap:
    """Return what ``window`` shows, with the windows that belong to it in its middle."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            place = dialog.rect()
            place.moveCenter(window.rect().center())
            painter.drawPixmap(place.topLeft(), dialog.grab())
    painter.end()
    return picture
