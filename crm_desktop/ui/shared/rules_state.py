"""What a list of rules with the form of one of them shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm_desktop.errors.base import CrmError


@dataclass(frozen=True, slots=True)
class RulesState:
    """``rows`` and the ``form`` of one of them, ``rule_id`` None: of a new one.

    ``changed``: the form is not saved. ``refusal`` is why it could not be. ``removing``: it is
    asked whether the rule is to go. ``saved``: it was just stored or removed. Not
    ``removable``: rules of its kind stay.
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
    removable: bool = True
