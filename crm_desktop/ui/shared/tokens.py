"""Every colour and size on the screen; the style sheet and the painted widgets use only these.

Contrast of each text colour on each ground it stands on is at least 4.5:1 (a test counts it,
by the formula of WCAG 2.2).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as ``#rrggbb``."""

    ground: str
    panel: str
    raised: str
    field: str
    line: str
    line_strong: str
    text: str
    text_soft: str
    text_on_accent: str
    accent: str
    accent_soft: str
    selection: str
    hover: str
    late: str
    late_soft: str
    soon: str
    soon_soft: str
    moving: str
    moving_soft: str
    done: str
    done_soft: str
    attention: str
    attention_ground: str
    ringing: str
    ringing_ground: str


LIGHT = Colours(
    ground="#eef0f3",
    panel="#ffffff",
    raised="#f7f8fa",
    field="#ffffff",
    line="#dde1e7",
    line_strong="#b4bcc8",
    text="#1b2230",
    text_soft="#545e6e",
    text_on_accent="#ffffff",
    accent="#1f5fae",
    accent_soft="#e6eef8",
    selection="#d6e5f7",
    hover="#f0f4f9",
    late="#b3261e",
    late_soft="#fbe9e7",
    soon="#8a5300",
    soon_soft="#fdf1dc",
    moving="#1a5ca8",
    moving_soft="#e4eefa",
    done="#1d6b3a",
    done_soft="#e3f3e8",
    attention="#5c3d00",
    attention_ground="#ffe9a8",
    ringing="#ffffff",
    ringing_ground="#1f5fae",
)

DARK = Colours(
    ground="#14171c",
    panel="#1c2027",
    raised="#232832",
    field="#181b21",
    line="#303743",
    line_strong="#4d5768",
    text="#e7eaf0",
    text_soft="#a3adbb",
    text_on_accent="#0c1420",
    accent="#7fb2ee",
    accent_soft="#22324a",
    selection="#274060",
    hover="#262d38",
    late="#ff9a90",
    late_soft="#43231f",
    soon="#f2bf66",
    soon_soft="#3d3018",
    moving="#8fbdf4",
    moving_soft="#20324b",
    done="#83d19c",
    done_soft="#1c3626",
    attention="#ffe3a0",
    attention_ground="#4f3c0c",
    ringing="#0c1420",
    ringing_ground="#7fb2ee",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in device-independent pixels, on a grid of 4."""

    text: int = 14
    text_small: int = 13
    name: int = 22
    row: int = 28
    gap: int = 8
    gap_small: int = 4
    margin: int = 12
    radius: int = 4
    icon: int = 16
    side: int = 208


SIZES = Sizes()
FONT_FAMILIES = (
    "BIZ UDPGothic",
    "BIZ UDPゴシック",
    "Yu Gothic UI",
    "Noto Sans CJK JP",
    "IPAPGothic",
)
# Proportional Japanese fonts have a narrow 1: columns of figures stand in these.
NUMBER_FAMILIES = (
    "BIZ UDGothic",
    "BIZ UDゴシック",
    "Yu Gothic UI",
    "Noto Sans CJK JP",
    "IPAGothic",
)


def style_values(colours: Colours) -> dict[str, str]:
    """Return what ``theme.qss`` may name: each colour, and each size as ``<name>_px``.

    ``number_families`` is the list of fonts whose figures are all of one width.
    """
    sizes = {f"{name}_px": f"{value}px" for name, value in asdict(SIZES).items()}
    families = ", ".join(f'"{family}"' for family in NUMBER_FAMILIES)
    return asdict(colours) | sizes | {"number_families": families}
