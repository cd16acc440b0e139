"""Files that cannot be read or written: imports, settings, directories."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from crm_desktop.errors.base import CrmError


class UnreadableFile(StrEnum):
    """Why a file cannot be imported at all."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    REFUSED = "refused"
    EMPTY = "empty"
    UTF16 = "utf16"
    ENCODING = "encoding"
    HEADER = "header"


class ImportFileUnreadable(CrmError):
    """A file cannot be read as a table at all; single bad rows are not this."""

    def __init__(self, path: Path, reason: UnreadableFile, *, line: int = 0, byte: int = 0) -> None:
        """``line`` and ``byte`` in it (from 1) say where; 0 when that has no meaning."""
        place = f" at line {line}" if line else ""
        place += f", byte {byte}" if byte else ""
        super().__init__(f"{path.name} cannot be imported: {reason}{place}")
        self.path = path
        self.reason = reason
        self.line = line
        self.byte = byte


class ImportColumnsMissing(CrmError):
    """The header of a file lacks columns that its profile cannot do without."""

    def __init__(
        self, path: Path, *, found: tuple[str, ...], missing: tuple[tuple[str, ...], ...]
    ) -> None:
        """``found`` are all headers; each of ``missing`` lists the names one of which is needed."""
        super().__init__(f"{path.name} lacks columns")
        self.path = path
        self.found = found
        self.missing = missing


class ImportColumnsRepeated(CrmError):
    """Two columns of a file would fill the same field, so neither can be trusted."""

    def __init__(self, path: Path, *, names: tuple[str, ...], columns: tuple[int, ...]) -> None:
        """Say which headers, and in which columns (from 1) they stand."""
        super().__init__(f"{path.name} has repeated columns {columns}")
        self.path = path
        self.names = names
        self.columns = columns


class FileNotWritable(CrmError):
    """A file that we were asked to write cannot be written where it should be."""

    def __init__(self, path: Path, reason: str = "") -> None:
        """Remember which file; ``reason`` are the system's words, such as that the disk is full."""
        super().__init__(f"{path} cannot be written{f': {reason}' if reason else ''}")
        self.path = path
        self.reason = reason


class SpoolFull(CrmError):
    """No more can be kept on disk for the time when the database is back."""

    def __init__(self, reason: str) -> None:
        """``reason`` says whether it is the limit or the disk."""
        super().__init__(f"the spool takes no more: {reason}")
        self.reason = reason


class SpoolTaken(CrmError):
    """Another gateway keeps its events in this folder."""

    def __init__(self, folder: Path) -> None:
        """Remember which folder."""
        super().__init__(f"another gateway runs with {folder}; give this one a folder by --spool")
        self.folder = folder


class FileInTheWay(CrmError):
    """There is a file already where we were asked to write one, and it was not to be replaced."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        super().__init__(f"{path} is there already")
        self.path = path


class BadAuditHeads(CrmError):
    """A file is not a list of heads that an earlier verification wrote."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        super().__init__(f"{path} is no list of heads of ours")
        self.path = path


class BadImportProfile(CrmError):
    """A profile that says what the columns of a file mean cannot be used."""

    def __init__(self, profile: str, detail: str) -> None:
        """``detail`` is English and technical: a profile is written by an administrator."""
        super().__init__(f"import profile {profile}: {detail}")
        self.profile = profile
        self.detail = detail


class PostalDirectoryUnreadable(CrmError):
    """The file of postal codes is missing or damaged."""

    def __init__(self, path: Path) -> None:
        """Remember which file it was."""
        super().__init__(f"cannot read the postal codes in {path}")
        self.path = path


class SettingsError(CrmError):
    """A setting is unknown, or its value cannot be used."""

    def __init__(self, place: str, line: int, problem: str) -> None:
        """Name the file and its line (from 1), or an environment variable and line 0."""
        where = f"{place}, line {line}" if line else place
        super().__init__(f"{where}: {problem}")
        self.place = place
        self.line = line
        self.problem = problem


class RecordingUnreadable(CrmError):
    """A recording of what an exchange said cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} cannot be read")
        self.path = path
