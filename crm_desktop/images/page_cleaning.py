"""Makes a scanned page straight and takes the scanner's border off; the original stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image

from crm_desktop.images.page_blankness import is_blank
from crm_desktop.images.page_border import Border, scanner_border
from crm_desktop.images.page_skew import skew_degrees
from crm_desktop.images.page_tones import PageTones, page_tones

LEAST_SKEW_DEGREES: Final = 0.3


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page as it is shown, in RGB or grey.

    It was turned back by ``straightened_degrees`` (0.0 for not at all), and ``cropped`` says
    whether a border was taken off. Upside down it stays: people turn it. ``tones`` are of the page
    as it is shown.
    """

    image: Image.Image
    tones: PageTones
    straightened_degrees: float
    cropped: bool
    blank: bool

    @property
    def changed(self) -> bool:
        """Whether it differs from the scan."""
        return self.cropped or self.straightened_degrees != 0.0


def cleaned(image: Image.Image) -> CleanedPage:
    """Return ``image`` straight and without border; a blank page is left as it is."""
    shown = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    tones = page_tones(shown)
    if is_blank(tones):
        return CleanedPage(shown, tones, 0.0, cropped=False, blank=True)
    skew = skew_degrees(tones)
    if abs(skew) < LEAST_SKEW_DEGREES:
        skew = 0.0
    else:
        shown = _turned_back(shown, skew)
        tones = page_tones(shown)
    border = scanner_border(tones)
    if border:
        shown = _cropped(shown, border, tones.shrink)
        tones = page_tones(shown)
    return CleanedPage(shown, tones, round(skew, 2), cropped=bool(border), blank=False)


def _turned_back(image: Image.Image, degrees: float) -> Image.Image:
    """Return the page turned against the clock, no corner lost, the new corners as its own."""
    return image.rotate(
        degrees, Image.Resampling.BILINEAR, expand=True, fillcolor=_corner_colour(image)
    )


def _corner_colour(image: Image.Image) -> tuple[int, ...]:
    """Return the colour of the second darkest corner: border stays border, paper paper."""
    right, bottom = image.width - 1, image.height - 1
    corners = ((0, 0), (right, 0), (0, bottom), (right, bottom))
    colours = [image.crop((x, y, x + 1, y + 1)).tobytes() for x, y in corners]
    return tuple(sorted(colours, key=sum)[1])


def _cropped(image: Image.Image, border: Border, shrink: int) -> Image.Image:
    left, top = border.left * shrink, border.top * shrink
    right = image.width - border.right * shrink
    return image.crop((left, top, right, image.height - border.bottom * shrink))
