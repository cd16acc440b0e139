from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime

from crm_desktop.actions.calls import CHANNEL, own_channel, record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.domain.call import CallEvent, CallStage

PATIENCE_S = 0.2


def told(call_id: str, stage: str, *extensions: str) -> list[CallEvent]:
    now = datetime.now(UTC)
    return [
        CallEvent("pbx", call_id, CallStage(stage), now, extension=extension)
        for extension in extensions or ("",)
    ]


def heard_after(database: Database, events: list[CallEvent], *extensions: str) -> list[bool]:
    """Tell at which telephones something is heard of ``events``."""
    with ExitStack() as stack:
        listeners = [
            stack.enter_context(Listener(database.dsn, own_channel(extension)))
            for extension in extensions
        ]
        with database.writing() as session:
            record_call_events(session, events)
        return [bool(listener.wait(PATIENCE_S)) for listener in listeners]


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
        Listener(database.dsn, CHANNEL) as all_calls,
        Listener(database.dsn, own_channel("206")) as own,
    ):
        with database.writing() as session:
            ids = record_call_events(session, told("newest", "ringing", "206", "207"))

        assert all_calls.wait(PATIENCE_S) == own.wait(PATIENCE_S) == [str(ids[-1])]
