"""``crm-desktop call``: reports one call event to the desk that runs on this computer."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from crm_desktop.commands.notice_refusals import sentence_of
from crm_desktop.domain.call_notice import CallNotice, read_link, read_notice
from crm_desktop.errors.desk import BadCallNotice, DeskDidNotAnswer, DeskNotRunning
from crm_desktop.settings import load_settings
from crm_desktop.ui.hand_over import desk_address, hand_over_call

REFUSED: Final = 2
NO_DESK: Final = 3
NO_ANSWER: Final = 4


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``call``."""
    parser = commands.add_parser(
        "call",
        help="report one call event by hand",
        description="Reports one call event to the desk that runs on this computer.",
        epilog="exit codes: 0 the desk took it; 2 it cannot be; 3 no desk runs; 4 no answer",
    )
    parser.add_argument("--event", default="ringing", metavar="ringing|answered|ended|transferred")
    parser.add_argument("--from", dest="from", default="", metavar="NUMBER", help="who calls")
    parser.add_argument("--to", default="", metavar="NUMBER", help="which number was called")
    parser.add_argument(
        "--extension", default="", metavar="DIGITS", help="the telephone; this desk's if not given"
    )
    parser.add_argument("--call-id", dest="id", default="", help="the phone system's own id")
    parser.add_argument("--direction", default="in", metavar="in|out")
    parser.add_argument("--link", metavar="crm-desktop://call?…", help="all of it as one link")
    parser.add_argument("--data", type=Path, help="data folder of the desk, where it has its own")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hand the event over and return the exit code."""
    try:
        notice = read_link(arguments.link) if arguments.link else read_notice(_fields(arguments))
        _hand_over(notice, arguments.data)
    except BadCallNotice as refusal:
        return _fail(REFUSED, sentence_of(refusal))
    except DeskNotRunning:
        return _fail(NO_DESK, "No desk runs on this computer. Start CRM Desktop, then try again.")
    except DeskDidNotAnswer:
        return _fail(NO_ANSWER, "The desk does not answer. Close it and start it again.")
    return 0


def _hand_over(notice: CallNotice, data_folder: Path | None) -> None:
    """Hand ``notice`` to the desk, or to that of the demo where no other runs."""
    folder = data_folder or load_settings(os.environ).data_path
    try:
        hand_over_call(desk_address(folder), notice)
    except DeskNotRunning:
        hand_over_call(desk_address(folder / "demo"), notice)


def _fields(arguments: argparse.Namespace) -> dict[str, str]:
    names = ("event", "from", "to", "extension", "id", "direction")
    return {name: getattr(arguments, name) for name in names}


def _fail(code: int, sentence: str) -> int:
    print(f"crm-desktop: {sentence}", file=sys.stderr)
    return code
