"""Errors a person can be told about; anything else is a bug."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path


class CrmError(Exception):
    """Base of every expected failure. Carries facts; the UI chooses the words."""


class PhoneProblem(StrEnum):
    """Why a text is not a phone number that can be stored."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"
    LETTERS = "letters"
    TWO_NUMBERS = "two_numbers"
    LOST_ZERO = "lost_zero"
    LOCAL = "local"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_IN_PLAN = "not_in_plan"
    ROUNDED = "rounded"


class PostalCodeProblem(StrEnum):
    """Why a text is not a postal code."""

    EMPTY = "empty"
    LETTERS = "letters"
    LOST_ZERO = "lost_zero"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TWO_CODES = "two_codes"
    MORE_THAN_CODE = "more_than_code"


class DateProblem(StrEnum):
    """Why a text is not a date."""

    EMPTY = "empty"
    NOT_A_DATE = "not_a_date"
    INCOMPLETE = "incomplete"
    AMBIGUOUS = "ambiguous"
    NO_SUCH_DAY = "no_such_day"
    OUTSIDE_ERA = "outside_era"
    OUT_OF_RANGE = "out_of_range"


class EmailProblem(StrEnum):
    """Why a text is not an e-mail address."""

    EMPTY = "empty"
    NO_AT = "no_at"
    TWO_ADDRESSES = "two_addresses"
    BAD_DOTS = "bad_dots"
    BAD_DOMAIN = "bad_domain"
    BAD_CHARACTER = "bad_character"
    TOO_LONG = "too_long"
    NOT_AN_ADDRESS = "not_an_address"


class BadPhoneNumber(CrmError):
    """The text is not a phone number that can be stored."""

    def __init__(self, text: str, reason: PhoneProblem, *, proposals: tuple[str, ...] = ()) -> None:
        """Keep the text as typed; ``proposals`` are national displays that may be meant."""
        super().__init__(f"not a phone number: {reason}")
        self.text = text
        self.reason = reason
        self.proposals = proposals


class BadPostalCode(CrmError):
    """The text is not a postal code of seven digits."""

    def __init__(self, text: str, reason: PostalCodeProblem, *, proposal: str = "") -> None:
        """Keep the text as typed; ``proposal`` is seven digits, or empty."""
        super().__init__(f"not a postal code: {reason}")
        self.text = text
        self.reason = reason
        self.proposal = proposal


class BadKana(CrmError):
    """The text holds something that is not kana."""

    def __init__(self, text: str, strangers: str) -> None:
        """Keep the text and ``strangers``: its characters that are not kana, empty for no text."""
        super().__init__("not kana")
        self.text = text
        self.strangers = strangers


class BadDate(CrmError):
    """The text is not one day of the calendar."""

    def __init__(self, text: str, reason: DateProblem, *, proposal: date | None = None) -> None:
        """Keep the text as typed; ``proposal`` is the day that may be meant."""
        super().__init__(f"not a date: {reason}")
        self.text = text
        self.reason = reason
        self.proposal = proposal


class BadEmailAddress(CrmError):
    """The text is not an e-mail address."""

    def __init__(self, text: str, reason: EmailProblem) -> None:
        """Keep the text as typed."""
        super().__init__(f"not an e-mail address: {reason}")
        self.text = text
        self.reason = reason


class DatabaseUnreachable(CrmError):
    """No connection to PostgreSQL could be had or kept."""

    def __init__(self, reason: str = "") -> None:
        """Keep ``reason``, the driver's own words without any password; empty when lost."""
        super().__init__(f"the database cannot be reached: {reason or 'connection lost'}")
        self.reason = reason


class BadServerAddress(CrmError):
    """The text is not an address that PostgreSQL's library understands."""


class SignInRefused(CrmError):
    """The server did not take the login or its password."""

    def __init__(self, login: str) -> None:
        """Remember the login; never the password."""
        super().__init__(f"the server refused the login {login!r} or its password")
        self.login = login


class DatabaseMissing(CrmError):
    """The server has no database of that name."""

    def __init__(self, name: str) -> None:
        """Remember the name that was asked for."""
        super().__init__(f"the server has no database named {name!r}")
        self.name = name


class RightMissing(CrmError):
    """PostgreSQL did not let this login do it."""

    def __init__(self, reason: str) -> None:
        """Keep ``reason``: the server's own words."""
        super().__init__(f"the login lacks a right: {reason}")
        self.reason = reason


class TookTooLong(CrmError):
    """A statement ran into its time limit, or waited too long for a lock or a connection."""


class RecordChanged(CrmError):
    """Another operator saved the record after this one read it."""

    def __init__(
        self, kind: str, record_id: int, *, now_stored: dict[str, object] | None = None
    ) -> None:
        """Remember which record; ``now_stored`` holds the fields the other person changed."""
        super().__init__(f"{kind} {record_id} was changed by someone else")
        self.kind = kind
        self.record_id = record_id
        self.now_stored = now_stored or {}


