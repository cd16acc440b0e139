"""``crm-desktop link``: lets ``crm-desktop://`` links open calls on this desk, or no longer."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Final

from crm_desktop.ui.url_scheme import LinkHandling, link_handling

FAILED: Final = 1


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``link`` and its actions."""
    parser = commands.add_parser("link", help="let crm-desktop:// links open calls on this desk")
    parser.add_argument("action", choices=("register", "remove", "status"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked, for this person only, and say what was done."""
    handling = link_handling(os.environ)
    if handling is None:
        return _fail(
            "macOS gives links to application bundles only. "
            "Let the telephone program run `crm-desktop call …` instead."
        )
    try:
        print(_done(arguments.action, handling))
    except OSError as error:
        return _fail(f"the setting cannot be changed: {error}")
    return 0


def _done(action: str, handling: LinkHandling) -> str:
    match action:
        case "register":
            handling.register([sys.executable, "-m", "crm_desktop"])
            return "crm-desktop:// links now open on this desk, for you only."
        case "remove":
            handling.remove()
            return "crm-desktop:// links are no longer opened."
    registered = handling.is_registered()
    return f"crm-desktop:// links are {'opened on this desk' if registered else 'not opened'}."


def _fail(sentence: str) -> int:
    print(f"crm-desktop: {sentence}", file=sys.stderr)
    return FAILED
