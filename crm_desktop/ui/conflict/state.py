"""What is shown when two people changed the same fields of one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Choice(StrEnum):
    """Whose value is kept."""

    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field in words; "" stands for nothing there.

    ``field`` is its name for whoever asked. ``by`` says who changed it and when; "" when nobody
    knows. ``choice`` is None until a person has chosen.
    """

    field: str
    label: str
    before: str
    theirs: str
    mine: str
    by: str = ""
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class ConflictState:
    """The fields that collide; none: there is nothing to decide. ``about`` names the record."""

    about: str = ""
    fields: tuple[ConflictField, ...] = ()
    saving: bool = False

    @property
    def undecided(self) -> int:
        """How many fields nobody has chosen for yet."""
        return sum(field.choice is None for field in self.fields)

    @property
    def choices(self) -> Mapping[str, Choice]:
        """Return what was chosen, by the fields' names."""
        return {one.field: one.choice for one in self.fields if one.choice is not None}

    def with_choice(self, field: str, choice: Choice) -> ConflictState:
        """Return the state with one field chosen for."""
        chosen = (replace(f, choice=choice) if f.field == field else f for f in self.fields)
        return replace(self, fields=tuple(chosen))
