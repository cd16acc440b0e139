"""What every source of calls hands over, and what it may be refused with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.telephony.source_health import SourceHealth

Record = Callable[[Sequence[CallEvent]], Awaitable[None]]
"""Returns when the events are stored; raises `CrmError` when they are not."""

Fields = Mapping[str, Sequence[str]]
"""What an HTTP sender told: each field with its values, in their order; see `http_fields`."""


Overheard = Callable[[str, Mapping[str, Any]], None]
"""Takes the name of a source and something that it said, on the loop's thread."""


def ignore(_source: str, _said: Mapping[str, Any]) -> None:
    """Make nothing of what told of no call."""


class EventRefused(Exception):
    """A sender said something that cannot be a call event; the text is for who set it up."""

    def __init__(self, word: str, sentence: str) -> None:
        """``word`` is for programs, ``sentence`` says what is wrong and what would be right."""
        super().__init__(sentence)
        self.word = word
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Reception:
    """The circumstances under which something was received from a source."""

    source: str
    received_at: datetime
    directory: ExtensionDirectory


class HttpDialect(Protocol):
    """How one kind of exchange tells of calls by HTTP."""

    def __call__(self, fields: Fields, reception: Reception) -> list[CallEvent]:
        """Return the events that ``fields`` tell of.

        Raises:
            EventRefused: they tell of none.
        """
        ...


class CallSource(Protocol):
    """A connection of ours to an exchange, such as AMI; only it knows the wire format."""

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled; reconnect for ever."""
        ...

    def health(self) -> SourceHealth:
        """Return how the source is, on the loop's thread; `SourceNotes` keeps it."""
        ...


@runtime_checkable
class SpeaksOfAll(Protocol):
    """A `CallSource` that can also tell what it heard besides calls, for who looks for a fault."""

    def overheard_by(self, note: Overheard) -> None:
        """Tell ``note`` of all that tells of no call, from now on."""
        ...
