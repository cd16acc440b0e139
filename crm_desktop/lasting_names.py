"""Names of files that outlive a power cut."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Final

_NOT_OFFERED: Final = frozenset({errno.EINVAL, errno.ENOTSUP})


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` on the disk, where the file system can do that.

    Windows has names of files in its journal.

    Raises:
        OSError: there is no such folder, or its disk fails.
    """
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(handle)
