"""Lets the demo's telephones look ill, for the pictures of the CTI doctor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.actions.call_sources import report_sources
from crm_desktop.actions.received_events import DROPPED, Received, keep_received
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.domain.pop_reason import PopReason
from crm_desktop.domain.source_state import GATEWAY_KIND, SourceReport, SourceState

PLACE: Final = "denwa-pc:8713"
SOURCES: Final = 4
EVENTS: Final = 7


class DemoPatient:
    """Says what a gateway would say whose second exchange does not let it in."""

    def __init__(self, telephones: Database, program: Program) -> None:
        """``telephones`` is signed in as a gateway is."""
        self._telephones = telephones
        self._program = program

    def fall_ill(self) -> None:
        """Tell of a gateway and its sources, and open the doctor."""
        at = self._program.place.now()
        self._write(lambda session: report_sources(session, PLACE, _sources(at)))
        self._program.phone_link.doctor.open()

    def is_seen(self) -> bool:
        """Tell whether the doctor shows the sources."""
        doctor = self._program.phone_link.doctor
        return doctor.presenter is not None and len(doctor.presenter.state.link.sources) == SOURCES

    def speak(self) -> None:
        """Let the sources say something of each kind, and turn to that page."""
        self._write(lambda session: keep_received(session, _EVENTS))
        self._turn_to(1)

    def is_heard(self) -> bool:
        """Tell whether the doctor shows what was said."""
        doctor = self._program.phone_link.doctor
        return doctor.presenter is not None and len(doctor.presenter.state.received) >= EVENTS

    def show_test_calls(self) -> None:
        """Turn to the page of calls that are made up."""
        self._turn_to(2)

    def leave(self) -> None:
        """Close the doctor; the trouble stays, and so does what the window says of it."""
        if self._program.phone_link.doctor.dialog is not None:
            self._program.phone_link.doctor.dialog.reject()

    def get_well(self) -> None:
        """Take back all that was told: no such gateway runs."""
        self._write(lambda session: report_sources(session, PLACE, []))

    def _turn_to(self, page: int) -> None:
        if self._program.phone_link.doctor.dialog is not None:
            self._program.phone_link.doctor.dialog.show_page(page)

    def _write(self, write: Callable[[Session], object]) -> None:
        with self._telephones.writing() as session:
            write(session)


def _sources(at: datetime) -> list[SourceReport]:
    def ago(minutes: int) -> datetime:
        return at - timedelta(minutes=minutes)

    refused = {"source": "osaka", "user": "crm"}
    return [
        SourceReport("", GATEWAY_KIND, SourceState.LISTENING, ago(200)),
        SourceReport("honsha", "ami", SourceState.CONNECTED, ago(199), ago(1)),
        SourceReport(
            "osaka", "ami", SourceState.PROBLEM, ago(28), ago(29), "ExchangeLoginRefused", refused
        ),
        SourceReport(
            "cloud",
            "sipgate",
            SourceState.LISTENING,
            ago(200),
            ago(3),
            "PushRefused",
            {"source": "cloud", "word": "unknown_event"},
        ),
    ]


def _event(why: str, understood: str, extension: str = "", **raw: str) -> Received:
    return Received("honsha", raw, understood=understood, why=why, extension=extension)


_RINGING: Final = {"Event": "Newstate", "ChannelStateDesc": "Ringing"}
_EVENTS: Final = (
    _event(PopReason.NO_TELEPHONE, "ringing", Event="Newchannel", Channel="PJSIP/trunk-00000009"),
    _event(PopReason.POPPED, "ringing", "201", **_RINGING, ConnectedLineNum="0355550182"),
    _event(PopReason.NOBODYS_EXTENSION, "ringing", "205", **_RINGING),
    _event(PopReason.REPEATED, "ringing", "201", **_RINGING, ConnectedLineNum="0355550182"),
    _event(PopReason.ANSWERED_HERE, "answered", "201", Event="BridgeEnter"),
    Received("cloud", {"event": "dtmf", "dtmf": "3"}, understood="refused", why="unknown_event"),
    Received("", understood=DROPPED, why="412"),
)
