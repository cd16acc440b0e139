"""Pages as pictures in memory, and a store of them that is bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from crm_desktop.images.decoding import decoded_rgb
from crm_desktop.ui.paper_viewer.page_view import Point, Size

ENOUGH: Final = 0.98
MOST_BYTES: Final = 72 * 2**20
SHARP_PX: Final = 1754  # half of A4 at 300 dpi: more than a whole page has on most screens
DETAIL_BYTES: Final = 36 * 2**20  # a whole A4 page of 300 dpi
_BYTES_A_PIXEL: Final = 4
_SHARE_OF_LEVELS: Final = 1 + 1 / 4 + 1 / 16
_MARGIN: Final = 1.25


@dataclass(frozen=True, slots=True)
class Detail:
    """Some rows of a page in full resolution; ``seen`` is from where to where, from 0 to 1.

    ``pixels`` is what ``rows`` is painted from; it must live as long.
    """

    rows: QImage
    seen: Point
    pixels: bytes | memoryview


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: ``levels`` are the picture, and of a sharp one half and quarter; largest first.

    ``page`` is the size of the whole page in pixels, also where the picture is smaller. A sharp
    picture is enough for the whole page on a screen; what is looked at closely is in ``detail``.
    ``pixels`` is what the first level is painted from; it must live as long.
    """

    levels: tuple[QImage, ...]
    page: Size
    is_sharp: bool
    pixels: memoryview
    detail: Detail | None = None

    @property
    def byte_size(self) -> int:
        """The bytes it takes in memory."""
        detail = 0 if self.detail is None else len(self.detail.pixels)
        return detail + sum(level.sizeInBytes() for level in self.levels)

    def has_enough(self, scale: float, rows: Point) -> bool:
        """Tell whether ``rows`` of the page can be painted at ``scale`` as sharp as the page is."""
        wanted = min(scale, 1.0) * self.page[0] * ENOUGH
        return self.levels[0].width() >= wanted or self.detail_for(rows) is not None

    def detail_for(self, rows: Point) -> Detail | None:
        """Return the detail if ``rows`` of the page are in it."""
        detail = self.detail
        if detail is None or rows[0] < detail.seen[0] or rows[1] > detail.seen[1]:
            return None
        return detail


def sharp_picture(content: bytes, media_type: str, page: Size) -> PagePicture:
    """Return a page, not larger than a screen needs, and smaller ones; any thread may ask.

    Raises:
        PaperDamaged, PaperTruncated, PaperLocked: there is nothing to be seen in it.
    """
    image, pixels = _decoded(content, media_type, SHARP_PX)
    whole = _whole_size(image, page)
    half = _half(image)
    return PagePicture((image, half, _half(half)), whole, is_sharp=True, pixels=pixels)


def small_picture(content: bytes, media_type: str, page: Size) -> PagePicture:
    """Return a preview of a page whose size is ``page`` (its sides may be told the other way).

    Raises:
        PaperDamaged, PaperTruncated, PaperLocked: there is nothing to be seen in it.
    """
    image, pixels = _decoded(content, media_type, None)
    return PagePicture((image,), _whole_size(image, page), is_sharp=False, pixels=pixels)


def detail_of(content: bytes, media_type: str, rows: Point, most_bytes: int) -> Detail:
    """Return ``rows`` of a page in full resolution, with as many around as ``most_bytes`` hold.

    Raises:
        PaperDamaged, PaperTruncated, PaperLocked: there is nothing to be seen in it.
    """
    picture = decoded_rgb(content, media_type)
    needed = (rows[1] - rows[0]) * picture.height * _MARGIN
    count = min(picture.height, max(ceil(needed), most_bytes // picture.stride))
    middle = (rows[0] + rows[1]) / 2 * picture.height
    top = min(max(round(middle - count / 2), 0), picture.height - count)
    kept: bytes | memoryview = picture.data
    if count < picture.height:  # a copy: or the whole page would stay in memory
        kept = bytes(picture.data[top * picture.stride : (top + count) * picture.stride])
    image = QImage(kept, picture.width, count, picture.stride, QImage.Format.Format_RGB32)
    return Detail(image, (top / picture.height, (top + count) / picture.height), kept)


def bytes_of_page(page: Size) -> int:
    """Return what a sharp picture of a page takes in memory, before it is there."""
    share = min(1.0, SHARP_PX / max(page))
    return round(page[0] * share * page[1] * share * _BYTES_A_PIXEL * _SHARE_OF_LEVELS)


class PictureStore:
    """Keeps pictures up to ``most_bytes``; those not asked for longest go first.

    What is ``shown`` is kept in any case: it is on the screen.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._kept: OrderedDict[object, PagePicture] = OrderedDict()
        self._shown: frozenset[object] = frozenset()

    @property
    def byte_size(self) -> int:
        """The bytes of all that is kept."""
        return sum(picture.byte_size for picture in self._kept.values())

    def get(self, key: object) -> PagePicture | None:
        """Return a picture, None when it is not kept."""
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
        return picture

    def put(self, key: object, picture: PagePicture) -> None:
        """Keep a picture; others give way."""
        self._kept[key] = picture
        self._kept.move_to_end(key)
        self._make_room(spared=key)

    def show(self, keys: Collection[object]) -> None:
        """Know what is on the screen."""
        self._shown = frozenset(keys)
        self._make_room(spared=None)

    def has_room_for(self, byte_count: int, beside: Collection[object] = ()) -> bool:
        """Tell whether so many bytes fit beside what is on the screen, and ``beside`` that."""
        stay = [self._kept[key] for key in self._shown | set(beside) if key in self._kept]
        return sum(picture.byte_size for picture in stay) + byte_count <= self.most_bytes

    def clear(self) -> None:
        """Keep nothing."""
        self._kept.clear()
        self._shown = frozenset()

    def _make_room(self, spared: object) -> None:
        excess = self.byte_size - self.most_bytes
        for key in list(self._kept):
            if excess <= 0:
                return
            if key not in self._shown and key != spared:
                excess -= self._kept.pop(key).byte_size


def _decoded(content: bytes, media_type: str, longest_px: int | None) -> tuple[QImage, memoryview]:
    picture = decoded_rgb(content, media_type, longest_px=longest_px)
    image = QImage(
        picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return image, picture.data


def _whole_size(image: QImage, page: Size) -> Size:
    """Return the size of the page that ``image`` is a smaller picture of, in its proportions."""
    longest = max(*page, image.width(), image.height())
    larger = longest / max(image.width(), image.height())
    return image.width() * larger, image.height() * larger


def _half(image: QImage) -> QImage:
    """Return ``image`` at half its size: each of its pixels is the mean of four."""
    half = QImage(
        max(1, image.width() // 2), max(1, image.height() // 2), QImage.Format.Format_RGB32
    )
    painter = QPainter(half)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(0.5, 0.5)
    painter.drawImage(QPointF(0, 0), image)
    painter.end()
    return half
