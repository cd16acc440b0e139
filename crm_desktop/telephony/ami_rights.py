"""Notices that an exchange does not tell of what it lists: its user lacks rights to read."""

from __future__ import annotations

from typing import Final

from crm_desktop.telephony.ami_frames import AmiEvent

LOOKS_UNTIL_SURE: Final = 2
"""Events may come a moment after the list that shows their effect, but not a whole look later."""

_Seen = frozenset[tuple[str, ...]]


class AmiRights:
    """Compares what lists say with what events told, one look after another.

    A login is never told its rights. It can ask for the lists of channels and queues; where these
    change and no event of the kind ever came, the events are kept from it.
    """

    def __init__(self) -> None:
        self._first: dict[str, _Seen] = {}
        self._listed: dict[str, set[tuple[str, ...]]] = {"call": set(), "agent": set()}
        self._unexplained = {"call": 0, "agent": 0}

    @property
    def unproven(self) -> bool:
        """Whether there is anything left to find out."""
        return bool(self._unexplained)

    def take(self, event: AmiEvent) -> None:
        """Note what an event proves, or a row of a list says."""
        match event.name:
            case "CoreShowChannel":
                self._listed["call"].add((event.get("Uniqueid"),))
            case "QueueParams":
                counts = [event.get(name) for name in ("Queue", "Completed", "Abandoned")]
                self._listed["agent"].add(tuple(counts))
            case _:
                self._unexplained.pop(event.get("Privilege").partition(",")[0], None)

    def look(self) -> list[str]:
        """Return the rights that are missing for sure, when the lists have come in whole."""
        for kind, listed in self._listed.items():
            seen = frozenset(listed)
            listed.clear()
            if kind in self._unexplained and self._first.setdefault(kind, seen) != seen:
                self._unexplained[kind] += 1
        return [kind for kind, looks in self._unexplained.items() if looks >= LOOKS_UNTIL_SURE]