class RecordGone(CrmError):
    """The record is not there (any more)."""

    def __init__(self, kind: str, record_id: int) -> None:
        """Remember which record it was; ``kind`` is the name of its table."""
        super().__init__(f"there is no {kind} {record_id} (any more)")
        self.kind = kind
        self.record_id = record_id


class BadAmount(CrmError):
    """The text is not an amount of money, or not a whole number where one is needed."""

    def __init__(self, text: str) -> None:
        """Keep the text as typed."""
        super().__init__("not an amount")
        self.text = text


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

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        super().__init__(f"{path} cannot be written")
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


class EmbeddedServerFailed(CrmError):
    """The PostgreSQL that comes with the program could not be made or started."""

    def __init__(self, reason: str, log_file: str = "") -> None:
        """Keep ``reason`` in one line, and the path of the server's log where there is one."""
        super().__init__(f"the embedded PostgreSQL did not start: {reason}")
        self.reason = reason
        self.log_file = log_file


class NoKeyring(CrmError):
    """This computer has no keyring, so a password cannot be kept safely."""


class KeyringRefused(CrmError):
    """The keyring is there but did not open, or did not take the entry."""

    def __init__(self, reason: str) -> None:
        """Keep ``reason``: the keyring's own words, never what was to be stored."""
        super().__init__(f"the keyring refused: {reason}")
        self.reason = reason


class UpgradeBusy(CrmError):
    """Another program is bringing the database up to date and has not finished."""


class SettingsError(CrmError):
    """A setting is unknown, or its value cannot be used."""

    def __init__(self, place: str, line: int, problem: str) -> None:
        """Name the file and its line (from 1), or an environment variable and line 0."""
        where = f"{place}, line {line}" if line else place
        super().__init__(f"{where}: {problem}")
        self.place = place
        self.line = line
        self.problem = problem


class OfficeNotEmpty(CrmError):
    """The demo office was to be made in a database that already holds staff or customers."""


class ServerTooOld(CrmError):
    """The PostgreSQL server is of a version that lacks what the program needs."""

    def __init__(self, version: str, needed: str) -> None:
        """Remember both versions as people write them, such as 14.9 and 15."""
        super().__init__(f"the server is PostgreSQL {version}; {needed} or newer is needed")
        self.version = version
        self.needed = needed


class WrongLocale(CrmError):
    """The database's encoding or character type makes Japanese text unsearchable."""

    def __init__(self, encoding: str, character_type: str) -> None:
        """Remember what the database has."""
        super().__init__(
            f"the database has encoding {encoding} and LC_CTYPE {character_type}; "
            "Japanese needs UTF8 and a UTF-8 LC_CTYPE"
        )
        self.encoding = encoding
        self.character_type = character_type


class ExtensionMissing(CrmError):
    """The server lacks an extension, and this login cannot bring it in."""

    def __init__(self, name: str) -> None:
        """Remember its name."""
        super().__init__(f"the PostgreSQL extension {name!r} is not there")
        self.name = name


class SchemaMissing(CrmError):
    """The database has none of our tables, or making them was broken off."""


class SchemaForeign(CrmError):
    """The database holds tables of another program under names of ours."""


class SchemaTooOld(CrmError):
    """The database lacks changes that this program needs."""

    def __init__(self, revision: str, needed: str) -> None:
        """Remember the numbers of the newest change there and of the newest we know."""
        super().__init__(f"the database is at revision {revision}; {needed} is needed")
        self.revision = revision
        self.needed = needed


class SchemaTooNew(CrmError):
    """The database was changed by a newer program in a way this one cannot work with."""

    def __init__(self, revision: str) -> None:
        """Remember the number of the newest change there."""
        super().__init__(f"the database is at revision {revision}, made by a newer program")
        self.revision = revision


class StaffUnknown(CrmError):
    """The login may use the database, but no active member of staff has it."""

    def __init__(self, login: str) -> None:
        """Remember the login, so that an administrator can be told."""
        super().__init__(f"no active member of staff has the login {login}")
        self.login = login


class BadCallNotice(CrmError):
    """A command or link that reports a call says something that cannot be."""

    def __init__(self, problem: str, part: str = "") -> None:
        """``problem`` is a `NoticeProblem`; ``part`` the field it is about, empty for all."""
        super().__init__(f"not a report of a call: {problem} {part}".rstrip())
        self.problem = problem
        self.part = part


class DeskNotRunning(CrmError):
    """No desk of this person runs on this computer, so there is nobody to hand a call to."""


class DeskDidNotAnswer(CrmError):
    """A desk seems to run, but did not say that it took what was handed to it."""
