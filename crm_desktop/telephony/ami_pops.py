"""What the desks are told of calls from outside, as call events say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage


@dataclass(frozen=True, slots=True)
class Pop:
    """One thing a desk is told: ``ringing``, ``answered`` or ``cleared``; ``caller`` may be ""."""

    pop: str
    extension: str
    caller: str


class Pops:
    """Follows call events and says what each changes at a desk: one card a call and extension."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], set[str]] = {}
        self._rung: set[tuple[str, str]] = set()
        self._talking: set[tuple[str, str]] = set()

    def after(self, events: Iterable[CallEvent]) -> list[Pop]:
        """Return what the desks are told after ``events``, in order."""
        return [pop for event in events for pop in self._after(event)]

    def _after(self, event: CallEvent) -> Iterator[Pop]:
        if event.direction is not CallDirection.IN:
            return
        card = (event.call_id, event.extension)
        match event.stage:
            case CallStage.ENDED if not event.leg_id:
                self._forget(event.call_id)
            case CallStage.ENDED:
                yield from self._end(card, event)
            case CallStage.RINGING if event.extension:
                yield from self._ring(card, event)
            case CallStage.ANSWERED:
                yield from self._answer(card, event)

    def _ring(self, card: tuple[str, str], event: CallEvent) -> Iterator[Pop]:
        if card not in self._rung:
            self._rung.add(card)
            yield Pop("ringing", event.extension, event.caller_raw)
        self._open.setdefault(card, set()).add(event.leg_id)

    def _answer(self, card: tuple[str, str], event: CallEvent) -> Iterator[Pop]:
        self._open.setdefault(card, set()).add(event.leg_id)
        if card not in self._talking:
            self._talking.add(card)
            yield Pop("answered", event.extension, event.caller_raw)

    def _end(self, card: tuple[str, str], event: CallEvent) -> Iterator[Pop]:
        legs = self._open.get(card, set())
        legs.discard(event.leg_id)
        if not legs and self._open.pop(card, None) is not None:
            self._talking.discard(card)
            yield Pop("cleared", event.extension, event.caller_raw)

    def _forget(self, call_id: str) -> None:
        self._rung = {card for card in self._rung if card[0] != call_id}
