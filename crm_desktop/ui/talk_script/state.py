"""What the panes of the talk script show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownScript:
    """One script as it is read out: its places are filled."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TalkScriptState:
    """The scripts for the call in front, the best first; ``wanted``: the operator wants to see."""

    scripts: tuple[ShownScript, ...] = ()
    wanted: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is something to show and it is wanted."""
        return self.wanted and bool(self.scripts)
