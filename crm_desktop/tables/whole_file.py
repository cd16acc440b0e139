"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from crm_desktop.errors.files import FileInTheWay, FileNotWritable


@contextmanager
def whole_file(path: Path, *, encoding: str, replaces: bool = False) -> Iterator[TextIO]:
    """Yield a stream whose text stands at ``path`` once the block has ended well, not before.

    Line ends are written as they come. Only the owner may read the file. Whatever breaks the block
    off leaves nothing behind, and what stood there before as it was.

    Raises:
        FileInTheWay: something is there and not to be replaced; said before the block begins.
        FileNotWritable: no file can be written there, or the disk is full.
    """
    _refuse_taken(path, replaces=replaces)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "") from error
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _refuse_taken(path, replaces=replaces)
        unfinished.replace(path)
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_taken(path: Path, *, replaces: bool) -> None:
    if not os.path.lexists(path):
        return
    if not path.is_file():
        raise FileNotWritable(path, "it is there already and no plain file")
    if not replaces:
        raise FileInTheWay(path)
