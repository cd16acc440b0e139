"""``crm-desktop replay-ami``: what the gateway makes of a recording of Asterisk's manager."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from crm_desktop.telephony.ami_channels import DEFAULT_EXTENSIONS, ExtensionPattern
from crm_desktop.telephony.ami_replay import replay

WRONG_USE: Final = 2
NO_FILE: Final = 3


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``replay-ami``."""
    parser = commands.add_parser(
        "replay-ami",
        help="show what is made of a recording of Asterisk's manager",
        description="Shows the calls of a recorded AMI connection, one a line; needs no database.",
        epilog="exit codes: 0 done; 2 no such pattern; 3 the file cannot be read",
    )
    parser.add_argument("file", type=Path, help="every byte that Asterisk sent, from the banner on")
    parser.add_argument(
        "--extension-pattern",
        default=DEFAULT_EXTENSIONS,
        metavar="RE",
        help="which channels are telephones (%(default)s); the first group is the extension",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--pops", action="store_true", help="also what the desks are told")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the calls of the recording and return the exit code."""
    try:
        pattern = ExtensionPattern(arguments.extension_pattern)
        recording = arguments.file.read_bytes()
    except re.error as error:
        return _fail(WRONG_USE, f"--extension-pattern: {error}")
    except OSError as error:
        return _fail(NO_FILE, f"{arguments.file} cannot be read: {error.strerror}")
    calls, pops = replay(recording, pattern)
    rows = [*(pops if arguments.pops else []), *calls]
    if arguments.json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return 0
    for row in rows:
        print(_sentence(row))
    return 0


def _sentence(row: dict[str, Any]) -> str:
    if "pop" in row:
        return f"line {row['line']}: {row['pop']} at {row['extension']}: {row['caller'] or '-'}"
    shown = "withheld" if row["withheld"] else row["caller"] or "-"
    queue = f" queue {row['queue']}" if row["queue"] else ""
    return (
        f"{row['dir']} {shown} -> {row['dialled'] or '-'}{queue}: {row['result']},"
        f" rang {' '.join(row['rang']) or '-'}, answered {' '.join(row['answered']) or '-'},"
        f" ended by {row['ended_by']}"
    )


def _fail(code: int, sentence: str) -> int:
    print(f"crm-desktop: {sentence}", file=sys.stderr)
    return code
