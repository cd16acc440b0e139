from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCREENS = {
    "screens": [
        {"name": name, "x": x, "y": 0, "width": 1366, "height": 768, "dpr": 1, "logicalDpi": 96}
        | {"logicalBaseDpi": 96}
        for name, x in (("one", 0), ("two", 1366))
    ]
}


def test_papers_fill_the_second_screen_and_do_so_again(tmp_path: Path) -> None:
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps(SCREENS), encoding="utf-8")
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={layout}"}
    line = [sys.executable, "-m", "tests.ui.paper_viewer.second_screen", str(tmp_path / "s.ini")]

    done = subprocess.run(
        line, env=os.environ | platform, stdout=subprocess.PIPE, text=True, check=True
    )

    assert done.stdout.splitlines() == [
        "over the card on one, note beside",
        "alone on two, note on the card",
        "away, note on the card",
        "alone on two, note on the card",
    ]
