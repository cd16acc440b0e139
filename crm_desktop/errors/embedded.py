"""What keeps the embedded PostgreSQL from being opened or renewed."""

from __future__ import annotations

from crm_desktop.errors.database import EmbeddedServerFailed


class EmbeddedFolderTaken(EmbeddedServerFailed):
    """Somebody else has the folder of the embedded PostgreSQL open, or left it without closing."""

    def __init__(self, computer: str, since: str) -> None:
        """Remember which computer, and since when in its own words (YYYY-MM-DD HH:MM)."""
        super().__init__(
            f"the computer {computer} has had its folder open since {since}; end CRM Desktop "
            "there, or run crm-desktop db take-over if that computer is off for good"
        )
        self.computer = computer
        self.since = since


class EmbeddedServerByHand(EmbeddedServerFailed):
    """A PostgreSQL that this program did not start runs on the cluster."""

    def __init__(self, computer: str, since: str) -> None:
        """Remember which computer, and since when (YYYY-MM-DD HH:MM)."""
        super().__init__(
            f"another PostgreSQL was started on its folder on {computer} by hand at {since}"
        )
        self.computer = computer
        self.since = since


class EmbeddedFolderForbidden(EmbeddedServerFailed):
    """The folder of the embedded PostgreSQL belongs to another account."""

    def __init__(self, folder: str) -> None:
        """Remember which folder."""
        super().__init__(f"another account owns its folder {folder}")
        self.folder = folder


class StillAlive(EmbeddedServerFailed):
    """A folder cannot be taken over: who has it open gave a sign of life just now."""

    def __init__(self, computer: str, since: str) -> None:
        """Remember which computer, and since when it has had the folder (YYYY-MM-DD HH:MM)."""
        super().__init__(f"the computer {computer} still works on its folder, since {since}")
        self.computer = computer
        self.since = since


class OldProgramsMissing(EmbeddedServerFailed):
    """The data were made by an older PostgreSQL whose programs are needed once more."""

    def __init__(self, version: str, folder: str) -> None:
        """Remember the major version, such as 15, and where its data are."""
        super().__init__(
            f"the data in {folder} are of PostgreSQL {version}, whose programs are not found; "
            "install them, or name their folder: crm-desktop db upgrade --old-programs"
        )
        self.version = version
        self.folder = folder


class NoRoomToRenew(EmbeddedServerFailed):
    """The disk has no room for the data a second time, as a new PostgreSQL needs it."""

    def __init__(self, folder: str, needed_mb: int, free_mb: int) -> None:
        """Remember where, and how many megabytes are needed and free."""
        super().__init__(f"{needed_mb} MB are needed in {folder} and {free_mb} MB are free")
        self.folder = folder
        self.needed_mb = needed_mb
        self.free_mb = free_mb


class RenewalDiffers(EmbeddedServerFailed):
    """What was brought over to a new PostgreSQL is not what the old one holds."""

    def __init__(self, table: str) -> None:
        """Remember the first table that differs."""
        super().__init__(
            f"the table {table} did not come over whole; the old data stay as they are"
        )
        self.table = table


class OldDataUsedSince(EmbeddedServerFailed):
    """The data of the old PostgreSQL were worked on after they were brought over to the new."""

    def __init__(self, old: str, new: str) -> None:
        """Remember both folders."""
        super().__init__(f"{old} was worked on after its data had been brought over to {new}")
        self.old = old
        self.new = new


class OldProgramOpen(EmbeddedServerFailed):
    """The data cannot be brought over while an older program of this PC works on them."""

    def __init__(self) -> None:
        """Tell what is in the way."""
        super().__init__("an older CRM Desktop of this computer is open on its data; end it first")
