"""What the page of rules about calls shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.unwanted import UnwantedAction


class WhoIsMeant(StrEnum):
    """Whom an entry of the list of unwanted callers is about."""

    NUMBER = "number"
    BEGINNING = "beginning"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class TypedUnwanted:
    """An entry as it is typed; ``digits`` mean nothing for who withholds the number."""

    who: WhoIsMeant = WhoIsMeant.NUMBER
    digits: str = ""
    reason: str = ""
    action: UnwantedAction = UnwantedAction.WARN


@dataclass(frozen=True, slots=True)
class ScriptChoices:
    """What a script can be for: the lines by name, and the mailings, each id and title."""

    lines: tuple[str, ...] = ()
    mailings: tuple[tuple[int, str], ...] = ()
