"""The state colours: what a state is worth being looked at."""

from __future__ import annotations

from enum import StrEnum

from crm_desktop.ui.shared.tokens import Colours


class Tone(StrEnum):
    """How a word is coloured; never the only sign of a state."""

    PLAIN = "plain"
    SOFT = "soft"
    LATE = "late"
    SOON = "soon"
    MOVING = "moving"
    DONE = "done"


def tone_colour(tone: Tone, colours: Colours) -> str:
    """Return the ``#rrggbb`` of words in ``tone``."""
    match tone:
        case Tone.PLAIN:
            return colours.text
        case Tone.SOFT:
            return colours.text_soft
        case Tone.LATE:
            return colours.late
        case Tone.SOON:
            return colours.soon
        case Tone.MOVING:
            return colours.moving
        case Tone.DONE:
            return colours.done


def tone_ground(tone: Tone, colours: Colours) -> str:
    """Return the ``#rrggbb`` behind a block in ``tone``."""
    match tone:
        case Tone.LATE:
            return colours.late_soft
        case Tone.SOON:
            return colours.soon_soft
        case Tone.MOVING:
            return colours.moving_soft
        case Tone.DONE:
            return colours.done_soft
        case _:
            return colours.raised
