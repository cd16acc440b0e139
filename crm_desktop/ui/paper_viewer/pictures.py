"""Pages as pictures in memory, and a store of them that is bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from crm_desktop.images.decoding import decoded_rgb
from crm_desktop.ui.paper_viewer.page_view import Size

MOST_BYTES: Final = 160 * 2**20
_BYTES_A_PIXEL: Final = 4
_SHARE_OF_LEVELS: Final = 1 + 1 / 4 + 1 / 16


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: ``levels`` are the picture, and of a large one half and quarter; largest first.

    ``page`` is the size of the whole page in pixels, also while ``is_full`` is not yet so.
    ``pixels`` is what the first level is painted from; it must live as long.
    """

    levels: tuple[QImage, ...]
    page: Size
    is_full: bool
    pixels: memoryview

    @property
    def byte_size(self) -> int:
        """The bytes it takes in memory."""
        return sum(level.sizeInBytes() for level in self.levels)


def full_picture(content: bytes, media_type: str) -> PagePicture:
    """Return a whole page, ready to be painted small as well; any thread may ask.

    Raises:
        PaperDamaged, PaperTruncated, PaperLocked: there is nothing to be seen in it.
    """
    image, pixels = _decoded(content, media_type)
    size = (float(image.width()), float(image.height()))
    half = _half(image)
    return PagePicture((image, half, _half(half)), size, is_full=True, pixels=pixels)


def small_picture(content: bytes, media_type: str, page: Size) -> PagePicture:
    """Return a preview of a page whose size is ``page`` (its sides may be told the other way).

    Raises:
        PaperDamaged, PaperTruncated, PaperLocked: there is nothing to be seen in it.
    """
    image, pixels = _decoded(content, media_type)
    height = max(page) if image.height() >= image.width() else min(page)
    whole = (image.width() * height / image.height(), height)
    return PagePicture((image,), whole, is_full=False, pixels=pixels)


def bytes_of_page(page: Size) -> int:
    """Return what a full picture of a page takes in memory, before it is there."""
    return round(page[0] * page[1] * _BYTES_A_PIXEL * _SHARE_OF_LEVELS)


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


def _decoded(content: bytes, media_type: str) -> tuple[QImage, memoryview]:
    picture = decoded_rgb(content, media_type)
    image = QImage(
        picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return image, picture.data


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
