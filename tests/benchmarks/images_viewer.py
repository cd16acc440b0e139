"""The viewer on a desk of its own: first picture, frames while moving, memory up and down."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def bench_viewer(desk: str, customer_id: int) -> dict[str, Any]:
    """Return what a desk measured that opened the papers of a customer; ``desk`` signs it in.

    Times are medians in ms from the wish to the painted screen, with nothing kept at the desk.
    Frames are those of four linked A4 pages of 300 dpi, each painted anew. Megabytes are the
    resident memory of the whole desk.
    """
    script = str(Path(__file__).with_name("viewer_desk.py"))
    line = [sys.executable, script, str(customer_id)]
    done = subprocess.run(line, input=desk, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
