from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.telephony import SourceBroken, SourceKindUnknown
from crm_desktop.telephony.added_source import GROUP, GuardedSource, added_source
from crm_desktop.telephony.source import CallSource

MODULE = """
from datetime import UTC, datetime

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.source_state import SourceState
from crm_desktop.telephony.source_health import SourceNotes


class Source:
    def __init__(self, name, number):
        self.name, self.number = name, number
        self.tries = 0
        self.notes = SourceNotes(name, "acme")

    def health(self):
        return self.notes.health

    async def run(self, record):
        self.tries += 1
        if self.tries == 1:
            raise RuntimeError("the line is 話中")
        self.notes.is_now(SourceState.CONNECTED)
        event = CallEvent(
            self.name, "1", CallStage.RINGING, datetime.now(UTC),
            direction=CallDirection.IN, extension="201", caller=self.number,
        )
        await record([event])
        import asyncio
        await asyncio.Event().wait()


def source(name, table, secret):
    assert secret == "ひみつ"
    return Source(name, table["number"])
"""
TABLE = {"kind": "acme", "number": "+81312345678"}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put packages on the path as an installer would: modules, and what tells of them."""
    (tmp_path / "acme_calls.py").write_text(MODULE, "utf-8")
    (tmp_path / "torn_calls.py").write_text("import no_such_module_at_all\n", "utf-8")
    (tmp_path / "quitting_calls.py").write_text("raise SystemExit(3)\n", "utf-8")
    told = tmp_path / "acme_calls-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-calls\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(
        f"[{GROUP}]\nacme = acme_calls:source\ntorn = torn_calls:source\n"
        "quitting = quitting_calls:source\nnothing = acme_calls:nothing\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in ("acme_calls", "torn_calls", "quitting_calls"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("installed")
def test_source_of_another_package_tells_of_calls_though_it_fails_at_first() -> None:
    guarded = GuardedSource("honsha", "acme", added_source("honsha", TABLE, "ひみつ"), first_s=0.01)

    [event] = asyncio.run(first_events(guarded))

    assert (event.source, event.caller) == ("honsha", "+81312345678")


async def first_events(source: CallSource) -> Sequence[CallEvent]:
    heard: asyncio.Future[Sequence[CallEvent]] = asyncio.get_running_loop().create_future()

    async def record(events: Sequence[CallEvent]) -> None:
        heard.set_result(events)

    running = asyncio.create_task(source.run(record))
    async with asyncio.timeout(20):
        events = await heard
    assert source.health().state is SourceState.CONNECTED
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return events


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("kind", ["torn", "quitting", "nothing"])
def test_package_that_cannot_be_imported_is_said_to_be_broken(kind: str) -> None:
    with pytest.raises(SourceBroken) as caught:
        added_source("honsha", {"kind": kind}, "")

    assert (caught.value.source, caught.value.kind) == ("honsha", kind)


@pytest.mark.usefixtures("installed")
def test_table_that_the_package_does_not_take_is_said_to_be_broken() -> None:
    with pytest.raises(SourceBroken, match="KeyError: 'number'"):
        added_source("honsha", {"kind": "acme"}, "ひみつ")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("table", [{}, {"kind": "acmee"}])
def test_kind_that_nobody_brings_is_said_with_those_that_are(table: dict[str, str]) -> None:
    with pytest.raises(SourceKindUnknown) as caught:
        added_source("honsha", table, "")

    assert "acme" in caught.value.known


def test_source_that_is_not_there_is_shown_so_for_ever() -> None:
    problem = SourceBroken("honsha", kind="torn", problem="ImportError: x")
    guarded = GuardedSource("honsha", "torn", problem)

    async def run() -> bool:
        running = asyncio.create_task(guarded.run(nothing))
        await asyncio.wait([running], timeout=0.05)
        is_done = running.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return is_done

    assert not asyncio.run(run())
    assert guarded.health().state is SourceState.PROBLEM
    assert guarded.health().problem is problem


async def nothing(_events: Sequence[CallEvent]) -> None:
    """Take them, and do nothing."""
