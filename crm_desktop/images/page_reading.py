"""Reads what is written on a page, with models that come in the optional packages of ``ocr``.

The models take some 650 MB: one process at a time should hold them, and not a desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

from PIL import Image

from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord, in_reading_order
from crm_desktop.errors.reading import ReadingNotInstalled

LONGEST_PX: Final = 2000
_NEEDED: Final = ("rapidocr", "onnxruntime")


def reading_is_installed() -> bool:
    """Tell whether this installation can read pages; nothing is imported."""
    return all(find_spec(name) for name in _NEEDED)


class PageReader:
    """Holds the models; reads one page after the other, each in seconds."""

    def __init__(self, *, threads: int = 1) -> None:
        """Load the models, some seconds; ``threads`` is how many processors one page may use.

        Raises:
            ReadingNotInstalled: the packages are not there.
        """
        if not reading_is_installed():
            raise ReadingNotInstalled
        from rapidocr import RapidOCR  # noqa: PLC0415 (optional, and takes a second)

        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": LONGEST_PX,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, page: Image.Image) -> PageReading:
        """Return what is written on ``page``, upright; nothing where nothing can be read.

        Pages longer than 2,000 px are read from a smaller picture.
        """
        import numpy as np  # noqa: PLC0415 (comes with the models)

        small = page.convert("RGB")
        small.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS, reducing_gap=2.0)
        found = self._engine(np.asarray(small)[:, :, ::-1])
        if found.boxes is None or found.txts is None:
            return PageReading()
        words = [
            PageWord(_box(corners.tolist(), small.size), text.replace("\0", ""))
            for corners, text in zip(found.boxes, found.txts, strict=True)
        ]
        return in_reading_order(words, width_to_height=small.width / small.height)


def _box(corners: Sequence[tuple[float, float]], size: tuple[int, int]) -> PageBox:
    """Return the upright box around four corners in pixels."""
    across = [min(1.0, max(0.0, x / size[0])) for x, _y in corners]
    down = [min(1.0, max(0.0, y / size[1])) for _x, y in corners]
    return PageBox(min(across), min(down), max(across) - min(across), max(down) - min(down))
