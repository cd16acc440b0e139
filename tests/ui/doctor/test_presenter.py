from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.call_sources import ReceivedRow
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.fake_call import DOCTOR, FakeCall, FakeDesk
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.files import RecordingUnreadable
from crm_desktop.ui.doctor.presenter import DoctorPresenter, DoctorQuestions
from crm_desktop.ui.doctor.state import MOST_SHOWN, Replayed

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
DESK = FakeDesk("tadokoro", "201")


def a_row(event_id: int, why: str = "popped") -> ReceivedRow:
    return ReceivedRow(event_id, "本社", NOW, {"from": "***"}, "ringing", why, "201", None)


class Surgery:
    """What the doctor asks; answers can be changed."""

    def __init__(self) -> None:
        self.rows: list[ReceivedRow] = []
        self.watched = 0
        self.asked_after: list[int] = []
        self.recorded: list[CallEvent] = []
        self.away = False

    def watch(self) -> None:
        self.watched += 1

    def received_after(self, event_id: int) -> Sequence[ReceivedRow]:
        if self.away:
            raise DatabaseUnreachable
        self.asked_after.append(event_id)
        return [row for row in self.rows if row.event_id > event_id]

    def replay(self, file: Path, is_cancelled: Callable[[], bool]) -> Replayed:
        if file.name == "none":
            raise RecordingUnreadable(file)
        return Replayed(file.name, ({"dir": "in", "cancelled": is_cancelled()},))


@pytest.fixture
def surgery() -> Surgery:
    return Surgery()


class Time:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def doctor(surgery: Surgery, time: Time, inline_jobs: Jobs) -> DoctorPresenter:
    questions = DoctorQuestions(
        surgery.watch, surgery.received_after, surgery.recorded.append, surgery.replay
    )
    return DoctorPresenter(questions, inline_jobs, inline_jobs, now=time)


def test_operator_who_opens_it_watches_nothing(doctor: DoctorPresenter, surgery: Surgery) -> None:
    doctor.open(watches=False)

    assert surgery.watched == 0


def test_newest_event_stands_first_and_only_what_is_new_is_asked_for(
    doctor: DoctorPresenter, surgery: Surgery, qtbot: QtBot
) -> None:
    surgery.rows = [a_row(1), a_row(2)]
    doctor.open(watches=True)
    qtbot.waitUntil(lambda: len(doctor.state.received) == 2)
    surgery.rows.append(a_row(3, "repeated"))
    qtbot.waitUntil(lambda: len(doctor.state.received) == 3)
    doctor.close()

    assert surgery.watched == 1
    assert [row.event_id for row in doctor.state.received] == [3, 2, 1]
    assert surgery.asked_after[:2] == [0, 2]


def test_list_does_not_grow_for_ever(
    doctor: DoctorPresenter, surgery: Surgery, qtbot: QtBot
) -> None:
    surgery.rows = [a_row(number) for number in range(1, MOST_SHOWN + 50)]
    doctor.open(watches=True)
    qtbot.waitUntil(lambda: bool(doctor.state.received))
    doctor.close()

    assert len(doctor.state.received) == MOST_SHOWN


def test_database_that_is_away_is_asked_again(
    doctor: DoctorPresenter, surgery: Surgery, qtbot: QtBot
) -> None:
    failures: list[Exception] = []
    doctor.failed.connect(failures.append)
    surgery.away = True
    surgery.rows = [a_row(1)]
    doctor.open(watches=True)
    qtbot.wait(1_100)
    surgery.away = False
    qtbot.waitUntil(lambda: bool(doctor.state.received))
    doctor.close()

    assert failures == []


def test_made_up_call_begins_at_once_and_is_marked(
    doctor: DoctorPresenter, surgery: Surgery
) -> None:
    doctor.make_up(FakeCall.RINGING, DESK)

    (event,) = surgery.recorded
    assert (event.source, event.stage, event.extension) == (DOCTOR, CallStage.RINGING, "201")
    assert doctor.state.fake is FakeCall.RINGING


def test_made_up_call_that_is_put_down_ends_then(
    doctor: DoctorPresenter, surgery: Surgery, time: Time
) -> None:
    doctor.make_up(FakeCall.RINGING, DESK)
    time.at = NOW + timedelta(seconds=2)

    doctor.end_fake()

    end = surgery.recorded[-1]
    assert (end.stage, end.happened_at) == (CallStage.ENDED, time.at)
    assert doctor.state.fake is None


def close_it(doctor: DoctorPresenter) -> None:
    doctor.close()


def make_up_another(doctor: DoctorPresenter) -> None:
    doctor.make_up(FakeCall.WITHHELD, DESK)


@pytest.mark.parametrize("then", [close_it, make_up_another])
def test_another_test_call_or_the_closing_ends_the_one_before(
    then: Callable[[DoctorPresenter], None], doctor: DoctorPresenter, surgery: Surgery
) -> None:
    doctor.make_up(FakeCall.RINGING, DESK)
    first = surgery.recorded[0].call_id

    then(doctor)

    assert (surgery.recorded[1].call_id, surgery.recorded[1].stage) == (first, CallStage.ENDED)


def test_made_up_call_goes_its_course(
    doctor: DoctorPresenter, surgery: Surgery, qtbot: QtBot
) -> None:
    doctor.make_up(FakeCall.MISSED, DESK)

    qtbot.waitUntil(lambda: doctor.state.fake is None)

    assert [event.stage for event in surgery.recorded] == [CallStage.RINGING, CallStage.ENDED]


def test_recording_is_gone_through(doctor: DoctorPresenter) -> None:
    doctor.replay(Path("昨日.txt"))

    assert doctor.state.replayed == Replayed("昨日.txt", ({"dir": "in", "cancelled": False},))
    assert doctor.state.replaying == ""


def test_recording_that_cannot_be_read_is_told(doctor: DoctorPresenter) -> None:
    failures: list[Exception] = []
    doctor.failed.connect(failures.append)

    doctor.replay(Path("none"))

    assert isinstance(failures[0], RecordingUnreadable)
    assert doctor.state.replaying == ""
