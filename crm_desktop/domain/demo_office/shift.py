"""What the colleagues of the demo do: calls ring, are talked and worked on; some pause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from random import Random
from typing import Final

from crm_desktop.domain.availability import Availability

QUEUES: Final = ("受注", "お問い合わせ", "定期便")
_PAUSES: Final = ("休憩", "昼食", "研修")
_AWAY_SHARE: Final = 0.12
_FIRST_EVERY_S: Final = 4


class ShiftAct(Enum):
    """What happens at one telephone."""

    RING = auto()
    ANSWER = auto()
    HANG_UP = auto()
    READY = auto()
    AWAY = auto()


@dataclass(frozen=True, slots=True)
class ShiftStep:
    """One act at ``extension``; ``queue`` with RING, ``reason`` with AWAY.

    After HANG_UP the person is in after-call work, which ends with READY.
    """

    act: ShiftAct
    extension: str
    queue: str = ""
    reason: str = ""

    @property
    def state(self) -> Availability | None:
        """What the person says of themselves by it, if anything."""
        return _STATES.get(self.act)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at a telephone: what they did last, and until when it lasts."""

    extension: str
    last: ShiftAct
    until: datetime


def begun_shift(
    extensions: tuple[str, ...], now: datetime
) -> tuple[tuple[Colleague, ...], tuple[ShiftStep, ...]]:
    """Return everybody ready, and the steps that make it so; calls come to one after the other."""
    people = tuple(
        Colleague(one, ShiftAct.READY, now + timedelta(seconds=_FIRST_EVERY_S * place))
        for place, one in enumerate(extensions)
    )
    return people, tuple(ShiftStep(ShiftAct.READY, one) for one in extensions)


def gone_on(
    people: tuple[Colleague, ...], now: datetime, chance: Random
) -> tuple[tuple[Colleague, ...], tuple[ShiftStep, ...]]:
    """Return the people as they are ``now``, and the steps since; one each at the most."""
    steps: list[ShiftStep] = []
    after = []
    for one in people:
        if one.until > now:
            after.append(one)
            continue
        step = _next(one, chance)
        lasts_s = chance.uniform(*_LASTS_S[step.act])
        after.append(replace(one, last=step.act, until=now + timedelta(seconds=lasts_s)))
        steps.append(step)
    return tuple(after), tuple(steps)


def ended_shift(people: tuple[Colleague, ...]) -> Iterator[ShiftStep]:
    """Yield what ends the calls that go on."""
    for one in people:
        if one.last in {ShiftAct.RING, ShiftAct.ANSWER}:
            yield ShiftStep(ShiftAct.HANG_UP, one.extension)


def _next(one: Colleague, chance: Random) -> ShiftStep:
    match one.last:
        case ShiftAct.READY if chance.random() < _AWAY_SHARE:
            return ShiftStep(ShiftAct.AWAY, one.extension, reason=chance.choice(_PAUSES))
        case ShiftAct.READY:
            return ShiftStep(ShiftAct.RING, one.extension, queue=chance.choice(QUEUES))
        case ShiftAct.RING:
            return ShiftStep(ShiftAct.ANSWER, one.extension)
        case ShiftAct.ANSWER:
            return ShiftStep(ShiftAct.HANG_UP, one.extension)
        case _:
            return ShiftStep(ShiftAct.READY, one.extension)


_STATES: Final = {
    ShiftAct.HANG_UP: Availability.AFTER_CALL,
    ShiftAct.READY: Availability.READY,
    ShiftAct.AWAY: Availability.AWAY,
}
_LASTS_S: Final = {
    ShiftAct.READY: (4.0, 60.0),
    ShiftAct.RING: (2.0, 12.0),
    ShiftAct.ANSWER: (20.0, 150.0),
    ShiftAct.HANG_UP: (8.0, 60.0),
    ShiftAct.AWAY: (60.0, 300.0),
}
