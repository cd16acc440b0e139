from __future__ import annotations

import pytest

from crm_desktop.ui.shared.tokens import DARK, LIGHT, Colours

PAIRS = [
    ("text", "panel"),
    ("text", "ground"),
    ("text", "raised"),
    ("text", "field"),
    ("text", "selection"),
    ("text", "hover"),
    ("text_soft", "panel"),
    ("text_soft", "ground"),
    ("text_soft", "raised"),
    ("text_soft", "selection"),
    ("accent", "panel"),
    ("text_on_accent", "accent"),
    ("late", "panel"),
    ("late", "late_soft"),
    ("late", "selection"),
    ("soon", "panel"),
    ("soon", "soon_soft"),
    ("soon", "selection"),
    ("moving", "panel"),
    ("moving", "moving_soft"),
    ("moving", "selection"),
    ("done", "panel"),
    ("done", "done_soft"),
    ("done", "selection"),
    ("attention", "attention_ground"),
    ("ringing", "ringing_ground"),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
