"""Sources of calls that other packages bring, by the entry-point group `GROUP`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Any, Final, Protocol, cast

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import SourceBroken, SourceKindUnknown
from crm_desktop.telephony.source import CallSource, Record
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes

log = logging.getLogger(__name__)

GROUP: Final = "crm_desktop.call_sources"
FIRST_S: Final = 1.0
LONGEST_S: Final = 60.0


class SourceFactory(Protocol):
    """What an entry point of `GROUP` names."""

    def __call__(self, name: str, table: Mapping[str, Any], secret: str) -> CallSource:
        """Return the source ``name`` as its table in the settings (without ``kind``) wants it.

        ``secret`` is "" where none was given. Connect in its ``run``, not here.
        """
        ...


def added_source(name: str, table: Mapping[str, Any], secret: str) -> CallSource:
    """Return what the entry point named ``table["kind"]`` makes.

    Raises:
        SourceKindUnknown: no package that is installed brings it.
        SourceBroken: the package that brings it cannot be imported, or does not take the table.
    """
    kind = str(table.get("kind", ""))
    found = entry_points(group=GROUP)
    brought = next((entry for entry in found if entry.name == kind), None)
    if brought is None:
        raise SourceKindUnknown(name, kind=kind, known=", ".join(sorted(found.names)))
    rest = {key: value for key, value in table.items() if key != "kind"}
    try:
        factory = cast("SourceFactory", brought.load())
        return factory(name, rest, secret)
    except CrmError:
        raise
    except (Exception, SystemExit) as error:  # whatever a stranger's module does at import
        raise SourceBroken(name, kind=kind, problem=_told(error)) from error


class GuardedSource:
    """A `CallSource` of another package, whose mistakes stop neither the others nor itself."""

    def __init__(
        self, name: str, kind: str, source: CallSource | CrmError, *, first_s: float = FIRST_S
    ) -> None:
        """``source`` may be why there is none; then it is there to be shown so."""
        self._name = name
        self._kind = kind
        self._source = source
        self._first_s = first_s
        self._notes = SourceNotes(name, kind)
        if isinstance(source, CrmError):
            self._notes.is_now(SourceState.PROBLEM, source)

    def health(self) -> SourceHealth:
        """Return how it says that it is, unless it cannot be asked."""
        if isinstance(self._source, CrmError) or self._notes.health.problem is not None:
            return self._notes.health
        try:
            return self._source.health()
        except Exception as error:  # noqa: BLE001 - a stranger's code
            self._note(SourceBroken(self._name, kind=self._kind, problem=_told(error)))
            return self._notes.health

    async def run(self, record: Record) -> None:
        """Let it hand over events until cancelled; begin again when it fails, later each time."""
        delay_s = self._first_s
        while not isinstance(self._source, CrmError):
            self._notes.is_now(SourceState.CONNECTING)
            try:
                await self._source.run(record)
                problem = "it stopped by itself"
            except Exception as error:  # noqa: BLE001 - a stranger's code
                problem = _told(error)
            self._note(SourceBroken(self._name, kind=self._kind, problem=problem))
            await asyncio.sleep(delay_s)
            delay_s = min(delay_s * 2, LONGEST_S)
        await asyncio.Event().wait()

    def _note(self, problem: CrmError) -> None:
        log.error("%s", problem)
        self._notes.is_now(SourceState.PROBLEM, problem)


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]
