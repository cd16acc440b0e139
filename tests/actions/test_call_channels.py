from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime

from crm_desktop.actions.calls import CHANNEL, own_channel, record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallEvent, CallStage
from tests.heard import ear_at, heard_until_now


def told(call_id: str, stage: str, *extensions: str) -> list[CallEvent]:
    now = datetime.now(UTC)
    return [
        CallEvent("pbx", call_id, CallStage(stage), now, extension=extension)
        for extension in extensions or ("",)
    ]


def heard_after(database: Database, events: list[CallEvent], *extensions: str) -> list[bool]:
    """Tell at which telephones something is heard of ``events``."""
    with ExitStack() as stack:
        ears = [
            stack.enter_context(ear_at(database.dsn, own_channel(extension)))
            for extension in extensions
        ]
        with database.writing() as session:
            record_call_events(session, events)
        return [bool(heard_until_now(ear)) for ear in ears]


def test_desk_hears_of_its_telephone_only(database: Database) -> None:
    heard = heard_after(database, told("own", "ringing", "201"), "201", "202")

    assert heard == [True, False]


def test_all_telephones_of_a_call_hear_of_its_end(database: Database) -> None:
    with database.writing() as session:
        record_call_events(session, told("end", "ringing", "203", "204"))

    assert heard_after(database, told("end", "ended"), "203", "204", "205") == [True, True, False]


def test_telephone_of_a_strange_name_hears_too(database: Database) -> None:
    strange = "内線" * 40

    assert heard_after(database, told("strange", "ringing", strange), strange) == [True]


def test_notification_tells_the_newest_step(database: Database) -> None:
    with (
        ear_at(database.dsn, CHANNEL) as all_calls,
        ear_at(database.dsn, own_channel("206")) as own,
    ):
        with database.writing() as session:
            ids = record_call_events(session, told("newest", "ringing", "206", "207"))

        assert heard_until_now(all_calls) == heard_until_now(own) == [str(ids[-1])]
