"""Finds a font that can write Japanese, wherever a system keeps its fonts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from unicodedata import normalize

# The likeliest to look right first; all lower case.
_PRINT: Final = (
    "bizudpgothic-regular.ttf", "biz-udgothicr.ttc", "notosanscjk-regular.ttc",
    "notosanscjkjp-regular.otf", "notosansjp-regular.otf", "yugothm.ttc", "meiryo.ttc",
    "ヒラギノ角ゴシック w3.ttc", "ipaexg.ttf", "ipagp.ttf", "ipag.ttf", "takaopgothic.ttf",
    "vl-pgothic-regular.ttf", "msgothic.ttc", "bizudgothic-regular.ttf", "droidsansfallback.ttf",
)  # fmt: skip
_BRUSH: Final = (
    "klee.ttc", "kleeone-regular.ttf", "uddigikyokashon-r.ttc", "yukyokasho.ttc",
    "notoserifcjk-regular.ttc", "yumin.ttf", "ヒラギノ明朝 pron.ttc", "ipaexm.ttf", "ipamp.ttf",
)  # fmt: skip


def print_font(folders: Iterable[Path] | None = None) -> Path | None:
    """Return a font for printed matter, or None when the system has no Japanese font we know."""
    return _first_of(_PRINT, font_folders() if folders is None else folders)


def handwriting_font(folders: Iterable[Path] | None = None) -> Path | None:
    """Return the font that looks most like handwriting, `print_font` if need be, or None."""
    searched = list(font_folders() if folders is None else folders)
    return _first_of(_BRUSH, searched) or _first_of(_PRINT, searched)


def font_folders() -> Iterator[Path]:
    """Yield the folders in which Linux, macOS and Windows keep fonts."""
    home = Path.home()
    yield from (home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts")
    yield from map(Path, ("/usr/share/fonts", "/usr/local/share/fonts"))
    yield from map(Path, ("/Library/Fonts", "/System/Library/Fonts"))
    for variable, folder in (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts")):
        if variable in os.environ:
            yield Path(os.environ[variable], folder)


def _first_of(names: Sequence[str], folders: Iterable[Path]) -> Path | None:
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _folders, files in os.walk(folder):
            for file in files:
                found.setdefault(_plain(file), Path(place, file))
    return next((found[name] for name in names if name in found), None)


def _plain(name: str) -> str:
    """Return ``name`` in lower case, composed: macOS hands out decomposed kana."""
    return normalize("NFC", name).lower()
