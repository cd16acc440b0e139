"""Starts the desk, or one command: ``crm-desktop [COMMAND]``.

A command is a module whose ``add_parser(commands)`` adds its sub-parser with
``set_defaults(run=…)``, a function from the arguments to the exit code. It is imported only when
it is asked for, so that the desk starts fast.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module
from importlib.metadata import version

from crm_desktop.errors.base import CrmError

COMMANDS = {
    "demo": ("crm_desktop.commands.demo", "open a desk on a living demo office"),
    "db": ("crm_desktop.commands.db", "make a database, bring it up to date, or tell its state"),
    "staff": ("crm_desktop.commands.staff", "show and change who may sign in"),
    "gateway": ("crm_desktop.commands.gateway", "take call events from the phone system"),
    "worker": ("crm_desktop.commands.worker", "read letters and find addresses in the background"),
    "read-letters": ("crm_desktop.commands.read_letters", "let the worker read unread letters"),
    "locate": ("crm_desktop.commands.locate", "find where addresses are, for the map"),
    "scan": ("crm_desktop.commands.scan", "take letters from scanners and watched folders"),
    "doctor": ("crm_desktop.commands.doctor", "tell why calls are shown, or are not"),
    "replay-ami": ("crm_desktop.commands.replay_ami", "show what is made of an AMI recording"),
    "call": ("crm_desktop.commands.call", "report one call event by hand"),
    "link": ("crm_desktop.commands.link", "let crm-desktop:// links open calls on this desk"),
    "import": ("crm_desktop.commands.import_file", "take in customers, orders or papers from CSV"),
    "enclose": ("crm_desktop.commands.enclose", "lay enclosures into parcels by the rules"),
    "images": ("crm_desktop.commands.images", "move the originals of papers, or prove them"),
    "export": ("crm_desktop.commands.export", "write all customers to a CSV file"),
    "cover-sheets": ("crm_desktop.commands.cover_sheets", "print covers and cards for letters"),
    "audit": ("crm_desktop.commands.audit", "check that the record of what was done is whole"),
    "rights": ("crm_desktop.commands.rights", "tell what each group of people may do"),
    "normalize": ("crm_desktop.commands.normalize", "show the stored form of what is on stdin"),
}
URL_SCHEME = "crm-desktop:"
USAGE_ERROR = 2
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run what ``arguments`` (without the program's name) ask for and return the exit code."""
    try:
        return dispatch(sys.argv[1:] if arguments is None else arguments)
    except CrmError as error:
        print(f"crm-desktop: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be written, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def dispatch(words: list[str]) -> int:
    """Run the command that the first word names, or the desk when it names none."""
    match words:
        case [name, *rest] if name in COMMANDS:
            return run_command(name, rest)
        case ["-h" | "--help" | "help", *_]:
            print(overview())
        case ["--version", *_]:
            print(version("crm-desktop"))
        case [link, *_] if link.startswith(URL_SCHEME):
            return run_command("call", ["--link", link])
        case [name, *_] if not name.startswith("-"):
            print(f"crm-desktop: there is no command {name!r}\n\n{overview()}", file=sys.stderr)
            return USAGE_ERROR
        case _:
            return run_desk(words)
    return 0


def run_command(name: str, words: list[str]) -> int:
    """Import the command ``name``, let it read ``words`` and run it."""
    parser = argparse.ArgumentParser(prog="crm-desktop")
    import_module(COMMANDS[name][0]).add_parser(parser.add_subparsers(required=True))
    arguments = parser.parse_args([name, *words])
    return int(arguments.run(arguments))


def run_desk(words: list[str]) -> int:
    """Open the desk; it reads ``words`` itself."""
    gc.disable()  # until the window stands: a start makes hardly any rubbish
    return int(import_module("crm_desktop.app.desk").main(words))


def overview() -> str:
    """Return the help text that lists all commands."""
    lines = [f"  {name:<10} {help_line}" for name, (_module, help_line) in COMMANDS.items()]
    head = "usage: crm-desktop [COMMAND] [-h]\n\nWithout a command the desk opens.\n\ncommands:\n"
    return head + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
