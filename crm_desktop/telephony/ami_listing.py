"""A list of all channels while its rows come in, with events in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crm_desktop.telephony.ami_frames import AmiEvent

FOLLOWS: Final = "Channels will follow"
"""How a list of channels is announced."""


class Listing:
    """Tells, once a list is whole, which channels ended while nobody listened."""

    def __init__(self) -> None:
        self._is_begun = False
        self._rows: dict[str, AmiEvent] = {}
        self._born: set[str] = set()

    def begin(self) -> None:
        """Begin a new list; what was born before and is not in it is gone."""
        self._is_begun = True
        self._rows.clear()
        self._born.clear()

    def row(self, event: AmiEvent) -> None:
        """Take in that the list names a channel."""
        self._rows[event.get("Uniqueid")] = event

    def born(self, uniqueid: str) -> None:
        """Take in that a channel was born, perhaps too late to be in the list."""
        if self._is_begun:
            self._born.add(uniqueid)

    def gone(self, known: Iterable[str], announced: str) -> list[str]:
        """Return which of ``known`` are no more; none when rows of ``announced`` are missing."""
        is_whole = self._is_begun and announced == str(len(self._rows))
        gone = [one for one in known if one not in self._rows and one not in self._born]
        self._is_begun = False
        return gone if is_whole else []

    def take_rows(self) -> list[AmiEvent]:
        """Return the rows, once: the channels with which calls began before those that followed.

        The exchange lists them in any order.
        """
        rows, self._rows = self._rows, {}
        return sorted(rows.values(), key=lambda row: row.get("Uniqueid") != row.get("Linkedid"))


def listing_of(rows: Sequence[Mapping[str, str]]) -> list[AmiEvent]:
    """Return what the exchange would send as the list of all its channels."""
    return [
        AmiEvent("", {"Message": FOLLOWS}),
        *(AmiEvent("CoreShowChannel", row) for row in rows),
        AmiEvent("CoreShowChannelsComplete", {"ListItems": str(len(rows))}),
    ]
