"""Pictures of first pages for the list: read off the GUI thread, bounded, never on a disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from crm_desktop.background.jobs import Jobs

PictureKey = tuple[bytes, int]
LoadPreviews = Callable[[Collection[PictureKey]], Mapping[PictureKey, bytes]]
MOST_KEPT: Final = 64
THUMBNAIL_PX: Final = 372  # twice the height on the screen: enough at 200 %
_GATHERED_MS: Final = 15


class LetterThumbnails(QObject):
    """Keeps the last 64; what is asked for within a moment is read together."""

    brought = Signal()
    failed = Signal(object)  # Exception

    def __init__(self, load: LoadPreviews, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read with ``load``, which is called off the GUI thread."""
        super().__init__(parent)
        self._load = load
        self._jobs = jobs
        self._kept: OrderedDict[PictureKey, QImage] = OrderedDict()
        self._wanted: dict[PictureKey, None] = {}
        self._asked: set[PictureKey] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHERED_MS)
        self._soon.timeout.connect(self._read)

    def picture_of(self, key: PictureKey) -> QImage | None:
        """Return the picture if it is there; else it is read, and ``brought`` tells."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return None if found.isNull() else found
        if key[0] and key not in self._asked:
            self._wanted[key] = None
            self._soon.start()
        return None

    def forget(self) -> None:
        """Keep nothing."""
        self._kept.clear()
        self._wanted.clear()

    def _read(self) -> None:
        keys = list(self._wanted)[:MOST_KEPT]
        self._wanted.clear()
        self._asked |= set(keys)
        self._jobs.run(
            self,
            lambda: _decoded(self._load(keys)),
            then=lambda pictures: self._keep(keys, pictures),
            failed=lambda error: self._on_failed(keys, error),
        )

    def _keep(self, keys: Collection[PictureKey], pictures: Mapping[PictureKey, QImage]) -> None:
        self._asked -= set(keys)
        for key in keys:
            self._kept[key] = pictures.get(key, QImage())
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.brought.emit()

    def _on_failed(self, keys: Collection[PictureKey], error: Exception) -> None:
        self._asked -= set(keys)
        self.failed.emit(error)


def _decoded(contents: Mapping[PictureKey, bytes]) -> dict[PictureKey, QImage]:
    return {key: _small(QImage.fromData(content)) for key, content in contents.items()}


def _small(picture: QImage) -> QImage:
    if picture.isNull() or max(picture.width(), picture.height()) <= THUMBNAIL_PX:
        return picture
    return picture.scaled(
        THUMBNAIL_PX,
        THUMBNAIL_PX,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
