"""``crm-desktop demo``: a desk on a living demo office."""

from __future__ import annotations

import argparse
import gc
import os
import re
from pathlib import Path

from crm_desktop.log import start_logging
from crm_desktop.settings import DeskSettings, load_settings

_SIZE = re.compile(r"([0-9]{3,5})x([0-9]{3,5})")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``demo``."""
    parser = commands.add_parser("demo", help="open a desk on a living demo office")
    parser.add_argument("--headless", action="store_true", help="show no window")
    parser.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="save a picture of each main state, end"
    )
    parser.add_argument("--language", choices=("ja", "en"), default="ja")
    parser.add_argument("--theme", choices=("system", "light", "dark"), default="system")
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768")
    parser.add_argument("--fresh", action="store_true", help="make the demo office anew, as of now")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the demo office lives")
    parser.add_argument("--customers", type=int, default=5000, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the demo and return its exit code."""
    if arguments.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        if arguments.screenshots is None:
            print("crm-desktop demo: --headless needs --screenshots DIR, else there is no way out")
            return 2
    settings = load_settings(os.environ)
    start_logging(settings.log.level)
    gc.disable()  # until the window stands: a start makes hardly any rubbish
    from crm_desktop.app.demo import DemoOptions, run_demo  # noqa: PLC0415 (after the platform)

    options = DemoOptions(
        folder=arguments.data or settings.data_path / "demo",
        desk=DeskSettings(arguments.language, arguments.theme),
        customers=arguments.customers,
        fresh=arguments.fresh,
        size=arguments.size,
        screenshots=arguments.screenshots,
    )
    return run_demo(options, lambda words: print(f"[demo] {words}", flush=True))


def _size(text: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError("must look like 1366x768")
    return int(match[1]), int(match[2])
