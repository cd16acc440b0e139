"""What a server, its schema or its records refuse."""

from __future__ import annotations

from datetime import datetime

from crm_desktop.errors.base import CrmError


class DatabaseUnreachable(CrmError):
    """No connection to PostgreSQL could be had or kept."""

    def __init__(self, reason: str = "") -> None:
        """Keep ``reason``, the driver's own words without any password; empty when lost."""
        super().__init__(f"the database cannot be reached: {reason or 'connection lost'}")
        self.reason = reason


class ServerStarting(DatabaseUnreachable):
    """The server is there but not ready: it starts, stops or recovers."""


class NoPrimary(DatabaseUnreachable):
    """Servers answer, but none of them takes writes now: no standby was promoted yet."""


class ServerFull(DatabaseUnreachable):
    """The server takes no more connections for now."""


class ServerDiskFull(DatabaseUnreachable):
    """The server has no room left to store anything; reading may still work."""


class BadServerAddress(CrmError):
    """The text is not an address that PostgreSQL's library understands."""


class DatabaseMissing(CrmError):
    """The server has no database of that name."""

    def __init__(self, name: str) -> None:
        """Remember the name that was asked for."""
        super().__init__(f"the server has no database named {name!r}")
        self.name = name


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


class EmbeddedServerFailed(CrmError):
    """The PostgreSQL that comes with the program could not be made or started."""

    def __init__(self, reason: str, log_file: str = "") -> None:
        """Keep ``reason`` in one line, and the path of the server's log where there is one."""
        super().__init__(f"the embedded PostgreSQL did not start: {reason}")
        self.reason = reason
        self.log_file = log_file


class UpgradeBusy(CrmError):
    """Another program is bringing the database up to date and has not finished."""


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


class ClockWrong(CrmError):
    """This PC's clock and that of the server differ by minutes or more."""

    def __init__(self, here: datetime, there: datetime) -> None:
        """Remember what both said at one moment, aware; people read it in the time of this PC."""
        super().__init__(f"the clock here differs by {here - there} from the server's")
        self.here, self.there = (f"{one.astimezone():%Y-%m-%d %H:%M}" for one in (here, there))
