"""What an import says when it is done, to a person and to a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from crm_desktop.actions.import_file import OpenedImport
from crm_desktop.actions.import_options import Fate
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.commands.database_refusals import sentences_of
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.files import (
    BadImportProfile,
    FileNotWritable,
    ImportColumnsMissing,
    ImportColumnsRepeated,
    ImportFileUnreadable,
    UnreadableFile,
)
from crm_desktop.errors.printed_papers import MailingUnknown
from crm_desktop.tables.cell_reading import CellNote, CellProposal


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """One import that ended; ``failure`` says why when it did not reach the end of the file."""

    opened: OpenedImport
    tally: ImportTally
    seconds: float
    failure: str = ""


def json_report(summary: ImportSummary) -> str:
    """Return one JSON object on one line."""
    request, tally = summary.opened.request, summary.tally
    facts = {
        "table": request.table,
        "file": str(request.path),
        "profile": request.profile.name,
        "encoding": summary.opened.file.format.encoding,
        "delimiter": summary.opened.file.delimiter,
        "dry_run": request.dry_run,
        "read": tally.read,
        **{fate.value: tally.fates[fate] for fate in _COUNTED},
        "rejected": tally.rejected,
        "left_out": tally.left_out,
        "customers_created": _customers_created(summary),
        "proposal_count": tally.proposal_count,
        "proposals": [asdict(one) for one in tally.proposals],
        "warning_count": tally.warning_count,
        "warnings": [asdict(note) for note in tally.warnings],
        "rejections": [asdict(note) for note in tally.rejections],
        "rejects_file": _rejects_file(summary),
        "unknown_columns": list(summary.opened.columns.unknown),
        "seconds": round(summary.seconds, 3),
        "stopped": tally.stopped,
        "last_line": tally.last_line,
        "error": summary.failure or None,
    }
    return json.dumps(facts, ensure_ascii=True)


def text_report(summary: ImportSummary) -> str:
    """Return the lines a person reads, without characters that would move a terminal's cursor."""
    return "\n".join(visible(line) for line in _lines(summary))


def refusal_text(error: CrmError) -> str:
    """Return a sentence for a file that cannot be imported at all."""
    match error:
        case ImportFileUnreadable():
            name, place = error.path.name, f"line {error.line}, byte {error.byte}"
            return visible(_UNREADABLE[error.reason].format(name=name, place=place))
        case ImportColumnsMissing():
            missing = "; ".join(" or ".join(group) for group in error.missing)
            found = ", ".join(error.found)
            return visible(f"{error.path.name} lacks: {missing}. Its header is: {found}. {_HINT}")
        case ImportColumnsRepeated():
            names, columns = ", ".join(error.names), ", ".join(map(str, error.columns))
            return visible(
                f"{error.path.name} has the same header twice: {names} (columns {columns}). "
                "Remove or rename one of them."
            )
    return visible(_request_refusal(error))


def _request_refusal(error: CrmError) -> str:
    match error:
        case MailingUnknown():
            return f"There is no mailing {error.code}: take in its master first."
        case BadImportProfile():
            return f"The profile {error.profile} cannot be used: {error.detail}."
        case FileNotWritable():
            return f"{error.path} cannot be written: choose another place with --rejects."
    return sentences_of(error)


def json_refusal(error: CrmError) -> str:
    """Return one JSON object for a file that cannot be imported at all; nothing was read."""
    return json.dumps({"error": refusal_text(error), "problem": type(error).__name__, "read": 0})


def visible(text: str) -> str:
    """Return ``text`` with control characters written out."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _lines(summary: ImportSummary) -> Iterator[str]:
    request, file, tally = summary.opened.request, summary.opened.file, summary.tally
    yield f"{request.path.name}: {file.format.encoding}, profile {request.profile.name}"
    yield from map(_proposal_line, tally.proposals[:_SHOWN])
    yield from (f"warning: {_note_line(note)}" for note in tally.warnings[:_SHOWN])
    yield from (f"rejected: {_note_line(note)}" for note in tally.rejections[:_SHOWN])
    if summary.opened.columns.unknown:
        yield f"columns left out: {', '.join(summary.opened.columns.unknown)}"
    yield _counts(summary)
    if tally.proposal_count:
        yield (
            f"{tally.proposal_count:,} proposals: "
            + ("taken" if request.takes_proposals else "left out; --accept-proposals takes them")
        )
    if tally.warning_count:
        yield f"{tally.warning_count:,} warnings"
    if rejects := _rejects_file(summary):
        yield f"rejected rows: {rejects}"
    yield from _ending(summary)


def _counts(summary: ImportSummary) -> str:
    tally = summary.tally
    parts = [f"read {tally.read:,}"]
    parts += [f"{fate.value} {tally.fates[fate]:,}" for fate in _COUNTED]
    parts += [f"rejected {tally.rejected:,}"]
    if tally.left_out:
        parts.append(f"left out {tally.left_out:,}")
    if summary.opened.request.table == "orders":
        parts.append(f"customers created {tally.customers_created:,}")
    return f"{', '.join(parts)} ({summary.seconds:.1f} s)"


def _ending(summary: ImportSummary) -> Iterator[str]:
    tally, dry_run = summary.tally, summary.opened.request.dry_run
    kept = "nothing was kept" if dry_run else f"everything up to line {tally.last_line:,} is in"
    if summary.failure:
        yield f"{summary.failure}: {kept}"
    elif tally.stopped:
        yield f"stopped: {kept}"
    elif dry_run:
        yield "dry run: nothing was kept"


def _customers_created(summary: ImportSummary) -> int:
    tally = summary.tally
    own = summary.opened.request.table == "customers"
    return tally.fates[Fate.CREATED] if own else tally.customers_created


def _rejects_file(summary: ImportSummary) -> str | None:
    path: Path = summary.opened.request.rejects_path
    return str(path) if summary.tally.rejected else None


def _proposal_line(one: CellProposal) -> str:
    mark = "" if one.taken else "?"
    return f"line {one.line}, {one.column}: {one.text} → {one.proposal}{mark}"


def _note_line(note: CellNote) -> str:
    column = f", {note.column}" if note.column else ""
    return f"line {note.line}{column}: {note.text}"


_COUNTED: Final = (Fate.CREATED, Fate.UPDATED, Fate.UNCHANGED)
_SHOWN: Final = 20
_HINT: Final = (
    "Names are compared without width, case and blanks; --profile says which are meant. "
    "If they look broken, save the file as UTF-8."
)
_UNREADABLE: Final = {
    UnreadableFile.MISSING: "{name} is not there.",
    UnreadableFile.NOT_A_FILE: "{name} is not a file.",
    UnreadableFile.REFUSED: "{name} cannot be read: the system refuses it.",
    UnreadableFile.EMPTY: "{name} is empty.",
    UnreadableFile.UTF16: "{name} is UTF-16 (Excel: Unicode text). Save it as CSV UTF-8.",
    UnreadableFile.ENCODING: "{name} is neither UTF-8 nor CP932 (Shift_JIS): the first byte that "
    "does not fit is at {place}. Save it as CSV UTF-8.",
    UnreadableFile.HEADER: "The header of {name} cannot be read ({place}).",
}
