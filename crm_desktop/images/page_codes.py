"""Reads QR and bar codes on a page, however it lies, several of them too."""

from __future__ import annotations

from typing import Final

import numpy as np
import zxingcpp
from PIL import Image

_QUICK_PX: Final = 1760
_MOST_CODES: Final = 20
_MATRIX: Final = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix)
_BARS: Final = (
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.Code39,
    zxingcpp.BarcodeFormat.EAN13,
)


def codes_on(image: Image.Image) -> tuple[str, ...]:
    """Return the texts of the codes on a page, from its top down; empty where there is none.

    A page at 300 dpi is looked at in half its size first; then whole, for a QR code printed very
    small.
    """
    grey = image.convert("L")
    shrink = -(-max(grey.size) // _QUICK_PX)
    if shrink == 1:
        return _read(grey, (*_MATRIX, *_BARS))
    return _read(grey.reduce(shrink), (*_MATRIX, *_BARS)) or _read(grey, _MATRIX)


def _read(grey: Image.Image, formats: tuple[zxingcpp.BarcodeFormat, ...]) -> tuple[str, ...]:
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=zxingcpp.BarcodeFormats(list(formats)),
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,
        try_downscale=formats != _MATRIX,
    )
    ordered = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(dict.fromkeys(code.text for code in ordered[:_MOST_CODES] if code.text))
