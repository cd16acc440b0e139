"""``crm-desktop cover-sheets``: prints sheets whose codes say whose letter follows."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PIL import Image
from sqlalchemy.orm import Session

from crm_desktop.actions.cover_sheets import (
    MOST_SHEETS,
    SheetsToPrint,
    cover_sheets,
    reply_cards,
    separators,
)
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.import_report import visible
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.files import FileInTheWay, FileNotWritable
from crm_desktop.errors.printed_papers import MailingUnknown
from crm_desktop.images.cover_sheet import (
    A4_MM,
    POSTCARD_MM,
    drawn_sheet,
    four_on_a4,
    write_pdf,
)
from crm_desktop.images.japanese_font import print_font
from crm_desktop.log import start_logging

_PROGRAM: Final = "crm-desktop cover-sheets"
_WRONG_USE: Final = 2
_FILE: Final = 21
_LARGEST_LIST: Final = 1_000_000
_DESCRIPTION: Final = """\
Writes a PDF to print. A cover sheet goes on top of a customer's letter in the scanner, a separator
between two letters, a reply card to the customer, who sends it back. Codes are signed by the
database: one that was typed or altered is not believed. The name is printed only for customers
that the login may see."""
_EXIT_CODES: Final = """\
exit codes: 0 written; 1 written, but for codes that no customer has; 2 wrong use or settings; 21
the PDF cannot be written, or is there already; others as of crm-desktop db"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``cover-sheets`` and its arguments."""
    parser = commands.add_parser(
        "cover-sheets",
        help="print sheets and cards whose codes say whose letter it is",
        description=_DESCRIPTION,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--customers",
        nargs="+",
        default=[],
        metavar="CODE|FILE",
        help="customers' codes, or a text file with one a line",
    )
    parser.add_argument("--separators", type=int, default=0, metavar="N", help="N separators")
    parser.add_argument(
        "--reply-cards", default="", metavar="MAILING", help="cards that came with this mailing"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="the PDF")
    parser.add_argument("--size", choices=("a4", "postcard"), help="a4; of cards: postcard")
    parser.add_argument("--four-up", action="store_true", help="four postcards on an A4")
    parser.add_argument("--force", action="store_true", help="replace a PDF that is there")
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.add_argument(
        "--login", default="", metavar="NAME", help="who signs in to the embedded database"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the PDF and return the exit code that tells how it went."""
    start_logging("warning")
    codes = _codes(arguments.customers)
    if problem := _problem(arguments, codes):
        return _said(problem, _WRONG_USE)
    try:
        return _written(arguments, codes)
    except MailingUnknown as error:
        return _said(f"No mailing has the code {error.code}.", _WRONG_USE)
    except FileInTheWay as error:
        return _said(f"{error.path} is there already; --force replaces it.", _FILE)
    except FileNotWritable as error:
        return _said(f"{error.path} cannot be written: {error.reason}", _FILE)
    except CrmError as error:
        return _said(sentences_of(error), exit_code_of(error))


def _written(arguments: argparse.Namespace, codes: Sequence[str]) -> int:
    with (
        chosen_database(arguments.dsn, program=_PROGRAM, embedded_login=arguments.login) as (
            database,
            _place,
        ),
        database.writing() as session,
    ):
        wanted = _wanted(session, arguments, codes)
    if wanted.sheets:
        pages = _saved(arguments, _pages(arguments, wanted))
        print(visible(f"{len(wanted.sheets)} sheets on {pages} pages written to {arguments.out}"))
    if wanted.unknown:
        listed = ", ".join(wanted.unknown[:20])
        return _said(f"No customer has these codes ({len(wanted.unknown)}): {listed}", 1)
    return 0


def _wanted(session: Session, arguments: argparse.Namespace, codes: Sequence[str]) -> SheetsToPrint:
    if arguments.separators:
        return separators(session, arguments.separators)
    if arguments.reply_cards:
        return reply_cards(session, codes, arguments.reply_cards)
    return cover_sheets(session, codes)


def _pages(arguments: argparse.Namespace, wanted: SheetsToPrint) -> Iterable[Image.Image]:
    usual = "postcard" if arguments.reply_cards or arguments.four_up else "a4"
    size = POSTCARD_MM if (arguments.size or usual) == "postcard" else A4_MM
    font = print_font()
    drawn = (drawn_sheet(sheet, size, font) for sheet in wanted.sheets)
    return four_on_a4(drawn) if arguments.four_up else drawn


def _saved(arguments: argparse.Namespace, pages: Iterable[Image.Image]) -> int:
    """Write the PDF; only the owner may read it, and it is there whole or not at all.

    Raises:
        FileInTheWay, FileNotWritable: see there.
    """
    path: Path = arguments.out
    if path.exists() and not arguments.force:
        raise FileInTheWay(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.touch(mode=0o600)
        count = write_pdf(unfinished, pages)
        unfinished.replace(path)
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "the disk is full") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _codes(words: Sequence[str]) -> list[str]:
    """Return the codes among ``words`` and in the files that they name, each once."""
    codes: list[str] = []
    for word in words:
        codes += _lines(Path(word)) if Path(word).is_file() else [word.strip()]
    return [code for code in dict.fromkeys(codes) if code]


def _lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        return [line.strip().strip('"').strip() for line in stream.read(_LARGEST_LIST).splitlines()]


def _problem(arguments: argparse.Namespace, codes: Sequence[str]) -> str:
    """Return what is wrong with the words; "" when nothing is."""
    if bool(arguments.separators) == bool(codes):
        return "Give either --customers, with codes or a file of them, or --separators."
    if arguments.separators and arguments.reply_cards:
        return "Reply cards need --customers."
    if not 0 <= max(arguments.separators, len(codes)) <= MOST_SHEETS or arguments.separators < 0:
        return f"At most {MOST_SHEETS} sheets are printed at once."
    if arguments.four_up and arguments.size == "a4":
        return "Four on a page are postcards; leave --size out."
    return ""


def _said(words: str, exit_code: int) -> int:
    print(visible(f"{_PROGRAM}: {words}"), file=sys.stderr)
    return exit_code
