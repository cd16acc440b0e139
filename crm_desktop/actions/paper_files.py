"""The files of pages that a list names: beside the list or in folders below, nowhere else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from crm_desktop.errors.printed_papers import PageFileOutside, PageFileUnreadable
from crm_desktop.images.paper_file import MOST_BYTES


def read_page_file(folder: Path, name: str) -> bytes:
    """Return the bytes of a file that a list in ``folder`` names.

    Names written on Windows or macOS are understood; links do not lead out of the folder.

    Raises:
        PageFileOutside: the name, or a link, leads out of the folder.
        PageFileUnreadable: it is not there, cannot be read, or is larger than any paper.
    """
    path = _inside(folder, name)
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise PageFileUnreadable(name)
        return path.read_bytes()
    except OSError as error:
        raise PageFileUnreadable(name) from error


def _inside(folder: Path, name: str) -> Path:
    plain = name.replace("\\", "/")
    try:
        home = folder.resolve()
        for form in ("NFC", "NFD"):
            path = (home / unicodedata.normalize(form, plain)).resolve()
            if not path.is_relative_to(home):
                raise PageFileOutside(name)
            if path.exists():
                return path
    except (OSError, ValueError) as error:
        raise PageFileUnreadable(name) from error
    return home / plain
