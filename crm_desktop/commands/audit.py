"""``crm-desktop audit``: checks that nobody has changed the record of what was done."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crm_desktop.commands.audit_heads import read_heads, write_heads
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.import_report import visible
from crm_desktop.database.queries.audit import (
    AuditDamage,
    AuditHead,
    AuditVerdict,
    Damage,
    verify_audit,
)
from crm_desktop.errors.access import RecordHidden
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.files import BadAuditHeads, FileNotWritable
from crm_desktop.log import start_logging

WHOLE: Final = 0
BROKEN: Final = 20
_DESCRIPTION: Final = """\
Computes the digest of every entry anew and says what was changed, taken out or cut off, and where.

Whoever owns the database can rewrite its history with new digests. With --heads FILE the end of
each chain is written to FILE after a good check; the next check with the same FILE shows any
rewriting up to there. Keep FILE where the owner of the database cannot write."""
_EXIT_CODES: Final = """\
exit codes: 0 whole; 20 broken; 2 wrong use, settings or FILE; 7 this login does not see all;
others as of crm-desktop db"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``audit`` and its one action."""
    parser = commands.add_parser("audit", help="check that the record of what was done is whole")
    verify = parser.add_subparsers(dest="action", required=True).add_parser(
        "verify",
        help="say what in the record was changed, taken out or cut off",
        description=_DESCRIPTION,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verify.add_argument("--dsn", help=DSN_HELP)
    verify.add_argument(
        "--heads", type=Path, metavar="FILE", help="compare with, then bring up to date"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the record and return the exit code that tells whether it is whole."""
    start_logging("warning")
    try:
        check = _checked(arguments.dsn, arguments.heads)
        if not check.verdict.damages and arguments.heads:
            heads, at = check.verdict.heads, datetime.now(UTC)
            write_heads(arguments.heads, heads, place=check.place, at=at)
    except CrmError as error:
        words = _sentence(error)
        if arguments.json:
            print(json.dumps({"whole": None, "problem": type(error).__name__, "message": words}))
        else:
            print(f"crm-desktop audit: {words}", file=sys.stderr)
        return _exit_code(error)
    print(_json(check) if arguments.json else "\n".join(map(visible, _lines(check))))
    return BROKEN if check.verdict.damages else WHOLE


@dataclass(frozen=True, slots=True)
class _Check:
    """One check that came to an end; ``known`` is None without a file of heads."""

    place: str
    known: tuple[AuditHead, ...] | None
    heads_file: Path | None
    verdict: AuditVerdict
    seconds: float


def _checked(dsn: str | None, heads_file: Path | None) -> _Check:
    known = read_heads(heads_file) if heads_file else None
    with chosen_database(dsn, program="crm-desktop audit") as (database, place):
        start = time.monotonic()
        with database.reading() as session:
            verdict = verify_audit(session, known or ())
        return _Check(place, known, heads_file, verdict, time.monotonic() - start)


def _lines(check: _Check) -> Iterator[str]:
    verdict = check.verdict
    counts = f"{verdict.entries:,} entries in {len(verdict.heads):,} chains"
    yield f"The record in {check.place}: {counts} ({check.seconds:.1f} s)"
    for damage in verdict.damages[:_SHOWN]:
        yield f"{damage.chain}: {_words(damage)}"
    hidden = len(verdict.damages) - _SHOWN
    if hidden > 0:
        more = "" if verdict.complete else "at least "
        yield f"… and {more}{hidden:,} more; --json lists the first 1,000"
    if verdict.damages:
        yield "BROKEN: entries were changed, taken out or put in outside of the program."
        if check.heads_file:
            yield f"{check.heads_file} was left as it is."
        return
    yield "Whole: every entry is as it was recorded."
    if check.heads_file:
        yield _heads_line(check)


def _heads_line(check: _Check) -> str:
    if check.known is None:
        return f"{check.heads_file} is new: the next check compares with it."
    return (
        f"It agrees with all {len(check.known):,} heads in {check.heads_file}, which is now up "
        "to date."
    )


def _words(damage: AuditDamage) -> str:
    place, first = damage.place, damage.other_place
    span = f"entries {first:,} to {place:,}" if first < place else f"entry {place:,}"
    words = _WORDS[damage.damage]
    return words.format(span=span, place=f"{place:,}", about=damage.about)


def _json(check: _Check) -> str:
    verdict = check.verdict
    facts = {
        "whole": not verdict.damages,
        "database": check.place,
        "entries": verdict.entries,
        "chains": len(verdict.heads),
        "compared_heads": None if check.known is None else len(check.known),
        "damages": [asdict(damage) for damage in verdict.damages],
        "complete": verdict.complete,
        "seconds": round(check.seconds, 3),
    }
    return json.dumps(facts)


def _sentence(error: CrmError) -> str:
    match error:
        case RecordHidden():
            return (
                "This login does not see the whole record, or the record is not the table that "
                "it should be. Check as the owner of the database or a superuser."
            )
        case BadAuditHeads():
            return f"{error.path} was not written by this command; it is left as it is."
        case FileNotWritable():
            return (
                f"The record is whole, but {error.path} cannot be written: "
                f"{error.reason or 'the system refuses it'}."
            )
        case _:
            return sentences_of(error)


def _exit_code(error: CrmError) -> int:
    match error:
        case RecordHidden():
            return _RIGHT_MISSING
        case BadAuditHeads() | FileNotWritable():
            return _WRONG_USE
        case _:
            return exit_code_of(error)


_SHOWN: Final = 20
_WORDS: Final = {
    Damage.CHANGED: "entry {place} was changed, or the one before it ({about})",
    Damage.GAP: "{span} missing",
    Damage.REPEATED: "entry {place} is there more than once ({about})",
    Damage.TAIL_MISSING: "{span} missing at the end",
    Damage.BEHIND_END: "{span} behind the end: put in by hand, or the end was set back",
    Damage.END_DIFFERS: "entry {place} at the end is not the one that was recorded last",
    Damage.NO_END: "the chain of {place} entries has no end on record",
    Damage.GONE: "entry {place} was there at the last check and is gone",
    Damage.REWRITTEN: "the history up to entry {place} was rewritten since the last check",
}
_WRONG_USE: Final = 2
_RIGHT_MISSING: Final = 7
