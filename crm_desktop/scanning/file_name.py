"""Names of scanned files: which can be shown, in which order they come, which are no scans."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 200
UNFINISHED: Final = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".lock")
NO_SCANS: Final = ("thumbs.db", "desktop.ini")


def shown_name(name: str) -> str:
    """Return ``name`` as one line of at most 200 characters without folders; its end is kept.

    ``name`` may be as the system gives it, with bytes that are not of its encoding: they are read
    as Shift_JIS. What cannot be printed becomes ``_``. Never empty.
    """
    text = unicodedata.normalize("NFC", _decoded(name))
    text = "".join(_PRINTED.get(sign, sign) if sign.isprintable() else "_" for sign in text)
    if text.strip(". _") == "":
        return "_"
    if len(text) <= LONGEST_NAME:
        return text
    ending = os.path.splitext(text)[1][-_LONGEST_ENDING:]  # noqa: PTH122 (it is a text)
    return text[: LONGEST_NAME - len(ending) - 1] + "…" + ending


def is_scan_name(name: str) -> bool:
    """Tell whether ``name`` is that of a file which is whole, not one that others write beside."""
    folded = name.casefold()
    return not (folded.startswith((".", "~")) or folded.endswith(UNFINISHED) or folded in NO_SCANS)


def natural_key(path: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts ``path`` as people do: page 2 before page 10, wide digits as digits."""
    text = unicodedata.normalize("NFKC", _decoded(path)).casefold()
    parts = [part for part in re.split("([0-9]+)", text) if part]
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts
    )


def _decoded(name: str) -> str:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("cp932", errors="replace")
    return name


_PRINTED: Final = {"/": "_", "\\": "_"}
_LONGEST_ENDING: Final = 12
