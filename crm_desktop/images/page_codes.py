"""Reads QR and bar codes on a page, however it lies, several of them too."""

from __future__ import annotations

from typing import Final

import numpy as np
import zxingcpp
from PIL import Image

_QUICK_PX: Final = 1760
_MOST_CODES: Final = 20
_FORMATS: Final = (
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.Code39,
    zxingcpp.BarcodeFormat.EAN13,
)


def codes_on(image: Image.Image) -> tuple[str, ...]:
    """Return the texts of the codes on a page, from its top down; empty where there is none.

    A page at 300 dpi is looked at in half its size first, then whole: a code printed very small.
    """
    grey = image.convert("L")
    shrink = -(-max(grey.size) // _QUICK_PX)
    return (_read(grey.reduce(shrink)) if shrink > 1 else ()) or _read(grey)


def _read(grey: Image.Image) -> tuple[str, ...]:
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=zxingcpp.BarcodeFormats(list(_FORMATS)),
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,
    )
    ordered = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(dict.fromkeys(code.text for code in ordered[:_MOST_CODES] if code.text))
