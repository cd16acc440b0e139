"""What the page of rules about calls shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crm_desktop.domain.unwanted import UnwantedAction
from crm_desktop.errors.base import CrmError


@dataclass(frozen=True, slots=True)
class RulesState:
    """``rows`` and the ``form`` of one of them, ``rule_id`` None: of a new one.

    ``changed``: the form is not saved. ``refusal`` is why it could not be. ``removing``: it is
    asked whether the rule is to go. ``saved``: it was just stored or removed.
    """

    form: Any
    rows: tuple[Any, ...] = ()
    rule_id: int | None = None
    changed: bool = False
    busy: bool = False
    loaded: bool = False
    failed: bool = False
    refusal: CrmError | None = None
    removing: bool = False
    saved: bool = False


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
